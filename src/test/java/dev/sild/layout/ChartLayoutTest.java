package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import dev.sild.Tree;
import dev.sild.cli.TestedCommandLine;
import dev.sild.cli.terminal.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("executable")
class ChartLayoutTest {
    private static final String SHOP = """
      name: shop
      services:
        web:
          image: registry.example.com/web:${TAG:-1.0}
          command: ["serve", "--price", "5$$", "--level=${LEVEL:-info}", "{{ not ours }}"]
          environment:
            GREETING: "hello ${WHO:-world}, $${X} {{ .Values }}"
            PASSWORD: ${PASSWORD:-geheim}
          ports: ["8080:80"]
          volumes: ["data:/data"]
          deploy:
            replicas: 2
            resources: {limits: {memory: 64M}}
        migrate:
          image: registry.example.com/web:${TAG:-1.0}
          restart: "no"
      volumes: {data: }
      """;

    static List<Fixture> projects() {
        return Fixture.of("kubernetes").stream()
                .filter(fixture -> !fixture.has("-n"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("projects")
    void chartMeansWhatTheListMeansAndPassesTheLint(Fixture fixture, @TempDir Path folder) {
        fixture.chart(folder);
        String list = fixture.convert().out();
        assertThat(new Helm(folder).lint().strict().call().getMessages())
                .noneMatch(message -> message.contains("[ERROR]") || message.contains("[WARNING]"));
        assertThat(ChartMeaning.of(template(folder, ""), list)).isEqualTo(ChartMeaning.ofList(list));
    }

    static List<Path> stacks() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/webstack"))) {
            return folders.map(folder -> folder.resolve("in.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void chartOfAStackMeansWhatTheListMeans(Path stack, @TempDir Path folder) {
        render(stack, "--layout", "chart", "-o", folder.toString());
        String list = render(stack);
        assertThat(ChartMeaning.of(template(folder, ""), list)).isEqualTo(ChartMeaning.ofList(list));
    }

    private static String render(Path stack, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                Path.of("").toAbsolutePath(),
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        String[] arguments = Stream.concat(Stream.of("render", stack.toString()), Stream.of(more))
                .toArray(String[]::new);
        assertThat(TestedCommandLine.run(console, arguments))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void variablesOfTheComposeFileStayVariables(@TempDir Path folder) throws IOException {
        String yaml = template(shop(folder), "variables: {TAG: '2.0', WHO: 'my $', LEVEL: debug}");
        Map<String, Object> pod = pod(yaml, "web");
        assertThat(Tree.text(pod, "image")).isEqualTo("registry.example.com/web:2.0");
        assertThat(Tree.texts(pod, "args"))
                .containsExactly("serve", "--price", "5$", "--level=debug", "{{ not ours }}");
        assertThat(Tree.list(pod, "env")).anySatisfy(variable -> {
            assertThat(Tree.text(variable, "name")).isEqualTo("GREETING");
            // Kubernetes makes one $ of two.
            assertThat(Tree.text(variable, "value").replace("$$", "$")).isEqualTo("hello my $, ${X} {{ .Values }}");
        });
    }

    @Test
    void aVariableThatTheChartCannotAskForIsReportedWithWhatTakesItsPlace(@TempDir Path folder) throws IOException {
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(project.resolve("compose.yaml"), """
        name: shop
        x-sild: {host: "${HOST:-shop.example.com}"}
        services:
          web:
            image: "example/web:${TAG:-1}"
            command: ["serve", "${LEVEL:-info}"]
            environment: {GREETING: "${WHO:-world}", TOKEN: "${TOKEN:-geheim}"}
            ports: ["${OUTSIDE:-8080}:${INSIDE:-80}"]
            healthcheck: {test: ["CMD", "${CHECK:-true}"]}
            build: {context: "${CONTEXT:-.}"}
            volumes: ["data:/data"]
            deploy:
              replicas: ${COPIES:-2}
              resources: {limits: {cpus: "${CPUS:-.5}"}}
            read_only: ${FROZEN:-true}
        volumes: {data: {x-sild: {size: "${SIZE:-2Gi}"}}}
        """);

        String said = new Fixture("shop", project, Map.of(), List.of())
                .convert("--layout", "chart", "-o", folder.resolve("out") + "/")
                .err();

        assertThat(said.lines().filter(line -> line.contains("SILD-VARIABLE-FIXED")))
                .extracting(line ->
                        line.replaceAll(".*warning: (\\w+) is not a chart value here; .*?; (.*) \\[.*", "$1: $2"))
                .containsExactlyInAnyOrder(
                        "HOST: set ingress.hosts of a service in the chart's values instead",
                        "FROZEN: convert again when it changes",
                        "CPUS: set web.resources in the chart's values instead");
        assertThat(said)
                .contains("compose.yaml:2:16: warning: HOST is not a chart value here")
                .doesNotContain("geheim");
        String chart = new Fixture("shop", project, Map.of(), List.of())
                .convert("--layout", "chart", "--expose", "ingress", "-o", folder.resolve("chart") + "/")
                .err();
        assertThat(chart).doesNotContain("HOST here", "COPIES here", "SIZE here");
        assertThat(template(folder.resolve("chart"), "variables: {HOST: other.example.com, COPIES: 5, SIZE: 7Gi}"))
                .contains("host: \"other.example.com\"", "replicas: 5", "storage: \"7Gi\"")
                .doesNotContain("shop.example.com");
        assertThat(template(folder.resolve("chart"), "web: {replicas: 4}"))
                .contains("replicas: 4", "host: \"shop.example.com\"");
        String opened = new Fixture("shop", project, Map.of(), List.of())
                .convert("--layout", "chart", "--expose", "loadbalancer", "-o", folder.resolve("open") + "/")
                .err();
        assertThat(opened).doesNotContain("OUTSIDE here");
        assertThat(template(folder.resolve("open"), "variables: {OUTSIDE: 9090}"))
                .contains("port: 9090");
        assertThat(new Fixture("shop", project, Map.of(), List.of()).convert().err())
                .doesNotContain("SILD-VARIABLE-FIXED");
    }

    @Test
    void valuesSayWhatDiffersFromPlaceToPlace(@TempDir Path folder) throws IOException {
        String yaml = template(shop(folder, "--expose", "ingress", "--host", "shop.example.com"), """
        web:
          image: {repository: example/other}
          replicas: 5
          resources: {requests: {cpu: 100m}}
          ingress: {hosts: [www.example.com]}
          persistence: {data: {size: 9Gi, storageClass: fast}}
        """);
        assertThat(Tree.text(pod(yaml, "web"), "image")).isEqualTo("example/other:1.0");
        assertThat(Tree.map(pod(yaml, "web"), "resources", "requests"))
                .isEqualTo(Map.of("cpu", "100m", "memory", "16Mi"));
        assertThat(yaml)
                .contains("replicas: 5", "host: \"www.example.com\"", "storage: \"9Gi\"", "storageClassName: \"fast\"")
                .doesNotContain("shop.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n\n\n", "a \n", "a\n\t", "a "})
    void aFileKeepsTheWhiteSpaceAtItsEnd(String text, @TempDir Path folder) throws IOException {
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(project.resolve("notes.txt"), text);
        Files.writeString(project.resolve("compose.yaml"), """
        services: {web: {image: "example/web:1", volumes: ["./notes.txt:/etc/notes.txt:ro"]}}
        """);
        Fixture fixture = new Fixture("shop", project, Map.of(), List.of());
        fixture.convert("--layout", "chart", "-o", folder.resolve("chart").toString());
        assertThat(ChartMeaning.of(
                        template(folder.resolve("chart"), ""), fixture.convert().out()))
                .isEqualTo(ChartMeaning.ofList(fixture.convert().out()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "variables: {NOBODY: x}",
                "variables: {TAG: [1]}",
                "web: {image: {repository: ''}}",
                "web: {image: {pullPolicy: Sometimes}}",
                "web: {images: x}",
                "other: {image: {tag: x}}",
                "web: {replicas: -1}",
                "web: {replicas: many}",
                "web: {resources: {limits: {memory: much}}}",
                "web: {resources: {claims: []}}",
                "web: {ingress: {hosts: ['no host']}}",
                "web: {ingress: {enabled: maybe}}",
                "web: {service: {type: External}}",
                "web: {tolerations: {}}",
                "web: {persistence: {data: {size: 1 GiB}}}",
                "web: {persistence: {data: {size: 1Gi, kind: x}}}",
                "unknown: 1"
            })
    void schemaRefusesWrongValues(String values, @TempDir Path folder) throws IOException {
        Path chart = shop(folder, "--expose", "ingress", "--host", "shop.example.com");
        assertThatThrownBy(() -> template(chart, values)).hasMessageContaining("schema");
    }

    @Test
    void secretsStayOutOfTheChart(@TempDir Path folder) throws IOException {
        shop(folder, "--secrets", "omit");
        assertThat(template(folder, "")).doesNotContain("kind: Secret").contains("secretKeyRef");
        shop(folder);
        assertThat(folder.resolve("templates/web-secret.yaml"))
                .content()
                .contains("kind: Secret")
                .doesNotContain("geheim", "Z2VoZWlt");
        assertThat(folder.resolve("values.yaml")).content().contains("PASSWORD: null");
        shop(folder, "--secrets", "inline");
        assertThat(folder.resolve("templates/web-secret.yaml")).content().contains("kind: Secret", "geheim");
        assertThat(folder.resolve("secrets.values.yaml")).doesNotExist();
    }

    private static Path shop(Path folder, String... arguments) throws IOException {
        Path project = folder.resolveSibling(folder.getFileName() + "-project");
        Files.createDirectories(project);
        Files.writeString(project.resolve("compose.yaml"), SHOP);
        new Fixture("shop", project, Map.of(), List.of(arguments))
                .convert("--layout", "chart", "-o", folder.toString());
        return folder;
    }

    private static Map<String, Object> pod(String yaml, String name) {
        return Tree.documents(yaml).stream()
                .filter(object -> Tree.text(object, "kind").equals("Deployment")
                        && Tree.text(object, "metadata", "name").equals(name))
                .findFirst()
                .map(object -> Tree.list(object, "spec", "template", "spec", "containers")
                        .get(0))
                .orElseThrow();
    }

    private static String template(Path chart, String values) {
        return WrittenChart.template(chart, values);
    }
}
