package dev.sild.output;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A folder that is written to again and again. A list in it says which of its files are ours: those are brought up to date,
 * or removed where there is nothing for them any more. No other file is touched.
 */
final class OutputFolder {
  /** The list; no tool that reads manifests reads it. */
  static final String LIST = ".sild-files";

  private static final String HEAD = """
      # The files of this folder that sild writes, and removes when there is nothing for them any more.
      """;

  private final Path folder;
  private final String shown;
  private final List<LayoutFile> wanted;
  private final List<String> known;

  private OutputFolder(Path folder, String shown, List<LayoutFile> wanted, List<String> known) {
    this.folder = folder;
    this.shown = shown;
    this.wanted = wanted;
    this.known = known;
  }

  /**
   * Makes one of the files that are to stand in it.
   *
   * @param shown how the user named it, with a {@code /} at its end
   */
  static OutputFolder of(Path folder, String shown, List<LayoutFile> wanted) throws OutputException {
    Path list = folder.resolve(LIST);
    try {
      List<String> known = Files.isRegularFile(list)
          ? Files.readAllLines(list).stream().filter(line -> !line.startsWith("#") && isBelow(line)).toList() : List.of();
      return new OutputFolder(folder, shown, wanted, known);
    } catch (IOException unreadable) {
      throw OutputException.of(shown + LIST, unreadable);
    }
  }

  /** Whether a line of the list names a file in the folder: who wrote it into a repository may not reach outside. */
  private static boolean isBelow(String line) {
    return !line.isBlank() && !line.startsWith("/") && line.indexOf('\\') < 0 && line.indexOf('\0') < 0
        && Arrays.stream(line.split("/", -1)).noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  /** Returns the files with their places, the list among them. */
  List<OutputFile> files() throws OutputException {
    List<OutputFile> files = new ArrayList<>();
    for (LayoutFile file : wanted) {
      files.add(new OutputFile(folder.resolve(file.name()), shown + file.name(), file.text(), file.mode()));
    }
    refuseOthers(files);
    String names = wanted.stream().map(LayoutFile::name).collect(Collectors.toCollection(TreeSet::new)).stream()
        .map(name -> name + "\n").collect(Collectors.joining());
    files.add(new OutputFile(folder.resolve(LIST), shown + LIST, HEAD + names, OutputFile.Mode.PLAIN));
    return files;
  }

  /** What somebody else put there stays, be it in the way. */
  private void refuseOthers(List<OutputFile> files) throws OutputException {
    for (int i = 0; i < files.size(); i++) {
      OutputFile file = files.get(i);
      if (!known.contains(wanted.get(i).name()) && Files.exists(file.place()) && !Files.isDirectory(file.place())
          && !FileWriter.isWrittenInPlace(file.place()) && !StaleFiles.isOurs(file.place()) && !isAsWanted(file)) {
        throw new OutputException("cannot write " + file.shown() + ": a file that sild did not write stands there",
            "move it away, or name another folder with --output", null);
      }
    }
  }

  /** Writes what has changed, and removes what is no longer wanted. */
  void write(List<OutputFile> files, List<Finding> findings) throws OutputException {
    FileWriter.write(files.stream().filter(file -> file.mode() != OutputFile.Mode.PLAIN || !isAsWanted(file)).toList());
    for (String name : unwanted()) {
      remove(name, findings);
    }
    StaleFiles.report(folder, files, findings);
  }

  /** Says what would be written or removed. */
  void check(List<OutputFile> files, List<Finding> findings) {
    check(files, unwanted().stream().map(name -> shown + name).toList(), findings);
  }

  /**
   * Says which files are not as they would be written, and which are there and would not be. A file of secrets may not be
   * there: it is kept out of repositories.
   */
  static void check(List<OutputFile> files, List<String> unwanted, List<Finding> findings) {
    for (OutputFile file : files) {
      boolean there = Files.exists(file.place());
      if (!isAsWanted(file) && (there || file.mode() != OutputFile.Mode.SECRET)) {
        findings.add(new Finding(Code.OUTPUT_STALE, Origin.NONE, file.shown() + (there
            ? " is not what would be written now" : " is not there"), "convert again without --check"));
      }
    }
    unwanted.forEach(name -> findings.add(new Finding(Code.OUTPUT_STALE, Origin.NONE,
        name + " is there, and nothing would be written into it now", "convert again without --check")));
  }

  private List<String> unwanted() {
    List<String> names = wanted.stream().map(LayoutFile::name).toList();
    return known.stream().filter(name -> !names.contains(name))
        .filter(name -> Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS) && isInside(folder.resolve(name)))
        .sorted().toList();
  }

  /** Whether no symbolic link on the way to a file leads out of the folder. */
  private boolean isInside(Path file) {
    try {
      return file.getParent().toRealPath().startsWith(folder.toRealPath());
    } catch (IOException gone) {
      return false;
    }
  }

  private void remove(String name, List<Finding> findings) {
    try {
      Path file = folder.resolve(name);
      Files.delete(file);
      findings.add(new Finding(Code.FILE_REMOVED, Origin.NONE, shown + name + " is removed: nothing is written into it any more",
          "what it made in the cluster goes with 'kubectl delete', or with a tool that prunes"));
      for (Path above = file.getParent(); !above.equals(folder) && isEmpty(above); above = above.getParent()) {
        Files.delete(above);
      }
    } catch (IOException stays) {
      findings.add(new Finding(Code.STALE_FILE, Origin.NONE, shown + name + " is of an earlier run, and cannot be removed",
          "remove it by hand"));
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }

  private static boolean isAsWanted(OutputFile file) {
    try {
      return Files.isRegularFile(file.place()) && Files.size(file.place()) <= StaleFiles.LARGEST
          && Arrays.equals(Files.readAllBytes(file.place()), file.text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      return false;
    }
  }
}
