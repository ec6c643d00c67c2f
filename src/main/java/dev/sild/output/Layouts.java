package dev.sild.output;

import dev.sild.kubernetes.ObjectTree;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Objects as the files of a layout, written where the user wants them. */
public final class Layouts {
  private static final String COMPONENT = "app.kubernetes.io/name";

  private Layouts() {}

  /**
   * Writes {@code objects}.
   *
   * @param output a file, a folder (what ends in {@code /} or is one), or {@code -} for {@code out}
   * @param project names the file of a list in a folder
   * @param folder the current folder
   * @param findings takes what the user must make by hand
   * @throws OutputException where it cannot be written; then nothing is
   */
  public static void write(List<HasMetadata> objects, SecretsMode secrets, Layout layout, String output,
      String project, Path folder, PrintStream out, List<Finding> findings) throws OutputException {
    List<HasMetadata> open = new ArrayList<>();
    List<HasMetadata> kept = new ArrayList<>();
    for (HasMetadata object : objects) {
      (object instanceof Secret && secrets != SecretsMode.INLINE ? kept : open).add(object);
    }
    if (secrets == SecretsMode.OMIT) {
      kept.forEach(secret -> findings.add(toCreate((Secret) secret)));
      kept.clear();
    }
    if (output.equals("-")) {
      out.print(yaml(open));
      out.flush();
      return;
    }
    Path target = folder.resolve(output).normalize();
    boolean isFolder = output.endsWith("/") || layout == Layout.FILES || java.nio.file.Files.isDirectory(target);
    Map<Path, String> files = new TreeMap<>();
    if (isFolder) {
      contents(open, layout, project).forEach((name, text) -> files.put(target.resolve(name), text));
    } else {
      files.put(target, yaml(open));
    }
    if (!kept.isEmpty()) {
      files.put(isFolder ? free(target, files) : beside(target), yaml(kept));
    }
    FileWriter.write(files);
  }

  private static Map<String, String> contents(List<HasMetadata> objects, Layout layout, String project) {
    if (layout == Layout.LIST) {
      return Map.of(project + ".yaml", yaml(objects));
    }
    Map<String, List<HasMetadata>> byFile = new LinkedHashMap<>();
    for (HasMetadata object : objects) {
      byFile.computeIfAbsent(fileOf(object), name -> new ArrayList<>()).add(object);
    }
    Map<String, String> contents = new LinkedHashMap<>();
    byFile.forEach((name, list) -> contents.put(name, yaml(list)));
    return contents;
  }

  /** A component's objects stand in its file; what is shared stands by kind, and the namespace before all others. */
  private static String fileOf(HasMetadata object) {
    String component = object.getMetadata().getLabels() == null ? null : object.getMetadata().getLabels().get(COMPONENT);
    if (component != null) {
      return component + ".yaml";
    }
    return switch (object.getKind()) {
      case "Namespace" -> "00-namespace.yaml";
      case "PersistentVolumeClaim" -> "shared-volumes.yaml";
      case "NetworkPolicy" -> "shared-networks.yaml";
      case "Pod" -> object.getMetadata().getName() + ".yaml";
      default -> "shared-files.yaml";
    };
  }

  /** A service may be called secrets, and then has the file of that name. */
  private static Path free(Path folder, Map<Path, String> files) {
    Path file = folder.resolve("secrets.yaml");
    return files.containsKey(file) ? folder.resolve("separate-secrets.yaml") : file;
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
