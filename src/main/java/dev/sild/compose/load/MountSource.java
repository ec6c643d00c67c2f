package dev.sild.compose.load;

import java.util.List;

/** What lies at the source of a bind mount. */
public sealed interface MountSource {

  /**
   * A file with its content.
   *
   * @param path its path below the mount's source, with slashes; empty where the source is the file itself
   * @param content its bytes
   * @param mode its permissions as in Unix, such as octal 0644
   */
  record MountedFile(String path, byte[] content, int mode) {}

  /** The source is one file. */
  record OneFile(MountedFile file) implements MountSource {}

  /**
   * The source is a folder.
   *
   * @param files the files in it and in its subfolders, sorted by path
   * @param notRead what is in it and was not read, by path: sockets, devices, links that lead out of the project
   */
  record Folder(List<MountedFile> files, List<String> notRead) implements MountSource {
    public Folder {
      files = List.copyOf(files);
      notRead = List.copyOf(notRead);
    }
  }

  /** There is nothing: docker would make an empty folder. */
  record Missing() implements MountSource {}

  /** It is outside the project's folder, and was not read. */
  record Outside() implements MountSource {}

  /** It is a socket, a device or a pipe, or cannot be read. */
  record Unreadable() implements MountSource {}

  /** It is more than may be read. */
  record TooLarge() implements MountSource {}
}
