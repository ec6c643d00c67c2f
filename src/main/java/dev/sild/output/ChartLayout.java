package dev.sild.output;

import dev.sild.report.Json;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A Helm chart whose values are what differs from place to place: the variables of the compose file, images, how many run,
 * resources, hosts and storage. With the values it brings, its objects are those of every other layout.
 *
 * @see <a href="https://helm.sh/docs/topics/charts/">Charts</a>
 */
final class ChartLayout {
  private static final String CHART = """
      # Written by sild.
      apiVersion: v2
      name: %1$s
      description: %1$s, carried over to Kubernetes by sild
      type: application
      version: 0.1.0
      """;

  private static final String NOTES = """
      {{/* Written by sild. */ -}}
      %1$s is starting in the namespace {{ .Release.Namespace }}:

        kubectl --namespace {{ .Release.Namespace }} get pods -l app.kubernetes.io/part-of=%1$s
      {{- range $name, $hosts := .Values.hosts }}
      {{- range $hosts }}

      {{ $name }} is at http://{{ tpl . $ }}
      {{- end }}
      {{- end }}
      """;

  private static final String README = """
      <!-- Written by sild. -->
      # %1$s

      A Helm chart that sild has written; `sild convert --layout chart` brings it up to date and leaves other files alone.

      ```sh
      helm upgrade --install %1$s . --namespace %1$s --create-namespace
      ```

      | values | what they are |
      | --- | --- |
      | `variables` | %2$s |
      | `images` | the image of each container; it may have variables in it, as `{{ .Values.variables.TAG }}` |
      | `replicas` | how many run of each service |
      | `resources` | the requests and limits of each container |
      | `hosts` | the host names of each ingress or route; like replicas, resources and storage, they may have variables in them, too |
      | `storage` | the size and class of each claim; a class of null is the cluster's default |

      `values.schema.json` refuses what none of them can be. Objects have fixed names: install it once in a namespace. What
      runs to its end runs again with every upgrade, as it does with every `docker compose up`.
      """;

  private ChartLayout() {}

  static List<LayoutFile> of(Manifests manifests, SecretsPlace.Split objects) {
    ChartTemplates templates = new ChartTemplates(manifests.applications(), objects.all(), manifests.traces());
    Map<String, List<HasMetadata>> byFile = new TreeMap<>(FilesLayout.grouped(objects.open()));
    List<LayoutFile> files = new ArrayList<>();
    files.add(LayoutFile.of(".helmignore", "# " + SildMark.WORDS + ".\n" + FileList.NAME + "\n"));
    files.add(LayoutFile.of("Chart.yaml", CHART.formatted(manifests.name())));
    byFile.forEach((name, content) -> files.add(templated(templates, "templates/" + name, content)));
    if (!objects.kept().isEmpty()) {
      files.add(templated(templates, "templates/" + (byFile.containsKey("secrets.yaml") ? "kept-secrets" : "secrets") + ".yaml",
          objects.kept()));
    }
    ChartValues values = templates.values();
    files.add(LayoutFile.of("values.yaml", values.yaml()));
    files.add(LayoutFile.of("values.schema.json", Json.ofLines(values.schema())));
    if (templates.needHelpers()) {
      files.add(LayoutFile.of("templates/_helpers.tpl", Form.HELPERS));
    }
    files.add(LayoutFile.of("templates/NOTES.txt", NOTES.formatted(manifests.name())));
    files.add(LayoutFile.of("README.md", README.formatted(manifests.name(), variables(values))));
    return files;
  }

  private static String variables(ChartValues values) {
    String brought = values.variables().isEmpty() ? "none of the compose file's variables stands where a value could take its place"
        : "those of the compose file: " + listed(values.variables().keySet());
    return values.others().isEmpty() ? brought : brought + ". These may be set, too, and are otherwise what they were when"
        + " the chart was written: " + listed(values.others());
  }

  private static String listed(Set<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static LayoutFile templated(ChartTemplates templates, String name, List<HasMetadata> objects) {
    LayoutFile plain = LayoutFile.of(name, objects);
    return new LayoutFile(name, templates.of(objects), plain.mode());
  }
}
