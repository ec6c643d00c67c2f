package dev.sild.output;

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

class FileWriterTest {
  @TempDir Path folder;

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

    assertThatThrownBy(() -> write(all)).isInstanceOf(OutputException.class)
        .hasMessageContaining("taken.yaml").hasMessageContaining("it is a folder");
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
    Path locked = Files.createDirectory(folder.resolve("locked"),
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
    assertThat(one.getFileName().toString().hashCode()).isEqualTo(other.getFileName().toString().hashCode());

    write(Map.of(one, "one", other, "other"));

    assertThat(one).hasContent("one");
    assertThat(other).hasContent("other");
  }

  @Test
  void aLinkStaysAndItsTargetIsWritten() throws Exception {
    Path target = Files.writeString(folder.resolve("target.yaml"), "before");
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("target.yaml"));
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling.yaml"), Path.of("made.yaml"));

    write(Map.of(link, "after", dangling, "new"));

    assertThat(link).isSymbolicLink();
    assertThat(target).hasContent("after");
    assertThat(dangling).isSymbolicLink();
    assertThat(folder.resolve("made.yaml")).hasContent("new");
  }

  @Test
  void linksInACircleAreSaid() throws IOException {
    Path one = Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
    Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));

    assertThatThrownBy(() -> write(Map.of(one, "text"))).isInstanceOf(OutputException.class).hasMessageContaining("circle");
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
    assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther()).isTrue();
  }

  @Test
  void devicesAndOpenFilesAreWrittenInPlaceAndFilesAreNot() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path toDevice = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/zero"));

    assertThat(FileWriter.isWrittenInPlace(Path.of("/dev/zero"))).isTrue();
    assertThat(FileWriter.isWrittenInPlace(toDevice)).isTrue();
    assertThat(FileWriter.isWrittenInPlace(Path.of("/proc/self/fd/1"))).isTrue();
    assertThat(FileWriter.isWrittenInPlace(file)).isFalse();
    assertThat(FileWriter.isWrittenInPlace(folder)).isFalse();
    assertThat(FileWriter.isWrittenInPlace(folder.resolve("new"))).isFalse();
  }

  @Test
  void aFileWithASecretIsItsOwnersAlone() throws Exception {
    Path open = Files.writeString(folder.resolve("open.yaml"), "before");
    FileWriter.write(List.of(new OutputFile(open, "open.yaml", "secret", OutputFile.Mode.SECRET),
        new OutputFile(folder.resolve("plain.yaml"), "plain.yaml", "text", OutputFile.Mode.PLAIN)));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open))).isEqualTo("rw-------");
    assertThat(Files.getPosixFilePermissions(folder.resolve("plain.yaml"))).contains(PosixFilePermission.OWNER_READ)
        .isEqualTo(Files.getPosixFilePermissions(Files.createFile(folder.resolve("as-others"))));
  }

  /** A loop of links in the second place stands for all that fails once the first file is ready. */
  @Test
  void afterAFailureAllIsAsItWasAndNoFolderIsLeft() throws IOException {
    Path good = Files.writeString(folder.resolve("good.yaml"), "before");
    Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
    Map<Path, String> all = new LinkedHashMap<>();
    all.put(good, "after");
    all.put(folder.resolve("new/a.yaml"), "text");
    all.put(circle, "text");

    assertThatThrownBy(() -> write(all)).isInstanceOf(OutputException.class).hasMessageContaining("circle")
        .hasMessageNotContainingAny(".tmp", "Exception");
    assertThat(good).hasContent("before");
    assertThat(folder.resolve("new")).doesNotExist();
    assertThat(files()).containsExactly("good.yaml");
  }

  private static void write(Map<Path, String> files) throws OutputException {
    FileWriter.write(files.entrySet().stream()
        .map(file -> new OutputFile(file.getKey(), file.getKey().toString(), file.getValue(), OutputFile.Mode.PLAIN)).toList());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
    }
  }
}
