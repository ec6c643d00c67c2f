package dev.sild.inputs.engine;

import dev.sild.podman.CommandRunner;
import dev.sild.podman.OnPodman;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables have every option that docker says it has, and know which of them take a value. No daemon has to run. */
@OnPodman(also = {"docker", "docker-buildx"})
class DockerHelpTest {
    /** Without the first, docker shows the options of buildx for its own builder; the second hides some of buildx. */
    private static final Map<String, String> BUILDERS = Map.of("DOCKER_BUILDKIT", "0", "BUILDX_EXPERIMENTAL", "1");

    @ParameterizedTest
    @CsvSource({
        "run, 95",
        "create, 95",
        "update, 12",
        "build, 25",
        "buildx build, 25",
        "network create, 12",
        "network connect, 5",
        "network disconnect, 1",
        "volume create, 10",
        "secret create, 3",
        "config create, 2",
        "service create, 65",
        "stack deploy, 5",
        "compose, 9",
        "login, 3"
    })
    void everyOptionOfDockerIsInTheTable(String command, int atLeast) {
        List<String> words = Stream.of("docker", command, "--help")
                .flatMap(word -> Stream.of(word.split(" ")))
                .toList();
        String help = CommandRunner.run(Path.of("."), BUILDERS, Duration.ofSeconds(60), words)
                .orFail();
        CommandHelp.check(command, help, atLeast);
    }
}
