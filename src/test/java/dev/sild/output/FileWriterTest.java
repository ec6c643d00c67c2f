package dev.sild.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWriterTest {
  @TempDir Path folder;

  @Test
  void foldersAreMadeAndOldFilesReplaced() throws Exception {
    Path old = Files.writeString(folder.resolve("old.yaml"), "old");

    FileWriter.write(Map.of(old, "new", folder.resolve("a/b/c.yaml"), "grüße 😀"));

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

    assertThatThrownBy(() -> FileWriter.write(all)).isInstanceOf(OutputException.class)
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

    assertThatThrownBy(() -> FileWriter.write(all)).isInstanceOf(OutputException.class).hasMessageContaining("cannot write");
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

    assertThatThrownBy(() -> FileWriter.write(all)).isInstanceOf(OutputException.class);
    assertThat(files()).isEmpty();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
    }
  }
}
