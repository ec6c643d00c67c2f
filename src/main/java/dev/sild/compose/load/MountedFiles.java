package dev.sild.compose.load;

import dev.sild.compose.BindFiles;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files that a project mounts, as far as they lie in its folder or in one that the user allowed. A symbolic link is
 * followed only where it leads to such a place.
 */
public final class MountedFiles implements BindFiles {
  private static final int MAX_FILES = 1_000;

  private final Path folder;
  private final List<Path> allowed;
  private final Set<String> read = new LinkedHashSet<>();

  /**
   * Makes the access.
   *
   * @param folder the project's folder
   * @param allowed further folders that may be read
   */
  public MountedFiles(Path folder, List<Path> allowed) {
    this.folder = folder;
    List<Path> all = new ArrayList<>(allowed);
    all.add(folder);
    this.allowed = all.stream().map(MountedFiles::real).toList();
  }

  /** Returns the files and folders that were read, relative to the project's folder where they lie in it. */
  public List<String> read() {
    return List.copyOf(read);
  }

  @Override
  public Kind kind(Path path) {
    if (!mayRead(path)) {
      return Kind.OUTSIDE;
    }
    if (!Files.exists(path)) {
      return Kind.MISSING;
    }
    return Files.isRegularFile(path) ? Kind.FILE : Files.isDirectory(path) ? Kind.FOLDER : Kind.OTHER;
  }

  @Override
  public Optional<List<BindFile>> read(Path path, long maxBytes) {
    List<Path> files = files(path);
    if (files.size() > MAX_FILES) {
      return Optional.empty();
    }
    List<BindFile> contents = new ArrayList<>();
    long left = maxBytes;
    try {
      for (Path file : files) {
        left -= Files.size(file);
        if (left < 0) {
          return Optional.empty();
        }
      }
      for (Path file : files) {
        contents.add(content(path, file));
      }
    } catch (IOException | SecurityException unreadable) {
      return Optional.empty();
    }
    read.add(path.startsWith(folder) ? folder.relativize(path).toString() : path.toString());
    return Optional.of(contents);
  }

  /** Returns the regular files at or below a path that may be read, in the order of their paths; too many are cut. */
  private List<Path> files(Path path) {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    try (Stream<Path> walk = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(file -> Files.isRegularFile(file) && mayRead(file))
          .limit(MAX_FILES + 1L)
          .sorted(Comparator.comparing(file -> path.relativize(file).toString()))
          .toList();
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      return List.of();
    }
  }

  private static BindFile content(Path top, Path file) throws IOException {
    Path relative = top.equals(file) ? file.getFileName() : top.relativize(file);
    boolean executable = false;
    boolean ownerOnly = false;
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      executable = permissions.contains(PosixFilePermission.OWNER_EXECUTE);
      ownerOnly = !permissions.contains(PosixFilePermission.GROUP_READ)
          && !permissions.contains(PosixFilePermission.OTHERS_READ);
    }
    return new BindFile(relative.toString().replace('\\', '/'), executable, ownerOnly, Files.readAllBytes(file));
  }

  private boolean mayRead(Path path) {
    Path real = real(path);
    for (Path place : allowed) {
      if (real.startsWith(place)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a path with its links followed, as far as it exists. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path existing = absolute;
    while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = existing.getParent();
    }
    if (existing == null) {
      return absolute;
    }
    try {
      return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
    } catch (IOException broken) {
      // A link that leads nowhere, or that may not be followed, leads outside.
      return Path.of("/dev/null").resolve("outside");
    }
  }
}
