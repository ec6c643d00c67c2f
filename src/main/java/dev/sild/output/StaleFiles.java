package dev.sild.output;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what an earlier run wrote into a folder and this one did not: {@code kubectl apply -f} would apply it too. */
final class StaleFiles {
  private static final String OURS = "app.kubernetes.io/managed-by: sild";
  /** A larger file is none of ours. */
  static final long LARGEST = 16 << 20;

  private StaleFiles() {}

  /** Adds a finding for each file of {@code folder} that is Sild's and not among {@code written}. */
  static void report(Path folder, List<OutputFile> written, List<Finding> findings) {
    Set<Path> current = written.stream().map(OutputFile::place).collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> !current.contains(file) && isOurs(file)).sorted().forEach(file ->
          findings.add(new Finding(Code.STALE_FILE, Origin.NONE, file.getFileName() + " in the folder of the output is of an"
              + " earlier run, and no longer part of the project", "remove it, and what it made in the cluster with"
              + " 'kubectl delete -f'; volumes go with their claims")));
    } catch (IOException unreadable) {
      // What was written is whole; a folder that can be written but not listed has nothing to compare.
      return;
    }
  }

  /** Sild labels all it writes: a file of which every object has the label is one of its own. */
  static boolean isOurs(Path file) {
    try {
      String name = file.getFileName().toString();
      if (!(name.endsWith(".yaml") || name.endsWith(".yml")) || !Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return false;
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return Stream.of(text.split("(?m)^---$")).filter(document -> !document.isBlank())
          .allMatch(document -> document.contains(OURS)) && !text.isBlank();
    } catch (IOException unreadable) {
      return false;
    }
  }
}
