package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code sild check --fix}, with copies of the cases of {@code check} and of the examples. */
@Tag("executable")
class CheckFixTest extends CheckCase {
    private static final List<String> PORTS = List.of("internal-port-published", "admin-pages-published");

    static Stream<Path> projects() throws IOException {
        List<Path> projects = new ArrayList<>();
        try (Stream<Path> cases = Files.list(Path.of("src", "test", "resources", "check"))) {
            cases.map(folder -> folder.resolve("in")).forEach(projects::add);
        }
        for (String example : new String[] {"web-stack", "microservices", "monitoring"}) {
            projects.add(Path.of("examples", example));
        }
        return projects.stream().sorted();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private List<String> violations() throws IOException {
        List<String> violations = new ArrayList<>();
        new ObjectMapper()
                .readTree(run("--format", "json").out())
                .get("violations")
                .forEach(violation -> violations.add(violation.get("rule").asText() + " "
                        + violation.get("message").asText()));
        return violations;
    }

    private String converted() {
        CommandRun run = CommandRun.of(folder, "", "convert", "-o", "-");
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    @ParameterizedTest
    @MethodSource("projects")
    void theCorrectedProjectLacksWhatIsFixedAndIsTheSameOtherwise(Path project) throws IOException {
        copy(project, folder);
        Path variables = folder.resolve(".env.example");
        if (Files.exists(variables)) {
            Files.writeString(
                    folder.resolve(".env"), Files.readString(variables).replaceAll("(?m)=$", "=x"));
        }
        boolean compose = Files.exists(folder.resolve("compose.yaml"));
        List<String> before = violations();
        String output = compose ? converted() : "";

        CommandRun dry = run("--fix");
        assertThat(violations()).isEqualTo(before);
        CommandRun written = run("--fix", "--write");

        int fixed = Integer.parseInt(written.err().replaceAll("(?s).*sild: fixed (\\d+) of .*", "$1"));
        assertThat(dry.err()).contains("can fix " + fixed + " of " + before.size());
        assertThat(dry.out().lines().filter(line -> line.startsWith("+") && !line.startsWith("+++")))
                .hasSizeGreaterThanOrEqualTo(Math.min(1, fixed));
        List<String> after = violations();
        assertThat(after).hasSize(before.size() - fixed);
        List<String> gone = new ArrayList<>(before);
        after.forEach(gone::remove);
        assertThat(gone).hasSize(fixed);
        assertThat(run("--fix").err()).contains("can fix 0 of ");
        if (compose
                && gone.stream().noneMatch(violation -> PORTS.contains(violation.split(" ")[0]))) {
            assertThat(converted()).isEqualTo(output);
        }
    }

    @Test
    void onlyLinesOfFixesChange() throws IOException {
        Path project = Path.of("src", "test", "resources", "check", "fixes", "in");
        copy(project, folder);
        String before = converted();

        CommandRun written = run("--fix", "--write");

        assertThat(written.err()).contains("fixed 8 of ", "in 2 files");
        assertThat(Files.readString(folder.resolve("compose.yaml")))
                .isEqualTo(Files.readString(project.resolve("compose.yaml"))
                        .replace("\"5432:5432\"", "\"127.0.0.1:5432:5432\"")
                        .replace("'5433:5432/tcp'", "'127.0.0.1:5433:5432/tcp'")
                        .replace("[6379:6379, \"6380:", "[127.0.0.1:6379:6379, \"127.0.0.1:6380:")
                        .replace("\"8080:8080\"", "\"127.0.0.1:8080:8080\""));
        assertThat(Files.readString(folder.resolve("app/late.Dockerfile")))
                .isEqualTo(Files.readString(project.resolve("app/late.Dockerfile")));
        assertThat(converted().lines().filter(line -> line.startsWith("kind: ")))
                .containsExactlyElementsOf(
                        before.lines().filter(line -> line.startsWith("kind: ")).toList());
    }

    @Test
    void aCorrectedFileKeepsItsPermissions() throws IOException {
        Path compose = folder.resolve("compose.yaml");
        Files.writeString(compose, "services: {db: {image: 'postgres:17', ports: ['5432:5432']}}\n");
        Files.setPosixFilePermissions(compose, PosixFilePermissions.fromString("rw-------"));

        assertThat(run("--fix", "--write").err()).contains("fixed 1 of ");

        assertThat(Files.readString(compose)).contains("127.0.0.1:5432:5432");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(compose)))
                .isEqualTo("rw-------");
    }

    @Test
    void linesThatMayHoldSecretsAndThoseThatStayAreNotShown() throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), """
            FROM debian:12
            RUN apt-get update && apt-get install -y curl && curl -u me:p4ssw0rd99 https://example.com
            ENV API_TOKEN=hunter2hunter2
            RUN pip install x
            """);

        String diff = run("Dockerfile", "--fix").out();

        assertThat(diff).contains("+RUN pip install --no-cache-dir x", "(not shown: the line may hold a secret)");
        assertThat(diff).doesNotContain("p4ssw0rd99", "hunter2");
    }

    @Test
    void lineEndsOfWindowsAreKept() throws IOException {
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM debian:12\r\nRUN apt-get update \\\r\n  && apt-get install -y x\r\nUSER 1\r\n");

        run("Dockerfile", "--fix", "--write");

        assertThat(Files.readString(folder.resolve("Dockerfile")))
                .contains("rm -rf /var/lib/apt/lists/*")
                .doesNotContainPattern("(?<!\r)\n");
    }

    @Test
    void aFileElsewhereIsNotCorrected(@TempDir Path elsewhere) throws IOException {
        String text = "FROM debian:12\nRUN pip install x\nUSER 1\n";
        Files.writeString(elsewhere.resolve("Dockerfile"), text);
        Files.createSymbolicLink(folder.resolve("Dockerfile"), elsewhere.resolve("Dockerfile"));

        CommandRun run = run("Dockerfile", "--fix", "--write");

        assertThat(run.err()).contains("fixed 0 of ");
        assertThat(Files.readString(elsewhere.resolve("Dockerfile"))).isEqualTo(text);
    }

    @Test
    void theExitCodeIsAboutWhatIsLeft() throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM debian:12@sha256:x\nRUN pip install x==1\nUSER 1\n");

        assertThat(run("--fix").code()).isEqualTo(1);
        assertThat(run("--fix", "--write").code()).isZero();
        assertThat(run("--write").code()).isEqualTo(2);
    }
}
