package dev.sild.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes files so that each is there whole or not at all: all are written beside their places, and moved at the end.
 * Symbolic links are followed and stay. What is no file, a device or a pipe, is written to where it is.
 */
final class FileWriter {
  private static final int MOST_LINKS = 40;

  /** One file on its way: {@code backup} is the second name of what was in its place, null where nothing was. */
  private record Step(OutputFile file, Path place, Path temporary, Path backup) {}

  private final List<Step> steps = new ArrayList<>();
  private final List<OutputFile> inPlace = new ArrayList<>();
  private final Deque<Step> moved = new ArrayDeque<>();
  private final Deque<Path> made = new ArrayDeque<>();

  private FileWriter() {}

  /**
   * Writes each file, making folders as needed; one that holds a secret can be read by its owner only.
   *
   * @throws OutputException where one cannot be written; then every file is as it was. What a device or a pipe, which
   *     are written last, has taken by then cannot be taken back
   */
  static void write(List<OutputFile> files) throws OutputException {
    new FileWriter().run(files);
  }

  /** Whether {@code place} is written to where it is: a device, a pipe, or an open file of a process. */
  static boolean isWrittenInPlace(Path place) {
    try {
      Path target = follow(place);
      return isOpenFile(target) || (Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target));
    } catch (IOException unreadable) {
      return false;
    }
  }

  private void run(List<OutputFile> files) throws OutputException {
    boolean whole = false;
    OutputFile current = null;
    try {
      for (OutputFile file : files) {
        current = file;
        prepare(file);
      }
      for (Step step : steps) {
        current = step.file();
        if (step.backup() != null && steps.size() + inPlace.size() > 1) {
          backUp(step);
        }
        replace(step.temporary(), step.place());
        moved.push(step);
      }
      for (OutputFile file : inPlace) {
        current = file;
        // Appending keeps what an open file already has, as "sild convert -o /dev/stdout >> all.yaml" means it.
        Files.writeString(file.place(), file.text(), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
      }
      whole = true;
    } catch (IOException failure) {
      throw OutputException.of(current.shown(), failure);
    } finally {
      if (!whole) {
        undo();
      }
      for (Step step : steps) {
        deleteIfLeft(step.temporary());
        deleteIfLeft(step.backup());
      }
    }
  }

  private void prepare(OutputFile file) throws IOException, OutputException {
    if (Files.isDirectory(file.place())) {
      throw new OutputException("cannot write " + file.shown() + ": it is a folder",
          "remove it, or name another place with --output", null);
    }
    if (isWrittenInPlace(file.place())) {
      inPlace.add(file);
      return;
    }
    Path place = follow(file.place());
    for (Step other : steps) {
      if (other.place().equals(place)) {
        throw new OutputException("cannot write " + file.shown() + ": " + other.file().shown() + " has the same place",
            "give each a place of its own", null);
      }
    }
    makeFolders(place.getParent());
    // By number: a name with more to it could be too long, and of two names one hash can be the same.
    String hidden = ".sild." + steps.size() + "." + ProcessHandle.current().pid();
    Path temporary = place.resolveSibling(hidden + ".tmp");
    steps.add(new Step(file, place, temporary, Files.exists(place) ? place.resolveSibling(hidden + ".old") : null));
    Files.deleteIfExists(temporary);
    Files.createFile(temporary, mode(place, file.mode()));
    Files.writeString(temporary, file.text(), StandardCharsets.UTF_8);
  }

  private static FileAttribute<?>[] mode(Path place, OutputFile.Mode mode) {
    boolean posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
    return mode != OutputFile.Mode.PLAIN && posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode.permissions()))}
        : new FileAttribute<?>[0];
  }

  private void makeFolders(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path each = folder; each != null && !Files.exists(each); each = each.getParent()) {
      missing.push(each);
    }
    Files.createDirectories(folder);
    missing.forEach(made::push);
  }

  private static void backUp(Step step) throws IOException {
    Files.deleteIfExists(step.backup());
    try {
      Files.createLink(step.backup(), step.place());
    } catch (IOException | UnsupportedOperationException unlinkable) {
      Files.copy(step.place(), step.backup(), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static void replace(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException unsupported) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Puts back what was there; the failure that led here is already on its way to the user. */
  private void undo() {
    for (Step step : moved) {
      try {
        if (step.backup() == null) {
          Files.deleteIfExists(step.place());
        } else if (Files.exists(step.backup())) {
          replace(step.backup(), step.place());
        }
      } catch (IOException stays) {
        continue;
      }
    }
    steps.forEach(step -> deleteIfLeft(step.temporary()));
    made.forEach(FileWriter::deleteIfLeft);
  }

  /** Returns where the links at {@code place} lead, be there something or not; an open file of a process stays its link. */
  private static Path follow(Path place) throws IOException {
    Path path = place.toAbsolutePath();
    for (int i = 0; i < MOST_LINKS; i++) {
      if (isOpenFile(path) || !Files.isSymbolicLink(path)) {
        return path;
      }
      path = path.resolveSibling(Files.readSymbolicLink(path));
    }
    throw new FileSystemLoopException(place.toString());
  }

  /** Such a link leads to what is open, under a name or without one: replacing that name would miss the open file. */
  private static boolean isOpenFile(Path path) {
    return path.startsWith("/proc") || path.startsWith("/dev/fd");
  }

  private static void deleteIfLeft(Path path) {
    try {
      if (path != null) {
        Files.deleteIfExists(path);
      }
    } catch (IOException left) {
      // The failure that left it is already on its way to the user; a folder may have got other files meanwhile.
      return;
    }
  }
}
