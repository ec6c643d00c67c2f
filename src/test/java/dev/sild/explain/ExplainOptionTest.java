package dev.sild.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sild convert --explain}: where it works, and what never gets into comments. */
@Tag("executable")
class ExplainOptionTest {
    private static final String PROJECT = """
      name: shop
      services:
        db:
          image: postgres:17-alpine
          volumes: [data:/var/lib/postgresql/data]
        tools:
          image: example/tools:1
          profiles: [debug]
          tty: true
      volumes:
        data:
      """;

    @TempDir
    Path folder;

    private ConvertRun run(String compose, String... arguments) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), compose);
        return ConvertRun.run(folder, arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "--layout chart -o out/, --explain cannot be used with --layout chart: use --layout files or kustomize",
        "--layout quadlet -o out/, --explain requires --target kubernetes",
        "--target podman, --explain requires --target kubernetes"
    })
    void layoutsWithoutCommentsRefuseTheOption(String arguments, String message) throws IOException {
        ConvertRun refused = run(PROJECT, ("--explain " + arguments).split(" "));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(message);
        assertThat(refused.out()).isEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void filesAreNamedFromTheProjectWhereverTheCommandRuns() throws IOException {
        ConvertRun here = run(PROJECT, "--explain");
        ConvertRun above =
                ConvertRun.run(folder.getParent(), "--explain", "-f", folder.getFileName() + "/compose.yaml");
        assertThat(here.out()).contains("# volumes[0] (compose.yaml:5): ");
        assertThat(above.out()).isEqualTo(here.out());
    }

    @Test
    void standardInputHasItsName() {
        ConvertRun piped = ConvertRun.run(folder, Map.of(), PROJECT, List.of("--explain", "-f", "-"));
        assertThat(piped.out()).contains("# volumes[0] (standard input:5): ");
    }

    @Test
    void objectsOfAProfileAreExplainedByTheProjectThatHasIt() throws IOException {
        run(PROJECT, "--explain", "--layout", "kustomize", "-o", "out/");
        assertThat(folder.resolve("out/components/debug/tools.yaml"))
                .content()
                .contains("# Deployment tools, from services.tools (compose.yaml:6): ")
                .contains("# tty (compose.yaml:9): the process has a terminal\n");
    }

    @Test
    void commentsComeAndGoInPlace() throws IOException {
        run(PROJECT, "-o", "out/");
        String plain = Files.readString(folder.resolve("out/db.yaml"));
        assertThat(run(PROJECT, "--explain", "-o", "out/", "--check").code()).isEqualTo(1);
        run(PROJECT, "--explain", "-o", "out/");
        assertThat(folder.resolve("out/db.yaml")).content().contains("# volumes[0] (compose.yaml:5): ");
        assertThat(run(PROJECT, "--explain", "-o", "out/", "--check").code()).isZero();
        run(PROJECT, "-o", "out/");
        assertThat(folder.resolve("out/db.yaml")).hasContent(plain);
    }

    @Test
    void namesOfTheInputCannotLeaveTheComment() throws IOException {
        String name = "a\nkind: Evil\n---\n\u0085\u2028\u202e.yaml";
        Files.writeString(folder.resolve(name), """
          name: shop
          services:
            web:
              image: example/web:1
              environment:
                "X\\nkind: Evil\\u2028_TOKEN": correct-horse-battery
              sysctls:
                "net.ipv4.x\\nkind: Evil\\n": "1"
          """);
        ConvertRun plain = ConvertRun.run(folder, "-f", name);
        ConvertRun explained = ConvertRun.run(folder, "--explain", "-f", name);
        assertThat(explained.code()).isEqualTo(plain.code());
        List<String> comments = AddedLines.of(plain.out(), explained.out(), "hostile names");
        assertThat(comments).isNotEmpty().noneMatch(line -> line.matches("(?s).*[\\u0085\\u2028\\u202e].*"));
    }

    @Test
    void secretsAreNotInComments() throws IOException {
        String compose = """
          name: shop
          services:
            web:
              image: example/web:1
              environment:
                API_TOKEN: correcthorsebattery
                correcthorsebattery_KEY: hunter2-hunter2
          """;
        String plain = run(compose).out();
        assertThat(AddedLines.of(plain, run(compose, "--explain").out(), "secret"))
                .isNotEmpty()
                .noneMatch(line -> line.contains("correcthorsebattery"));
    }
}
