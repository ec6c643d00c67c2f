package dev.sild.output;

import dev.sild.report.Finding;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Objects as the files of a layout, written where the user wants them. */
public final class Layouts {
  private Layouts() {}

  /**
   * Writes what {@code manifests} are, or checks that it is there.
   *
   * @param findings takes what the user must make by hand, and what is not, or no longer, as it should be
   * @throws OutputException where it cannot be written; then nothing is
   */
  public static void write(Manifests manifests, SecretsPlace secrets, Layout layout, Destination to,
      List<Finding> findings) throws OutputException {
    List<OutputFile> files = new ArrayList<>();
    to.script().ifPresent(wanted -> files.add(wanted.file()));
    if (to.isStandardOutput()) {
      SecretsPlace.Split split = secrets.split(manifests.objects(), manifests.name(), findings);
      refuseInputs(files, to.inputs());
      FileWriter.write(files);
      print(LayoutFile.yaml(split.open()), to.out());
      return;
    }
    Path target = to.folder().resolve(to.output()).normalize();
    if (to.output().endsWith("/") || layout.needsFolder() || Files.isDirectory(target)) {
      String shown = to.output().endsWith("/") ? to.output() : to.output() + "/";
      List<Finding> unlisted = new ArrayList<>();
      List<LayoutFile> laidOut = laidOut(manifests, secrets, layout, findings);
      List<String> readable = GitIgnore.secretPlaces(laidOut).stream().map(place -> shown + place).toList();
      boolean separate = secrets.mode() == SecretsMode.SEPARATE;
      OutputFolder folder = OutputFolder.of(target, shown,
          separate ? GitIgnore.with(laidOut, target, shown, unlisted) : laidOut);
      files.addAll(folder.files());
      refuseInputs(files, to.inputs());
      if (to.check()) {
        folder.check(files, findings);
      } else {
        folder.write(files, findings);
        findings.addAll(unlisted);
        if (unlisted.isEmpty()) {
          SecretsReport.of(manifests.name(), layout, secrets.mode(), readable, separate).ifPresent(findings::add);
        }
      }
      return;
    }
    files.addAll(single(manifests, secrets, to, target, findings));
    refuseInputs(files, to.inputs());
    if (to.check()) {
      OutputFolder.check(files, List.of(), findings);
    } else {
      List<String> readable = FileWriter.isWrittenInPlace(target) ? List.of() : files.stream()
          .filter(file -> file.mode() == OutputFile.Mode.SECRET).map(OutputFile::shown).toList();
      FileWriter.write(files);
      SecretsReport.of(manifests.name(), layout, secrets.mode(), readable, false).ifPresent(findings::add);
    }
  }

  private static List<LayoutFile> laidOut(
      Manifests manifests, SecretsPlace secrets, Layout layout, List<Finding> findings) {
    if (layout == Layout.KUSTOMIZE) {
      return KustomizeLayout.of(manifests, secrets, findings);
    }
    SecretsPlace.Split split = secrets.split(manifests.objects(), manifests.name(), findings);
    return switch (layout) {
      case LIST -> FilesLayout.inOne(manifests.name(), split);
      // Without their values, the Secrets are in the chart's templates.
      case CHART -> secrets.mode() == SecretsMode.SEPARATE ? ChartLayout.of(manifests, manifests.objects(), false)
          : ChartLayout.of(manifests, split.open(), true);
      case QUADLET -> QuadletLayout.of(manifests.name(), split);
      default -> FilesLayout.of(split);
    };
  }

  private static List<OutputFile> single(Manifests manifests, SecretsPlace secrets, Destination to, Path target,
      List<Finding> findings) throws OutputException {
    SecretsPlace.Split split = secrets.split(manifests.objects(), manifests.name(), findings);
    if (!split.kept().isEmpty() && FileWriter.isWrittenInPlace(target)) {
      throw new OutputException("cannot write " + to.output() + ": no file of Secrets can stand beside it",
          "name a file or a folder with --output, or leave --secrets separate out", null);
    }
    List<OutputFile> files = new ArrayList<>();
    files.add(new OutputFile(target, to.output(), LayoutFile.yaml(split.open()),
        split.open().stream().anyMatch(Secret.class::isInstance) ? OutputFile.Mode.SECRET : OutputFile.Mode.PLAIN));
    if (!split.kept().isEmpty()) {
      Path beside = beside(target);
      files.add(new OutputFile(beside, beside.getFileName().toString(), LayoutFile.yaml(split.kept()),
          OutputFile.Mode.SECRET));
    }
    return files;
  }

  /** A slip of the pen must not cost the compose file. */
  static void refuseInputs(List<OutputFile> files, List<Path> inputs) throws OutputException {
    for (OutputFile file : files) {
      for (Path input : inputs) {
        if (Files.isRegularFile(file.place()) && isSame(file.place(), input)) {
          throw new OutputException("cannot write " + file.shown() + ": it is a file of the project",
              "name another place", null);
        }
      }
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException gone) {
      return false;
    }
  }

  static void print(String text, PrintStream out) throws OutputException {
    out.print(text);
    if (out.checkError()) {
      IOException failure = new IOException("it is closed or full");
      throw OutputException.of("standard output",
          out instanceof StandardOutput known ? known.failure().orElse(failure) : failure);
    }
  }

  private static Path beside(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + "-secrets.yaml");
  }
}
