package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.config.ConfigPrinter;
import dev.sild.report.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Two random files that override each other mean to us what they mean to the real docker compose. */
@Tag("compose")
class RandomProjectsDifferentialTest {
    private static final Optional<Path> COMPOSE = DockerCompose.find();

    /** Values of attributes, long and short; any two of an attribute may meet in a merge. */
    private static final Map<String, List<String>> VALUES = new TreeMap<>(Map.ofEntries(
            Map.entry("environment", List.of("{A: 1, B: two, C: }", "[A=3, D, 'E=$V']", "{B: true, F: 1.50}", "")),
            Map.entry("labels", List.of("{a: 1, b: }", "[a=2, c, 'd=e=f']", "{g: 0o17}")),
            Map.entry(
                    "ports",
                    List.of(
                            "['80:80', '81']",
                            "[{target: 80, published: '80'}, '90-92:90-92']",
                            "['127.0.0.1:80:80/udp']",
                            "['91:91', '$P:82']")),
            Map.entry(
                    "volumes",
                    List.of(
                            "['./a:/a', 'data:/b:ro']",
                            "['/a', {type: tmpfs, target: /t}]",
                            "[{type: bind, source: ./q, target: /b}]",
                            "['../x:/a:z']")),
            Map.entry("command", List.of("a b", "[a, 'b c']", "'sh -c \"x $V\"'", "null", "[]")),
            Map.entry("entrypoint", List.of("e", "['']", "''")),
            Map.entry(
                    "depends_on",
                    List.of("[b]", "{b: {condition: service_healthy}}", "{c: {condition: service_started}}")),
            Map.entry("networks", List.of("[n]", "{n: {aliases: [z]}, m: }", "{default: }", "{}")),
            Map.entry("build", List.of(".", "{context: ./d, args: [X=1, Y]}", "{args: {X: 2}, target: t}")),
            Map.entry(
                    "deploy",
                    List.of("{replicas: 2}", "{resources: {limits: {cpus: '0.5', memory: 64m}}}", "{labels: [a=b]}")),
            Map.entry(
                    "healthcheck",
                    List.of("{test: a, interval: 90s}", "{test: [CMD, b], retries: 3}", "{disable: true}")),
            Map.entry("logging", List.of("{driver: d, options: {a: 1}}", "{options: {b: 2}}", "{driver: e}")),
            Map.entry("ulimits", List.of("{nofile: 5, nproc: {soft: 1, hard: 2}}", "{nofile: {soft: 3, hard: 4}}")),
            Map.entry("dns", List.of("1.1.1.1", "[8.8.8.8, 1.1.1.1]")),
            Map.entry("extra_hosts", List.of("['h=1.1.1.1']", "{h: 2.2.2.2}", "['h=1.1.1.1', 'i=::1']")),
            Map.entry("cap_add", List.of("[A, B]", "[B, C]")),
            Map.entry("security_opt", List.of("[a]", "[b]", "[a]")),
            Map.entry("expose", List.of("[80, '81']", "['80']")),
            Map.entry("tmpfs", List.of("/t", "[/u, /t]")),
            Map.entry("mem_limit", List.of("1g", "100", "64mb")),
            Map.entry("privileged", List.of("true", "false", "'yes'")),
            Map.entry("restart", List.of("always", "'no'", "$V")),
            Map.entry("stop_grace_period", List.of("1m30s", "500ms")),
            Map.entry("sysctls", List.of("[a=1]", "{a: 2, b: 3}")),
            Map.entry("devices", List.of("['/a:/b']", "['/c:/b', /d]")),
            Map.entry("secrets", List.of("[s]", "[{source: s, target: t, mode: 0400}]")),
            Map.entry("configs", List.of("[c]", "[{source: c, target: /c}]")),
            Map.entry("profiles", List.of("[p]", "[q]")),
            Map.entry("extends", List.of("base", "{service: base}", "{file: other.yaml, service: far}")),
            Map.entry("user", List.of("'1000'", "root", "1000")),
            Map.entry("image", List.of("x", "'y:${TAG:-1}'", "''"))));

    private static final String REST = """
        b: {image: b}
        c: {image: c}
        base: {image: base, environment: [A=base, Z], command: from base, ports: ['80:80'], labels: {a: base}}
      networks: {n: , m: {}}
      volumes: {data: }
      secrets: {s: {file: ./s}}
      configs: {c: {content: text}}
      """;
    private static final String OTHER =
            "services: {far: {image: far, build: ./ctx, volumes: ['./f:/f'], extends: near},"
                    + " near: {tty: true, environment: {N: '$V'}}}\n";

    @Property(tries = 200)
    void mergesAsDockerComposeDoes(@ForAll long seed) throws IOException {
        if (COMPOSE.isEmpty()) {
            return;
        }
        Random random = new Random(seed);
        Path folder = Files.createTempDirectory("sild-random");
        String base = service(random) + REST;
        String override = service(random);
        try {
            ProjectFolders.write(
                    folder,
                    "compose.yaml",
                    base,
                    "compose.override.yaml",
                    override,
                    "other.yaml",
                    OTHER,
                    ".env",
                    "V=v\nP=83\n",
                    "args",
                    random.nextBoolean() ? "--profile p" : "");
            Arguments arguments = Arguments.of(folder);
            DockerCompose.Result theirs = DockerCompose.config(COMPOSE.get(), folder, arguments, "json");
            String description = base + "\n---\n" + override + "\ntheirs: " + theirs.output();
            try {
                String ours = ConfigPrinter.json(ProjectLoader.load(arguments.request(folder)), true);
                assertThat(theirs.refused()).as(description).isFalse();
                assertThat(JsonMeaning.sameMeaning(theirs.output(), ours))
                        .as(description + "\nours: " + ours)
                        .isTrue();
            } catch (InputException refused) {
                assertThat(theirs.refused())
                        .as(description + "\nours: " + refused.getMessage())
                        .isTrue();
            }
        } finally {
            for (String file : List.of("compose.yaml", "compose.override.yaml", "other.yaml", ".env", "args", "")) {
                Files.delete(folder.resolve(file));
            }
        }
    }

    private static String service(Random random) {
        StringBuilder text = new StringBuilder("services:\n  a:\n    x-a: 1\n");
        for (Map.Entry<String, List<String>> attribute : VALUES.entrySet()) {
            if (random.nextInt(4) == 0) {
                List<String> values = attribute.getValue();
                text.append("    ")
                        .append(attribute.getKey())
                        .append(": ")
                        .append(values.get(random.nextInt(values.size())));
                text.append('\n');
            }
        }
        return text.toString();
    }
}
