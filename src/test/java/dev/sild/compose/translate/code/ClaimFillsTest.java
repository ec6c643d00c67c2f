package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The script that copies files into claims, run by this machine's shells. */
class ClaimFillsTest {
    @TempDir
    Path folder;

    private Path claim;

    static Stream<List<String>> shells() {
        return Stream.of(List.of("/bin/sh", "-c"), List.of("/usr/bin/busybox", "sh", "-c"))
                .filter(shell -> Files.isExecutable(Path.of(shell.get(0))));
    }

    @BeforeEach
    void makeClaim() throws Exception {
        claim = Files.createDirectories(folder.resolve("claim/0"));
        Files.setPosixFilePermissions(claim, PosixFilePermissions.fromString("rwxr-xr-x"));
        bundle("one", "themes/mine/a b.css", "1");
        bundle("one", "index.php", "1");
        bundle("one", "plugins.php", "1");
    }

    /** Writes a file as the kubelet does: links to links. */
    private void bundle(String version, String file, String text) throws Exception {
        Path volume = Files.createDirectories(folder.resolve("files/0-0"));
        Path place = volume.resolve("..2026_" + version).resolve(file);
        Files.createDirectories(place.getParent());
        Files.writeString(place, text);
        Files.deleteIfExists(volume.resolve("..data"));
        Files.createSymbolicLink(volume.resolve("..data"), Path.of("..2026_" + version));
        String top = file.split("/")[0];
        if (!Files.isSymbolicLink(volume.resolve(top))) {
            Files.createSymbolicLink(volume.resolve(top), Path.of("..data").resolve(top));
        }
    }

    private Process start(List<String> shell, String... arguments) throws Exception {
        String script =
                ClaimFills.SCRIPT.replace("/sild-claim", folder + "/claim").replace("/sild-files", folder + "/files");
        return new ProcessBuilder(Stream.concat(Stream.concat(shell.stream(), Stream.of(script)), Stream.of(arguments))
                        .toList())
                .inheritIO()
                .start();
    }

    private static int end(Process process) throws Exception {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private int fill(List<String> shell) throws Exception {
        return end(start(shell, "web", ""));
    }

    private String mode(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(claim.resolve(file)));
    }

    /** Has a new version of the bundle without a file of the one before. */
    private void dropFromBundle(String version, String file) throws Exception {
        Files.delete(folder.resolve("files/0-0/..2026_" + version).resolve(file));
    }

    private void write(String file, String text) throws Exception {
        Path path = claim.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void copiesThatAnyUserMayChange(List<String> shell) throws Exception {
        assertThat(fill(shell)).isZero();

        assertThat(claim.resolve("themes/mine/a b.css")).hasContent("1");
        for (String path : List.of("", "themes", "themes/mine")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(claim.resolve(path))))
                    .isEqualTo("rwxrwxrwx");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(claim.resolve("index.php"))))
                .isEqualTo("rw-rw-rw-");
        try (var all = Files.list(claim)) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(".sild-files-web", "index.php", "plugins.php", "themes");
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whatTheProgramWritesStaysAndEditsArrive(List<String> shell) throws Exception {
        assertThat(fill(shell)).isZero();
        write("uploads/a.png", "picture");
        write("plugins.php", "installed");
        Files.delete(claim.resolve("themes/mine/a b.css"));
        write("new.php", "of the program");
        bundle("two", "themes/mine/a b.css", "2");
        bundle("two", "index.php", "2");
        bundle("two", "plugins.php", "2");
        bundle("two", "new.php", "2");

        for (int run = 0; run < 2; run++) {
            assertThat(fill(shell)).isZero();

            assertThat(claim.resolve("uploads/a.png")).hasContent("picture");
            assertThat(claim.resolve("plugins.php")).hasContent("installed");
            assertThat(claim.resolve("new.php")).hasContent("of the program");
            assertThat(claim.resolve("index.php")).hasContent("2");
            assertThat(claim.resolve("themes/mine/a b.css")).hasContent("2");
        }
    }

    /** A run that ended early has replaced files without adding them to the list. */
    @ParameterizedTest
    @MethodSource("shells")
    void whatTheProgramDeletesStaysAwayUntilTheProjectChangesIt(List<String> shell) throws Exception {
        assertThat(fill(shell)).isZero();
        Files.delete(claim.resolve("index.php"));

        assertThat(fill(shell)).isZero();
        assertThat(fill(shell)).isZero();
        assertThat(claim.resolve("index.php")).doesNotExist();

        bundle("2", "index.php", "changed");
        assertThat(fill(shell)).isZero();
        assertThat(claim.resolve("index.php")).hasContent("changed");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aRunThatEndedEarlyIsRepeated(List<String> shell) throws Exception {
        assertThat(fill(shell)).isZero();
        write("index.php", "2");
        bundle("two", "index.php", "2");
        assertThat(fill(shell)).isZero();

        bundle("three", "index.php", "3");
        assertThat(fill(shell)).isZero();
        assertThat(claim.resolve("index.php")).hasContent("3");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void linksAndFoldersOfTheProgramStay(List<String> shell) throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "kept");
        Files.createSymbolicLink(claim.resolve("index.php"), elsewhere);
        Files.createDirectory(claim.resolve("plugins.php"));
        write("themes", "a file");

        assertThat(fill(shell)).isZero();

        assertThat(elsewhere).hasContent("kept");
        assertThat(claim.resolve("plugins.php")).isDirectory();
        assertThat(claim.resolve("themes")).hasContent("a file");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whatTheProjectNoLongerHasIsDeleted(List<String> shell) throws Exception {
        assertThat(end(start(shell, "web", ""))).isZero();
        assertThat(end(start(shell, "jobs", ""))).isZero();
        write("plugins.php", "changed");
        dropFromBundle("one", "index.php");
        dropFromBundle("one", "plugins.php");

        // The other component may still have it.
        assertThat(end(start(shell, "web", ""))).isZero();
        assertThat(claim.resolve("index.php")).exists();
        assertThat(end(start(shell, "jobs", ""))).isZero();

        assertThat(claim.resolve("index.php")).doesNotExist();
        assertThat(claim.resolve("plugins.php")).hasContent("changed");
        assertThat(claim.resolve("themes/mine/a b.css")).hasContent("1");
    }

    /** A list leads to no file outside the claim. */
    @ParameterizedTest
    @MethodSource("shells")
    void nothingElseIsDeleted(List<String> shell) throws Exception {
        Files.writeString(folder.resolve("kept"), "");
        String sum = "d41d8cd98f00b204e9800998ecf8427e  ";
        write(".sild-files-web", sum + "./../../kept\n" + sum + folder + "/kept\n" + sum + "./none\n");

        assertThat(fill(shell)).isZero();

        assertThat(folder.resolve("kept")).exists();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void severalPodsFillItAtOnce(List<String> shell) throws Exception {
        for (int i = 0; i < 40; i++) {
            bundle("one", "many/" + i, "1");
        }
        List<Process> pods = List.of(start(shell, "web", ""), start(shell, "web", ""), start(shell, "jobs", ""));
        for (Process pod : pods) {
            assertThat(end(pod)).isZero();
        }

        for (String component : List.of("web", "jobs")) {
            assertThat(claim.resolve(".sild-files-" + component)).content().hasLineCount(44);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void namesWithLineBreaksAreLeftOut(List<String> shell) throws Exception {
        bundle("one", "up/new\nline.txt", "1");
        bundle("one", "up/new\nfolder/a.txt", "1");
        bundle("one", "up/z.txt", "1");

        assertThat(fill(shell)).isZero();

        try (var all = Files.list(claim.resolve("up"))) {
            assertThat(all.map(path -> path.getFileName().toString())).containsExactly("z.txt");
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void onlyItsUserReadsAKey(List<String> shell) throws Exception {
        bundle("one", "ssh/host key", "1");
        String user = Files.getAttribute(folder, "unix:uid").toString();
        for (String version : List.of("1", "2")) {
            Files.writeString(folder.resolve("files/0-0/..2026_one/ssh/host key"), version);
            assertThat(end(start(shell, "web", user, "0/ssh/host key"))).isZero();

            assertThat(mode("ssh/host key")).isEqualTo("rw-------");
            assertThat(mode("index.php")).isEqualTo("rw-rw-rw-");
            assertThat(claim.resolve("ssh/host key")).hasContent(version);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void foldersWithoutFilesAreMade(List<String> shell) throws Exception {
        Files.createDirectories(claim.resolve("logs"));
        Files.writeString(claim.resolve("logs/today"), "1");

        assertThat(end(start(shell, "web", "", "0/bootstrap/cache/", "0/logs/")))
                .isZero();

        assertThat(mode("bootstrap/cache")).isEqualTo("rwxrwxrwx");
        assertThat(claim.resolve("logs/today")).hasContent("1");
    }

    /** The container that copies an image's folder into an empty claim sets its mode at each start. */
    @ParameterizedTest
    @MethodSource("shells")
    void aClaimWithoutFilesIsOpenedAtEachStart(List<String> shell) throws Exception {
        Files.move(folder.resolve("files"), folder.resolve("none"));
        for (int start = 0; start < 2; start++) {
            assertThat(fill(shell)).isZero();
            assertThat(mode("")).isEqualTo("rwxrwxrwx");
            Files.setPosixFilePermissions(claim, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** What a program has closed stays so where the project's files tell that the claim was open before. */
    @ParameterizedTest
    @MethodSource("shells")
    void aClaimWithFilesIsOpenedOnce(List<String> shell) throws Exception {
        assertThat(fill(shell)).isZero();
        Files.setPosixFilePermissions(claim, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(fill(shell)).isZero();
        assertThat(mode("")).isEqualTo("rwxr-xr-x");
    }

    /** Without the project's files the program must not start. */
    @ParameterizedTest
    @MethodSource("shells")
    void failsWhereNothingCanBeWritten(List<String> shell) throws Exception {
        Files.createDirectory(claim.resolve(".sild-files-web"));
        assertThat(fill(shell)).isNotZero();
    }
}
