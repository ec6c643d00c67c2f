package dev.sild.output.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTransactionTest {
    @TempDir
    Path folder;

    @Test
    void foldersAreMadeAndOldFilesReplaced() throws Exception {
        Path old = Files.writeString(folder.resolve("old.yaml"), "old");

        write(Map.of(old, "new", folder.resolve("a/b/c.yaml"), "grüße 😀"));

        assertThat(old).hasContent("new");
        assertThat(Files.readString(folder.resolve("a/b/c.yaml"))).isEqualTo("grüße 😀");
        assertThat(files()).containsExactly("a/b/c.yaml", "old.yaml");
    }

    @Test
    void aFolderInTheWayIsSaidAndNothingIsWritten() throws IOException {
        Path good = Files.writeString(folder.resolve("good.yaml"), "before");
        Path taken = Files.createDirectory(folder.resolve("taken.yaml"));
        Map<Path, String> all = new LinkedHashMap<>();
        all.put(good, "after");
        all.put(taken, "text");

        assertThatThrownBy(() -> write(all))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("taken.yaml")
                .hasMessageContaining("it is a folder");
        assertThat(good).hasContent("before");
        assertThat(files()).containsExactly("good.yaml");
    }

    @Test
    void aFileInThePlaceOfAFolderIsSaidAndNothingIsWritten() throws IOException {
        Path good = folder.resolve("good.yaml");
        Files.writeString(folder.resolve("file"), "before");
        Map<Path, String> all = new LinkedHashMap<>();
        all.put(good, "after");
        all.put(folder.resolve("file/below.yaml"), "text");

        assertThatThrownBy(() -> write(all)).isInstanceOf(OutputException.class).hasMessageContaining("cannot write");
        assertThat(files()).containsExactly("file");
    }

    @Test
    void aFolderThatMayNotBeWrittenIsSaidAndNothingIsLeft() throws IOException {
        Path locked = Files.createDirectory(
                folder.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeFalse(Files.isWritable(locked), "root may write everywhere");
        Map<Path, String> all = new LinkedHashMap<>();
        all.put(folder.resolve("good.yaml"), "text");
        all.put(locked.resolve("a.yaml"), "text");

        assertThatThrownBy(() -> write(all)).isInstanceOf(OutputException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void namesOfOneHashAreWrittenApart() throws Exception {
        Path one = folder.resolve("an.yaml");
        Path other = folder.resolve("c0.yaml");
        assertThat(one.getFileName().toString().hashCode())
                .isEqualTo(other.getFileName().toString().hashCode());

        write(Map.of(one, "one", other, "other"));

        assertThat(one).hasContent("one");
        assertThat(other).hasContent("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"target.yaml", "missing.yaml", "/dev/null", "link.yaml", "."})
    void aLinkIsRefusedWhereverItLeadsAndNothingIsWritten(String target) throws IOException {
        Files.writeString(folder.resolve("target.yaml"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of(target));
        Map<Path, String> all = new LinkedHashMap<>();
        all.put(folder.resolve("new/good.yaml"), "text");
        all.put(link, "text");

        assertThatThrownBy(() -> write(all))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("it is a symbolic link");
        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("target.yaml")).hasContent("before");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("target.yaml", "link.yaml");
    }

    @Test
    void aPipeIsWrittenToAndStays() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });

        write(Map.of(pipe, "text"));

        assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo("text");
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
    }

    @Test
    void devicesAndOpenFilesAreWrittenInPlaceAndFilesAreNot() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(FileTransaction.isWrittenInPlace(Path.of("/dev/zero"))).isTrue();
        assertThat(FileTransaction.isWrittenInPlace(Path.of("/proc/self/fd/1"))).isTrue();
        assertThat(FileTransaction.isWrittenInPlace(file)).isFalse();
        assertThat(FileTransaction.isWrittenInPlace(folder)).isFalse();
        assertThat(FileTransaction.isWrittenInPlace(folder.resolve("new"))).isFalse();
    }

    @Test
    void aFileWithASecretIsItsOwnersAlone() throws Exception {
        Path open = Files.writeString(folder.resolve("open.yaml"), "before");
        FileTransaction.write(List.of(
                new OutputFile(open, "open.yaml", "secret", OutputFile.Mode.SECRET),
                new OutputFile(folder.resolve("plain.yaml"), "plain.yaml", "text", OutputFile.Mode.PLAIN)));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)))
                .isEqualTo("rw-------");
        assertThat(Files.getPosixFilePermissions(folder.resolve("plain.yaml")))
                .contains(PosixFilePermission.OWNER_READ)
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(folder.resolve("as-others"))));
    }

    /** What is written in its place comes last: a full device fails when every other file is already in its place. */
    @Test
    void afterALateFailureAllIsAsItWasAndNoFolderIsLeft() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        Path good = Files.writeString(folder.resolve("good.yaml"), "before");
        Map<Path, String> all = new LinkedHashMap<>();
        all.put(good, "after");
        all.put(folder.resolve("new/a.yaml"), "text");
        all.put(Path.of("/dev/full"), "text");

        assertThatThrownBy(() -> write(all))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("/dev/full")
                .hasMessageNotContainingAny(".tmp", "Exception");
        assertAllIsAsBefore(good);
    }

    @Test
    void anInterruptedWriteLeavesAllAsItWas() throws IOException {
        Path good = Files.writeString(folder.resolve("good.yaml"), "before");
        Map<Path, String> all = new LinkedHashMap<>();
        all.put(good, "after");
        all.put(folder.resolve("new/a.yaml"), "text");

        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> write(all)).isInstanceOf(OutputException.class);
        } finally {
            Thread.interrupted();
        }
        assertAllIsAsBefore(good);
    }

    private void assertAllIsAsBefore(Path good) {
        assertThat(good).hasContent("before");
        assertThat(folder.toFile().list()).containsExactly("good.yaml");
    }

    @Test
    void leftoversOfAKilledRunAreNeitherFollowedNorInTheWay() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        long pid = ProcessHandle.current().pid();
        Path temporary = Files.createSymbolicLink(folder.resolve(".sild.0." + pid + ".tmp"), victim);
        Path backup = Files.createSymbolicLink(folder.resolve(".sild.0." + pid + ".old"), victim);
        Path old = Files.writeString(folder.resolve("old.yaml"), "before");

        write(Map.of(old, "after", folder.resolve("new.yaml"), "text"));

        assertThat(victim).hasContent("mine");
        assertThat(old).hasContent("after");
        assertThat(temporary).isSymbolicLink();
        assertThat(backup).isSymbolicLink();
    }

    private static void write(Map<Path, String> files) throws OutputException {
        FileTransaction.write(files.entrySet().stream()
                .map(file ->
                        new OutputFile(file.getKey(), file.getKey().toString(), file.getValue(), OutputFile.Mode.PLAIN))
                .toList());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
