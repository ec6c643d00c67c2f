package dev.sild.kubernetes.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script that fills a volume, run on folders that stand for the volume and the image's: by this machine's shells
 * and programs, and by those of busybox as they are brought to an image without a shell.
 */
class SeedsTest {
    private static final String BROUGHT = "busybox";

    @TempDir
    Path folder;

    private Path volume;
    private Path image;

    @BeforeEach
    void makeFolders() throws IOException {
        volume = Files.createDirectories(folder.resolve("volume"));
        image = Files.createDirectories(folder.resolve("image"));
        Files.writeString(image.resolve("a"), "of the image");
        Files.writeString(image.resolve(".b"), "of the image");
        Files.writeString(Files.createDirectories(image.resolve("c/d")).resolve("e"), "of the image");
        Files.createSymbolicLink(image.resolve("..link"), Path.of("nowhere"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/bash", BROUGHT})
    void fillsAnEmptyVolumeAndLeavesNoTrace(String shell) throws Exception {
        Files.createDirectory(volume.resolve("lost+found"));
        run(shell, "one", "image");
        assertThat(names()).containsExactly("..link", ".b", "a", "c", "lost+found");
        assertThat(volume.resolve("c/d/e")).hasContent("of the image");
        assertThat(Files.isSymbolicLink(volume.resolve("..link"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/bash", BROUGHT})
    void leavesAVolumeAloneThatHasSomething(String shell) throws Exception {
        Files.writeString(volume.resolve(".kept"), "x");
        run(shell, "one", "image");
        assertThat(names()).containsExactly(".kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", BROUGHT})
    void startsAnInterruptedCopyAgain(String shell) throws Exception {
        Files.writeString(
                Files.createDirectory(volume.resolve(".sild-copy-one")).resolve("a"), "of the");
        Files.createDirectory(volume.resolve(".sild-copy-of-a-pod-that-is-deleted"));
        run(shell, "one", "image");
        assertThat(names()).containsExactly("..link", ".b", "a", "c");
        assertThat(volume.resolve("a")).hasContent("of the image");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", BROUGHT})
    void finishesACompleteCopyOfAnyPodWithoutReplacingAnything(String shell) throws Exception {
        Path full = Files.createDirectory(volume.resolve(".sild-full-other"));
        Files.writeString(full.resolve("a"), "of the copy");
        Files.writeString(full.resolve("z"), "of the copy");
        Files.createDirectories(full.resolve("c/x"));
        Files.writeString(volume.resolve("a"), "moved before");
        Files.createDirectory(volume.resolve("c"));
        run(shell, "one", "image");
        assertThat(names()).containsExactly("a", "c", "z");
        assertThat(volume.resolve("a")).hasContent("moved before");
        assertThat(volume.resolve("c")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", BROUGHT})
    void podsThatStartTogetherFillItOnce(String shell) throws Exception {
        for (int i = 0; i < 200; i++) {
            Files.writeString(Files.createDirectories(image.resolve("f" + i)).resolve("x"), "x");
        }
        List<Process> pods = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pods.add(start(shell, "pod-" + i, "image"));
        }
        for (Process pod : pods) {
            end(pod);
        }
        assertThat(names()).hasSize(204);
        for (int i = 0; i < 200; i++) {
            assertThat(volume.resolve("f" + i))
                    .isDirectoryContaining("glob:**/x")
                    .isDirectoryNotContaining("glob:**/f*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/bash", BROUGHT})
    void givesTheVolumeTheOwnerAndModeOfAnEmptyFolder(String shell) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")));
        image = Files.createDirectory(folder.resolve("empty"));
        Files.setAttribute(image, "unix:uid", 472);
        Files.setAttribute(image, "unix:gid", 33);
        Files.setPosixFilePermissions(image, PosixFilePermissions.fromString("rwxr-x---"));
        run(shell, "one", "kept");
        assertThat(Files.getAttribute(volume, "unix:uid")).isEqualTo(0);
        run(shell, "one", "image");
        assertThat(names()).isEmpty();
        assertThat(Files.getAttribute(volume, "unix:uid")).isEqualTo(472);
        assertThat(Files.getAttribute(volume, "unix:gid")).isEqualTo(33);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(volume)))
                .isEqualTo("rwxr-x---");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/bash", BROUGHT})
    void keepsTheGroupOfThePodBesideTheOwnerOfTheImage(String shell) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")));
        Files.setAttribute(image, "unix:uid", 472);
        Files.setAttribute(image, "unix:gid", 33);
        Files.setPosixFilePermissions(image, PosixFilePermissions.fromString("rwxr-x---"));
        Files.setAttribute(volume, "unix:gid", 1000);
        run(shell, "one", "group");
        assertThat(Files.getAttribute(volume, "unix:uid")).isEqualTo(472);
        assertThat(Files.getAttribute(volume, "unix:gid")).isEqualTo(1000);
        assertThat((int) Files.getAttribute(volume, "unix:mode") & 07777).isEqualTo(02770);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", BROUGHT})
    void letsThePodStartWithoutTheFolderInTheImage(String shell) throws Exception {
        image = folder.resolve("nowhere");
        run(shell, "one", "image");
        assertThat(names()).isEmpty();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(volume)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void run(String shell, String pod, String owner) throws Exception {
        end(start(shell, pod, owner));
    }

    private static void end(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private Process start(String shell, String pod, String owner) throws Exception {
        String script = Seeds.SCRIPT.replace("/sild-seed", volume.toString());
        String path = shell.equals(BROUGHT) ? bring().toString() : "/usr/bin:/bin";
        String program = shell.equals(BROUGHT) ? path + "/sh" : shell;
        assumeTrue(Files.isExecutable(Path.of(program)));
        ProcessBuilder builder = new ProcessBuilder(program, "-c", script, image.toString(), owner)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output").toFile()));
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("POD", pod);
        return builder.start();
    }

    /** Puts busybox' programs into a folder as the init container does. */
    private Path bring() throws Exception {
        Path busybox = Path.of("/bin/busybox");
        assumeTrue(Files.isExecutable(busybox));
        Path tools = folder.resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectory(tools);
            end(new ProcessBuilder(busybox.toString(), "sh", "-c", Seeds.BRING.replace("/sild-tools", tools.toString()))
                    .start());
        }
        return tools;
    }
}
