package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that makes the data folders of databases, run by this machine's shells. */
class OwnedFoldersTest {
    @TempDir
    Path volumes;

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/bash"})
    void makesWhatIsMissingOrEmptyAndKeepsWhatHasData(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(shell)));
        Files.createDirectory(volumes.resolve("fresh"));
        Path emptied = Files.createDirectories(volumes.resolve("empty/data"));
        Object before = Files.getAttribute(emptied, "unix:mode");
        Files.setAttribute(emptied, "unix:mode", 0700);
        Path kept = Files.createDirectories(volumes.resolve("kept/data")).resolve("file");
        Files.writeString(kept, "kept");
        Process process = new ProcessBuilder(
                        shell, "-c", OwnedFolders.SCRIPT.replace("/sild-volume", volumes.toString()))
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(volumes.resolve("fresh/data")).isDirectory();
        assertThat(Files.getAttribute(emptied, "unix:mode")).as("made again").isEqualTo(before);
        assertThat(kept).hasContent("kept");
    }
}
