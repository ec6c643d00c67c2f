package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Security;
import dev.sild.model.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The init container that copies files into claims, and its script, run by this machine's shells. */
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

    private int fill(List<String> shell) throws Exception {
        String script =
                ClaimFills.SCRIPT.replace("/sild-claim", folder + "/claim").replace("/sild-files", folder + "/files");
        Process process = new ProcessBuilder(
                        Stream.concat(shell.stream(), Stream.of(script)).toList())
                .inheritIO()
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
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
                    .containsExactlyInAnyOrder(".sild-files", "index.php", "plugins.php", "themes");
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
    void aRunThatEndedEarlyIsRepeated(List<String> shell) throws Exception {
        assertThat(fill(shell)).isZero();
        write("index.php", "2");
        write(".sild-new", "");
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

    /** Without the project's files the program must not start. */
    @ParameterizedTest
    @MethodSource("shells")
    void failsWhereNothingCanBeWritten(List<String> shell) throws Exception {
        Files.createDirectory(claim.resolve(".sild-new"));
        assertThat(fill(shell)).isNotZero();
    }

    @Test
    void runsAsRootUnlessRestricted() {
        ClaimFills fills = new ClaimFills();
        fills.add(
                "web",
                new Mount(new Mount.OfVolume("data"), "/srv", "site", false, Optional.empty()),
                List.of("a", "b"));
        Container web = Container.of("web", Text.of("x"));

        Container fill = fills.of(web, "busybox", false).orElseThrow();
        assertThat(fill.security()).isEqualTo(Security.ROOT);
        assertThat(fill.mounts())
                .extracting(Mount::path, Mount::subPath)
                .containsExactly(
                        tuple("/sild-files/0-0", ""), tuple("/sild-files/0-1", ""), tuple("/sild-claim/0", "site"));
        assertThat(fills.of(web, "busybox", true).orElseThrow().security()).isEqualTo(web.security());
        assertThat(fills.of(Container.of("other", Text.of("x")), "busybox", false))
                .isEmpty();
        assertThat(CodeCopies.isCopier(fill)).isTrue();
    }
}
