package dev.sild.kubernetes.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that fills a volume, run by this machine's shell on folders that stand for the volume and the image's. */
class SeedsTest {
    @TempDir
    Path folder;

    private Path volume;
    private Path image;

    @BeforeEach
    void makeFolders() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        volume = Files.createDirectories(folder.resolve("volume"));
        image = Files.createDirectories(folder.resolve("image"));
        Files.writeString(image.resolve("a"), "of the image");
        Files.writeString(image.resolve(".b"), "of the image");
    }

    @Test
    void fillsAnEmptyVolumeAndLeavesNoMarker() throws Exception {
        Files.createDirectory(volume.resolve("lost+found"));
        run();
        assertThat(names()).containsExactly(".b", "a", "lost+found");
    }

    @Test
    void leavesAVolumeAloneThatHasSomething() throws Exception {
        Files.writeString(volume.resolve(".kept"), "x");
        run();
        assertThat(names()).containsExactly(".kept");
    }

    @Test
    void makesAnInterruptedCopyAgain() throws Exception {
        Files.writeString(volume.resolve(".sild-seeding"), "");
        Files.writeString(volume.resolve("a"), "of the");
        run();
        assertThat(names()).containsExactly(".b", "a");
        assertThat(volume.resolve("a")).hasContent("of the image");
    }

    @Test
    void letsThePodStartWithoutTheFolderInTheImage() throws Exception {
        image = folder.resolve("nowhere");
        run();
        assertThat(names()).isEmpty();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(volume)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void run() throws Exception {
        Process process = new ProcessBuilder(
                        "/bin/sh", "-c", Seeds.SCRIPT.replace("/sild-seed", volume.toString()), image.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
