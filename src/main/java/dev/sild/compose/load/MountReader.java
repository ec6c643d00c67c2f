package dev.sild.compose.load;

import dev.sild.compose.load.MountSource.Folder;
import dev.sild.compose.load.MountSource.Missing;
import dev.sild.compose.load.MountSource.MountedFile;
import dev.sild.compose.load.MountSource.OneFile;
import dev.sild.compose.load.MountSource.Outside;
import dev.sild.compose.load.MountSource.TooLarge;
import dev.sild.compose.load.MountSource.Unreadable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Reads the files of bind mounts; stays in the project's folder and within a number of bytes. */
final class MountReader {
  private static final int MAX_FILES = 2_000;
  private static final int MAX_DEPTH = 50;

  private final Path folder;
  private final List<MountedFile> files = new ArrayList<>();
  private final List<String> notRead = new ArrayList<>();
  private long bytesLeft;
  private boolean tooLarge;

  MountReader(Path folder, long maxBytes) {
    this.folder = folder;
    this.bytesLeft = maxBytes;
  }

  MountSource read(Path source) {
    try {
      if (!source.startsWith(folder)) {
        return new Outside();
      }
      if (!Files.exists(source)) {
        return Files.isSymbolicLink(source) ? new Unreadable() : new Missing();
      }
      if (leadsOut(source)) {
        return new Outside();
      }
      if (Files.isDirectory(source)) {
        walk(source, "", 0);
        return tooLarge ? new TooLarge() : new Folder(files, notRead);
      }
      add(source, "");
      return tooLarge ? new TooLarge() : files.isEmpty() ? new Unreadable() : new OneFile(files.get(0));
    } catch (IOException | SecurityException failure) {
      return new Unreadable();
    }
  }

  private boolean leadsOut(Path path) throws IOException {
    return !path.toRealPath().startsWith(folder.toRealPath());
  }

  private void walk(Path directory, String prefix, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      tooLarge = true;
      return;
    }
    TreeMap<String, Path> children = new TreeMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path child : stream) {
        children.put(child.getFileName().toString(), child);
      }
    }
    for (String name : children.keySet()) {
      Path child = children.get(name);
      String path = prefix + name;
      if (tooLarge) {
        return;
      }
      if (!Files.exists(child) || leadsOut(child)) {
        notRead.add(path);
      } else if (Files.isDirectory(child)) {
        walk(child, path + "/", depth + 1);
      } else {
        add(child, path);
      }
    }
  }

  private void add(Path file, String path) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      notRead.add(path);
      return;
    }
    bytesLeft -= Files.size(file);
    if (bytesLeft < 0 || files.size() >= MAX_FILES) {
      tooLarge = true;
      return;
    }
    files.add(new MountedFile(path, Files.readAllBytes(file), mode(file)));
  }

  private static int mode(Path file) throws IOException {
    Set<PosixFilePermission> permissions;
    try {
      permissions = Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException notUnix) {
      return 0644;
    }
    int mode = 0;
    for (PosixFilePermission permission : permissions) {
      mode |= 0400 >> permission.ordinal();
    }
    return mode;
  }
}
