package dev.sild.output;

import dev.sild.kubernetes.ObjectTree;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Objects as the files of a layout, written where the user wants them. */
public final class Layouts {
  private static final String COMPONENT = "app.kubernetes.io/name";
  private static final String INSTANCE = "app.kubernetes.io/instance";
  private static final String PART = "app.kubernetes.io/component";
  private static final String SECRETS = "secrets.yaml";

  private Layouts() {}

  /**
   * Writes {@code objects}.
   *
   * @param output a file, a folder (what ends in {@code /} or is one), or {@code -} for {@code out}
   * @param project names the file of a list in a folder
   * @param folder the current folder
   * @param inputs the files of the project, none of which is written over
   * @param script the script that builds the images, written with the rest
   * @param findings takes what the user must make by hand
   * @throws OutputException where it cannot be written; then nothing is
   */
  public static void write(List<HasMetadata> objects, SecretsMode secrets, Layout layout, String output,
      String project, Path folder, List<Path> inputs, PrintStream out, Optional<BuildScript> script,
      List<Finding> findings) throws OutputException {
    List<HasMetadata> open = new ArrayList<>();
    List<HasMetadata> kept = new ArrayList<>();
    for (HasMetadata object : objects) {
      (object instanceof Secret && secrets != SecretsMode.INLINE ? kept : open).add(object);
    }
    if (secrets == SecretsMode.OMIT) {
      kept.forEach(secret -> findings.add(toCreate((Secret) secret)));
      kept.clear();
    }
    List<OutputFile> files = new ArrayList<>();
    script.ifPresent(wanted -> files.add(wanted.file()));
    if (output.equals("-")) {
      refuseInputs(files, inputs);
      FileWriter.write(files);
      print(yaml(open), out);
      return;
    }
    Path target = folder.resolve(output).normalize();
    boolean isFolder = output.endsWith("/") || layout == Layout.FILES || Files.isDirectory(target);
    if (!kept.isEmpty() && !isFolder && FileWriter.isWrittenInPlace(target)) {
      throw new OutputException("cannot write " + output + ": no file of Secrets can stand beside it",
          "name a file or a folder with --output, or leave --secrets separate out", null);
    }
    if (isFolder) {
      String start = output.endsWith("/") ? output : output + "/";
      contents(open, kept, layout, project).forEach((name, objectsOfFile) ->
          files.add(file(target.resolve(name), start + name, objectsOfFile)));
    } else {
      files.add(file(target, output, open));
      if (!kept.isEmpty()) {
        Path beside = beside(target);
        files.add(file(beside, beside.getFileName().toString(), kept));
      }
    }
    refuseInputs(files, inputs);
    FileWriter.write(files);
    if (isFolder && layout == Layout.FILES) {
      StaleFiles.report(target, files, findings);
    }
  }

  /** A slip of the pen must not cost the compose file. */
  private static void refuseInputs(List<OutputFile> files, List<Path> inputs) throws OutputException {
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

  private static OutputFile file(Path place, String shown, List<HasMetadata> objects) {
    return new OutputFile(place, shown, yaml(objects),
        objects.stream().anyMatch(Secret.class::isInstance) ? OutputFile.Mode.SECRET : OutputFile.Mode.PLAIN);
  }

  /** Where Secrets stand apart, the name of their file is theirs: it is the one that is kept out of a repository. */
  private static Map<String, List<HasMetadata>> contents(
      List<HasMetadata> objects, List<HasMetadata> secrets, Layout layout, String project) {
    Map<String, List<HasMetadata>> byFile = new TreeMap<>();
    for (HasMetadata object : objects) {
      String name = layout == Layout.LIST ? project + ".yaml" : fileOf(object);
      byFile.computeIfAbsent(name, file -> new ArrayList<>()).add(object);
    }
    if (!secrets.isEmpty()) {
      List<HasMetadata> others = byFile.put(SECRETS, secrets);
      if (others != null) {
        byFile.computeIfAbsent("secrets-service.yaml", file -> new ArrayList<>()).addAll(others);
      }
    }
    return byFile;
  }

  /** A component's objects stand in its file; what is shared stands by kind, and the namespace before all others. */
  private static String fileOf(HasMetadata object) {
    Map<String, String> labels =
        object.getMetadata().getLabels() == null ? Map.of() : object.getMetadata().getLabels();
    if (labels.containsKey(PART)) {
      // Of a stack, of which several may stand in one folder: files are called as their objects are.
      return labels.get(INSTANCE) + "-" + labels.get(PART) + ".yaml";
    }
    String component = labels.get(COMPONENT);
    if (component != null) {
      return component + ".yaml";
    }
    return switch (object.getKind()) {
      case "Namespace" -> "00-namespace.yaml";
      case "PersistentVolume", "PersistentVolumeClaim" -> "shared-volumes.yaml";
      case "NetworkPolicy" -> "shared-networks.yaml";
      case "Pod" -> object.getMetadata().getName() + ".yaml";
      default -> "shared-files.yaml";
    };
  }

  private static Path beside(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + "-secrets.yaml");
  }

  private static Finding toCreate(Secret secret) {
    String keys = String.join(", ", secret.getData().keySet());
    return new Finding(Code.SECRET_TO_CREATE, Origin.NONE, "the Secret '" + secret.getMetadata().getName()
        + "' is not written, and must have " + (secret.getData().size() == 1 ? "the key " : "the keys ") + keys,
        "make it before applying the rest");
  }

  private static String yaml(List<HasMetadata> objects) {
    List<Map<String, Object>> documents = new ArrayList<>(objects.size());
    for (HasMetadata object : objects) {
      documents.add(ObjectTree.of(object));
    }
    return YamlWriter.write(documents);
  }
}
