package dev.sild.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
    @TempDir
    private Path process;

    @BeforeEach
    void descriptors() throws Exception {
        Files.createDirectory(process.resolve("fd"));
    }

    @Test
    void theExecutableIsCalledByTheNameThatTheUserTyped() throws Exception {
        Files.writeString(process.resolve("cmdline"), "/usr/local/bin/kubectl-sild\0convert\0--nonsense\0");
        assertThat(Launch.ofExecutable(process).command()).isEqualTo("kubectl sild");

        Files.writeString(process.resolve("cmdline"), "target/sild-native\0kubectl-sild\0");
        assertThat(Launch.ofExecutable(process).command()).isEqualTo("sild");
    }

    @Test
    void streamsOfTheExecutableAreTerminalsWhereTheirFilesAre() throws Exception {
        Files.createSymbolicLink(process.resolve("fd/1"), Path.of("/dev/pts/3"));
        Files.createSymbolicLink(process.resolve("fd/2"), Path.of("pipe:[17]"));
        Launch launch = Launch.ofExecutable(process);
        assertThat(launch.outputTerminal()).isTrue();
        assertThat(launch.terminal()).isFalse();

        Files.delete(process.resolve("fd/2"));
        Files.createSymbolicLink(process.resolve("fd/2"), Path.of("/dev/tty1"));
        assertThat(Launch.ofExecutable(process).terminal()).isTrue();
    }

    @Test
    void withoutProcNothingIsATerminal() {
        assertThat(Launch.ofExecutable(process.resolve("absent"))).isEqualTo(new Launch("sild", false, false));
    }

    @Test
    void theJvmIsToldByTheLauncher() {
        assertThat(Launch.ofProcess()).isEqualTo(new Launch("sild", false, false));
    }
}
