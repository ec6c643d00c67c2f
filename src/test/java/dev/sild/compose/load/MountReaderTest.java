package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.load.MountSource.Folder;
import dev.sild.compose.load.MountSource.Missing;
import dev.sild.compose.load.MountSource.OneFile;
import dev.sild.compose.load.MountSource.Outside;
import dev.sild.compose.load.MountSource.TooLarge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountReaderTest {
  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void makeProject() throws IOException {
    folder = Files.createDirectory(parent.resolve("project"));
    Projects.write(folder, "conf/b.txt", "bb", "conf/a.txt", "a", "conf/sub/c.txt", "c", "run.sh", "#!/bin/sh\n");
    Files.setPosixFilePermissions(folder.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x--x"));
    Files.writeString(parent.resolve("secret"), "s");
  }

  @Test
  void readsAFileWithItsMode() {
    OneFile file = (OneFile) read("run.sh", 100);
    assertThat(file.file().content()).hasSize(10);
    assertThat(file.file().mode()).isEqualTo(0751);
  }

  @Test
  void readsAFolderSortedWithItsSubfolders() {
    Folder read = (Folder) read("conf", 100);
    assertThat(read.files()).extracting(file -> file.path()).containsExactly("a.txt", "b.txt", "sub/c.txt");
  }

  @Test
  void doesNotFollowALinkOutOfTheProject() throws IOException {
    Files.createSymbolicLink(folder.resolve("conf/link"), parent.resolve("secret"));
    Files.createSymbolicLink(folder.resolve("conf/inner"), folder.resolve("run.sh"));
    Folder read = (Folder) read("conf", 100);
    assertThat(read.notRead()).containsExactly("link");
    assertThat(read.files()).extracting(file -> file.path()).contains("inner");
    assertThat(read("conf/link", 100)).isInstanceOf(Outside.class);
  }

  @Test
  void saysWhatIsMissingOutsideOrTooLarge() {
    assertThat(read("nope", 100)).isInstanceOf(Missing.class);
    assertThat(read("../secret", 100)).isInstanceOf(Outside.class);
    assertThat(read("/etc/hostname", 100)).isInstanceOf(Outside.class);
    assertThat(read("conf", 3)).isInstanceOf(TooLarge.class);
  }

  private MountSource read(String source, long bytes) {
    ProjectFiles files = new ProjectFiles(folder, InputStream.nullInputStream(), Limits.DEFAULT);
    return files.mounted(folder, folder.resolve(source).toString(), bytes);
  }
}
