package dev.sild.inputs.engine;

import dev.sild.podman.OnPodman;
import dev.sild.podman.PodmanMachine;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables have every option that podman says it has, and know which of them take a value. */
@OnPodman
class PodmanHelpTest {
    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void start() {
        podman = PodmanMachine.start();
    }

    @ParameterizedTest
    @CsvSource({
        "run, 130",
        "create, 130",
        "update, 20",
        "build, 60",
        "network create, 10",
        "network connect, 3",
        "network disconnect, 1",
        "volume create, 3",
        "secret create, 3",
        "login, 6"
    })
    void everyOptionOfPodmanIsInTheTable(String command, int atLeast) {
        CommandHelp.check(command, podman.run((command + " --help").split(" ")), atLeast);
    }
}
