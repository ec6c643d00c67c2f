package dev.sild.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cli.CommandRun;
import dev.sild.podman.PipelineScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository whose names are made to be read as something else: by the server, by the shell, by Groovy or YAML. */
@Tag("executable")
class HostilePipelineTest {
    @TempDir
    private Path repository;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${{ secrets.TOKEN }}",
                "$(params.url)",
                "a'b; touch pwned; '",
                "a''' + evil() + '''",
                "x\\' evil",
                "`touch pwned`$(touch pwned)",
                "a\nb: c",
                "-rf"
            })
    void aNameIsOneWordOfAScriptAndNothingElse(String name) throws Exception {
        Files.createDirectory(repository.resolve(".git"));
        Path folder = Files.createDirectory(repository.resolve(name));
        Files.writeString(folder.resolve("Dockerfile"), "FROM docker.io/library/busybox:1.37\n");
        Files.writeString(folder.resolve("compose.yaml"), """
            name: shop
            services:
              web:
                build:
                  context: .
                  labels: {about: "%s"}
            """.formatted(
                        name.replace("\\", "\\\\").replace("$", "$$").replace("\n", "\\n")));

        for (String system : PipelineCase.SYSTEMS) {
            CommandRun run = PipelineCase.run(
                    folder, system, "--image-prefix", "registry.example.com/team", "--builder", "podman");

            assertThat(run.code()).as(run.err()).isZero();
            List<String> scripts = PipelineScripts.of(system, run.out());
            assertThat(scripts.toString()).doesNotContain("${{", "$(params");
            String build = scripts.stream()
                    .filter(script -> script.contains("podman build"))
                    .findFirst()
                    .orElseThrow();
            assertThat(words(build)).contains("--label=about=" + name, "cd=" + name);
            assertThat(repository.resolve("pwned")).doesNotExist();
            assertThat(folder.resolve("pwned")).doesNotExist();
        }
    }

    /** Runs a script with a podman that prints its words, a line each, and its folder. */
    private String words(String script) throws IOException, InterruptedException {
        String stub = """
            podman() {
              printf 'cd=%s\\n' "${PWD#"$ROOT"/}"
              while [ $# -gt 0 ]; do
                case $1 in --label) printf '%s=%s\\n' "$1" "$2" ;; esac
                shift
              done
            }
            """;
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", stub + script)
                .directory(repository.toFile())
                .redirectErrorStream(true);
        builder.environment().put("SILD_TAG", "abc");
        builder.environment().put("SILD_PUBLISH", "no");
        builder.environment().put("ROOT", repository.toRealPath().toString());
        Process shell = builder.start();
        String output = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }
}
