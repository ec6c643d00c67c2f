package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cli.terminal.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --from podman}, with a script in place of podman that keeps what it was called with. */
@Tag("executable")
class FromEngineTest {
    private static final String CONTAINER = """
            {"Id": "%1$s", "Name": "%1$s", "Image": "sha256:1", "Pod": "%2$s", "Created": "%3$s", "State": {"Running": %4$s},
             "Config": {"Image": "app:1", "Env": ["A=1"], "Labels": {"com.docker.compose.project": "%5$s"}},
             "HostConfig": {"NetworkMode": "bridge", "Memory": 5}, "Mounts": [{"Type": "volume", "Name": "v", "Destination": "/v"}],
             "NetworkSettings": {"Networks": {"net": {}}}}""";

    @TempDir
    private Path folder;

    private Path program;

    @BeforeEach
    void engine() throws IOException {
        String list = String.join(
                ",",
                CONTAINER.formatted("b", "", "2", "true", "shop"),
                CONTAINER.formatted("job", "", "1", "false", "shop"),
                CONTAINER.formatted("old", "", "0", "false", ""));
        Files.writeString(folder.resolve("containers"), "[" + list + "]");
        Files.writeString(
                folder.resolve("images"),
                "[{\"Id\": \"1\", \"RootFS\": {\"a\": 1}, \"Config\": {\"Env\": [\"A=1\"]}}]");
        program = script("""
                echo "$@" >> calls
                case "$1 $2" in
                "ps --all") echo b; echo job; echo old;;
                "container inspect") [ "$3" = gone ] && { echo "Error: no such container gone" >&2; exit 125; }; cat containers;;
                "image inspect") cat images;;
                *) echo "[]";;
                esac
                """);
    }

    private Path script(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("podman"), "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private CommandRun run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                folder,
                Map.of("SILD_PODMAN", program.toString(), "PATH", System.getenv("PATH")),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int code = TestedCommandLine.run(console, arguments);
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatRunsAndTheEndedContainersOfItsProject() throws IOException {
        CommandRun run = run("compose", "--from", "podman");
        assertThat(run.out()).contains("name: shop\n", "  job:\n", "  b:\n").doesNotContain("old", "A=1");
        assertThat(run.out().indexOf("  job:")).isLessThan(run.out().indexOf("  b:"));
        assertThat(Files.readAllLines(folder.resolve("calls")))
                .containsExactly(
                        "ps --all --quiet --no-trunc",
                        "container inspect b job old",
                        "image inspect sha256:1",
                        "network inspect net",
                        "volume inspect v");
    }

    @Test
    void namedContainersAndPods() throws IOException {
        assertThat(run("config", "--from", "podman", "old").code()).isZero();
        assertThat(run("compose", "--from", "podman", "--pod", "p").code()).isZero();
        assertThat(Files.readString(folder.resolve("calls")))
                .startsWith("container inspect old\n")
                .contains("ps --all --quiet --no-trunc --filter pod=p\n");
    }

    @Test
    void anEngineIsAskedOnceForOneCommand() throws IOException {
        CommandRun run = run("convert", "--from", "podman", "--layout", "chart", "-o", "chart");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("calls")))
                .filteredOn(call -> call.startsWith("ps"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "--from lxc | --from is podman or docker, not 'lxc'",
                "--from podman -x;y | unknown option -x;y",
                "--from podman a;b | 'a;b' is not a name of a container or pod",
                "--from podman --pod $(x) | '$(x)' is not a name of a container or pod",
                "--from docker --pod p | docker has no pods: use --from podman",
                "--pod p | --pod needs --from podman",
                "--from podman -f x.yaml | --from cannot be used with --file",
                "--from podman gone | podman inspect: no such container gone"
            })
    void whatIsWrongIsSaid(String arguments, String message) {
        CommandRun run = run(("compose " + arguments).split(" "));
        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains(message);
    }

    @Test
    void aMissingProgramAndOneThatPrintsNoJson() throws IOException {
        program = folder.resolve("no-such-program");
        assertThat(run("compose", "--from", "podman").err())
                .contains("cannot run '" + program + "'", "install podman, or set its path with SILD_PODMAN");
        program = script("echo x");
        assertThat(run("compose", "--from", "podman").err()).contains("printed no JSON");
    }

    @Test
    void severalFilesAreReadAsOne() throws IOException {
        CommandRun run = CommandRun.of(folder, "", "config", "containers", "images");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("name: shop").doesNotContain("A: ");
        assertThat(CommandRun.of(folder, "", "config", "containers").out()).contains("A: \"1\"");
        assertThat(List.of(run.code())).containsExactly(0);
    }
}
