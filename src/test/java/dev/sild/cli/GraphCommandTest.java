package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("executable")
class GraphCommandTest {
    private static final Pattern NODE = Pattern.compile("(?m)^ *(n\\d+)[^\\s\"]*\"([^<\"]*)");
    private static final Pattern CALL = Pattern.compile("(?m)^ *(n\\d+) -->(?:\\|\"[^\"]*\"\\|)? (n\\d+)$");

    @TempDir
    Path folder;

    @Test
    void aProjectIsDrawnWithWhoCallsWhom() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
                services:
                  web:
                    image: nginx:1.27
                    ports: ["8080:80", "127.0.0.1:9000:9000"]
                    depends_on: [api]
                    networks: [front]
                  api:
                    image: example.com/api:1.0
                    environment: {DB_HOST: db, DB_USER: web, CACHE_URL: "redis://cache:6379"}
                    networks: [front, back]
                  db: {image: "postgres:17", environment: {POSTGRES_USER: api}, networks: [back], volumes: ["data:/var/lib/postgresql/data"]}
                  cache: {image: "redis:7", networks: [front]}
                  worker: {image: "example.com/api:1.0", environment: {CACHE_URL: "redis://cache:6379"}, networks: [back]}
                networks: {front: {}, back: {internal: true}}
                volumes: {data: {}}
                """);

        CommandRun run = CommandRun.of(folder, "", "graph", "--volumes");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(edges(run.out(), CALL)).containsExactlyInAnyOrder("outside web", "api db", "api cache");
        assertThat(edges(run.out(), Pattern.compile("(?m)^ *(n\\d+) --x\\|[^|]*\\| (n\\d+)$")))
                .containsExactly("worker cache");
        assertThat(edges(run.out(), Pattern.compile("(?m)^ *(n\\d+) -\\.->\\|[^|]*\\| (n\\d+)$")))
                .containsExactly("web api");
        assertThat(edges(run.out(), Pattern.compile("(?m)^ *(n\\d+) ---\\|[^|]*\\| (n\\d+)$")))
                .containsExactly("db data");
        assertThat(run.out()).contains("subgraph g0 [\"front\"]");
    }

    /** What the summary of services says of who may connect is worked out from the objects. */
    @ParameterizedTest
    @ValueSource(strings = {"web-stack", "microservices", "monitoring"})
    void eachArrowIsAConnectionThatTheNetworksAllow(String example) throws IOException {
        Path project = Path.of("examples", example).toAbsolutePath();
        Map<String, Set<String>> allowed = new HashMap<>();
        JsonNode report = new ObjectMapper()
                .readTree(CommandRun.of(project, "", "convert", "--env-file", ".env.example", "--report", "json")
                        .err());
        report.get("services").forEach(service -> {
            Set<String> callers =
                    allowed.computeIfAbsent(service.get("service").asText(), any -> new LinkedHashSet<>());
            service.get("reachable").forEach(name -> name.get("from").forEach(caller -> callers.add(caller.asText())));
        });

        Set<String> arrows = edges(
                CommandRun.of(project, "", "graph", "--env-file", ".env.example", "-q")
                        .out(),
                CALL);

        assertThat(arrows).isNotEmpty();
        arrows.stream().filter(arrow -> !arrow.startsWith("outside ")).forEach(arrow -> {
            String[] ends = arrow.split(" ");
            Set<String> callers = allowed.get(ends[1]);
            assertThat(callers.isEmpty() || callers.contains(ends[0])).as(arrow).isTrue();
        });
    }

    @Test
    void aStackIsDrawnWithAllItsConnections() {
        CommandRun run =
                CommandRun.of(Path.of("").toAbsolutePath(), "", "graph", "examples/web-stack/kubernetes/course.yaml");

        assertThat(edges(run.out(), CALL))
                .containsExactlyInAnyOrder("namespace proxy", "proxy api", "api cache", "api database", "api internet");
    }

    @Test
    void thePageShowsWhatTheExampleIsDrawnAs() throws IOException {
        String drawn = CommandRun.of(
                        Path.of("examples", "web-stack").toAbsolutePath(),
                        "",
                        "graph",
                        "--env-file",
                        ".env.example",
                        "-q")
                .out();

        assertThat(Files.readString(Path.of("docs", "graph.md"))).contains("```mermaid\n" + drawn + "```\n");
    }

    @Test
    void anArrowSaysWhichVariableCommandOrFileItComesFromAndNoValue() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
                services:
                  web:
                    image: nginx:1.27
                    ports: ["8080:80"]
                    volumes: ["./site.conf:/etc/nginx/conf.d/default.conf:ro"]
                  api:
                    image: example.com/api:1.0
                    command: ["serve", "--cache=redis://cache:6379"]
                    env_file: [api.env]
                    environment:
                      DATABASE_URL: postgres://shop:hunter2hunter2@db:5432/shop
                    depends_on: [mail]
                  db: {image: "postgres:17"}
                  cache: {image: "redis:7"}
                  mail: {image: "example.com/mail:1.0"}
                """);
        Files.writeString(folder.resolve("api.env"), "# where mails go\nQUEUE_HOST=cache\n");
        Files.writeString(
                folder.resolve("site.conf"), "server {\n  location / {\n    proxy_pass http://api:3000;\n  }\n}\n");

        String page =
                CommandRun.of(folder, "", "graph", "--format", "html", "-q").out();

        assertThat(page)
                .contains(
                        "<td>outside reaches web at port 8080</td><td>ports in compose.yaml:4</td>",
                        "<td>web calls api at port 3000</td><td>site.conf:3</td>",
                        "<td>api calls db at port 5432</td><td>DATABASE_URL in compose.yaml:11</td>",
                        "<td>api calls cache at port 6379</td><td>command in compose.yaml:8, QUEUE_HOST in api.env:2</td>",
                        "<td>api starts after mail</td><td>depends_on in compose.yaml:12</td>")
                .doesNotContain("hunter2");
    }

    @Test
    void secretsAreDrawnByTheirNames() throws IOException {
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services: {db: {image: 'postgres:17', environment: {POSTGRES_PASSWORD: hunter2hunter2}}}");

        for (String format : List.of("mermaid", "dot", "svg", "html")) {
            CommandRun with = CommandRun.of(folder, "", "graph", "-q", "--secrets", "--format", format);
            CommandRun without = CommandRun.of(folder, "", "graph", "-q", "--format", format);

            assertThat(with.out()).contains("db-env", "PASSWORD").doesNotContain("hunter2");
            assertThat(without.out()).doesNotContain("db-env");
        }
    }

    @Test
    void severalStacksAreOneImage() throws IOException {
        Path examples = Path.of("").toAbsolutePath();
        String image = CommandRun.of(
                        examples,
                        "",
                        "graph",
                        "--format",
                        "svg",
                        "examples/web-stack/kubernetes/smallest.yaml",
                        "examples/microservices/kubernetes/smallest.yaml")
                .out();

        assertThat(image)
                .containsOnlyOnce("<svg")
                .contains(">WebStack ", ">MicroserviceStack ")
                .endsWith("</svg>\n");
    }

    /** The pictures of README.md and docs/graph.md. */
    @ParameterizedTest
    @ValueSource(strings = {"web-stack", "microservices", "monitoring"})
    void thePicturesOfTheDocumentsAreThoseOfTheExamples(String example) throws IOException {
        String drawn = CommandRun.of(
                        Path.of("examples", example).toAbsolutePath(),
                        "",
                        "graph",
                        "--env-file",
                        ".env.example",
                        "-q",
                        "--format",
                        "svg")
                .out();
        Path picture = Path.of("docs", "pictures", example + ".svg");
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(picture.getParent());
            Files.writeString(picture, drawn);
        }

        assertThat(picture).hasContent(drawn);
    }

    @Test
    void aFileThatCannotBeReadIsAnError() {
        CommandRun run = CommandRun.of(folder, "", "graph", "missing.yaml");

        assertThat(run.err()).contains("missing.yaml");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
    }

    private static Set<String> edges(String mermaid, Pattern arrow) {
        Map<String, String> labels = new HashMap<>();
        Matcher node = NODE.matcher(mermaid);
        while (node.find()) {
            labels.putIfAbsent(node.group(1), node.group(2));
        }
        Set<String> edges = new LinkedHashSet<>();
        Matcher edge = arrow.matcher(mermaid);
        while (edge.find()) {
            edges.add(labels.get(edge.group(1)) + " " + labels.get(edge.group(2)));
        }
        return edges;
    }

    @Test
    void theInputIsNeverOverwritten(@TempDir Path folder) throws IOException {
        String text = "services: {web: {image: 'docker.io/library/nginx:1.28'}}\n";
        Files.writeString(folder.resolve("compose.yaml"), text);

        CommandRun run = CommandRun.of(folder, "", "graph", "--format", "svg", "-o", "compose.yaml");

        assertThat(run.code()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("compose.yaml"))).isEqualTo(text);
    }

    @Test
    void anImageOfThousandsOfArrowsIsRefused(@TempDir Path folder) throws IOException {
        StringBuilder text = new StringBuilder("x-all: &all\n");
        for (int i = 0; i < 60; i++) {
            text.append("  URL_").append(i).append(": http://s").append(i).append(":80\n");
        }
        text.append("services:\n");
        for (int i = 0; i < 60; i++) {
            text.append("  s").append(i).append(": {image: 'example.com/s:1', expose: ['80'], environment: *all}\n");
        }
        Files.writeString(folder.resolve("compose.yaml"), text);

        CommandRun run = CommandRun.of(folder, "", "graph", "--format", "svg");

        assertThat(run.err()).contains("arrows; an image of more than", "use --format dot");
        assertThat(run.code()).isEqualTo(1);
        assertThat(CommandRun.of(folder, "", "graph", "--format", "dot").code()).isZero();
    }
}
