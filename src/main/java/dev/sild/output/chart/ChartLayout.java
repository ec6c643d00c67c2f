package dev.sild.output.chart;

import dev.sild.kubernetes.KubernetesVersions;
import dev.sild.output.files.OutputFile;
import dev.sild.output.layout.FileList;
import dev.sild.output.layout.FilesLayout;
import dev.sild.output.layout.GitIgnore;
import dev.sild.output.layout.LayoutFile;
import dev.sild.output.layout.Manifests;
import dev.sild.output.layout.ObjectTrees;
import dev.sild.output.layout.SildMark;
import dev.sild.report.Json;
import dev.sild.syntax.HelmText;
import dev.sild.syntax.MarkdownText;
import dev.sild.syntax.YamlComment;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A Helm chart whose values are what differs from place to place: the variables of the compose file, images, how many
 * run, resources, hosts and storage. With the values it brings, its objects are those of every other layout.
 *
 * @see <a href="https://helm.sh/docs/topics/charts/">Charts</a>
 */
public final class ChartLayout {
    private static final String NOTES = """
      {{/* Written by sild. */ -}}
      %1$s is starting in the namespace {{ .Release.Namespace }}:

        kubectl --namespace {{ .Release.Namespace }} get pods -l app.kubernetes.io/instance=%1$s
      {{- range $name, $hosts := .Values.hosts }}
      {{- range $hosts }}

      {{ $name }} is at http://{{ tpl . $ }}
      {{- end }}
      {{- end }}
      """;

    private static final String README = """
      <!-- Written by sild. -->
      # %1$s

      A Helm chart written by sild. `sild convert --layout chart` updates it and keeps other files.

      ```sh
      helm upgrade --install %1$s . --namespace %1$s --create-namespace%3$s
      ```

      | values | meaning |
      | --- | --- |
      | `variables` | %2$s |
      %4$s| `images` | the image of each container, which may use variables, as in `{{ .Values.variables.TAG }}` |
      | `replicas` | the number of replicas of each service |
      | `resources` | the requests and limits of each container |
      | `hosts` | the host names of each ingress or route; like replicas, resources and storage, they may use variables |
      | `storage` | the size and class of each claim; the class null is the default class of the cluster |

      `values.schema.json` rejects invalid values. Objects have fixed names: install the chart once per namespace. One-shot
      jobs run again with every upgrade, as with every `docker compose up`.
      """;

    private static final String SECRETS_ROW =
            "| `secrets` | other keys of Secrets, each a string, or bytes as" + " `{base64: …}` |\n";

    private static final String SECRETS = """

      ## Secrets

      Only `secrets.values.yaml` contains secret values. `.gitignore` keeps it out of git and `.helmignore` out of a package,
      so a fresh checkout does not contain it. Run sild again to write it, or set these keys in your own values file:

      %s""";

    private ChartLayout() {}

    /**
     * Returns the files.
     *
     * @param objects without the Secrets that are not to be in the chart
     * @param holdsSecrets whether the values of Secrets are in the templates, and not in a values file of their own
     */
    public static List<LayoutFile> of(Manifests manifests, List<HasMetadata> objects, boolean holdsSecrets) {
        ChartTemplates templates =
                new ChartTemplates(manifests.applications(), objects, manifests.traces(), holdsSecrets);
        Map<String, List<HasMetadata>> byFile = new TreeMap<>(FilesLayout.grouped(objects));
        List<LayoutFile> files = new ArrayList<>();
        files.add(LayoutFile.of("Chart.yaml", about(manifests.name())));
        byFile.forEach((name, content) -> files.add(new LayoutFile(
                "templates/" + name,
                templates.of(content),
                holdsSecrets ? LayoutFile.of(name, content, ObjectTrees.PLAIN).mode() : OutputFile.Mode.PLAIN)));
        ChartValues values = templates.values();
        files.add(LayoutFile.of("values.yaml", values.yaml()));
        files.add(LayoutFile.of("values.schema.json", Json.ofLines(values.schema())));
        if (!templates.helpers().isEmpty()) {
            files.add(LayoutFile.of("templates/_helpers.tpl", templates.helpers()));
        }
        Optional<LayoutFile> secrets = ChartSecrets.file(manifests.name(), values);
        secrets.ifPresent(files::add);
        files.add(LayoutFile.of(
                ".helmignore",
                YamlComment.line(SildMark.WORDS + ".") + FileList.NAME + "\n"
                        + secrets.map(file -> GitIgnore.NAME + "\n" + file.name() + "\n")
                                .orElse("")));
        files.add(LayoutFile.of("templates/NOTES.txt", NOTES.formatted(HelmText.literal(manifests.name()))));
        files.add(LayoutFile.of(
                "README.md",
                README.formatted(
                                MarkdownText.plain(manifests.name()),
                                variables(values),
                                secrets.map(file -> " -f " + file.name()).orElse(""),
                                values.secrets().isEmpty() ? "" : SECRETS_ROW)
                        + secrets.map(file -> SECRETS.formatted(items(paths(values))))
                                .orElse("")));
        return files;
    }

    private static Set<String> paths(ChartValues values) {
        Set<String> paths = new TreeSet<>();
        values.lacking().keySet().forEach(name -> paths.add("variables." + name));
        values.secrets()
                .forEach((secret, keys) -> keys.keySet().forEach(key -> paths.add("secrets." + secret + "." + key)));
        return paths;
    }

    private static String about(String name) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("apiVersion", "v2");
        about.put("name", name);
        about.put("description", name + ", converted to Kubernetes by sild");
        about.put("type", "application");
        about.put("version", new YamlWriter.Verbatim("0.1.0"));
        about.put("kubeVersion", KubernetesVersions.chartConstraint());
        return YamlComment.line(SildMark.WORDS + ".") + YamlWriter.write(List.of(about));
    }

    private static String variables(ChartValues values) {
        String brought = values.variables().isEmpty()
                ? "no variable of the compose file can be set here"
                : "variables of the compose file: " + listed(values.variables().keySet());
        return values.others().isEmpty()
                ? brought
                : brought + ". You can also set these; by default they have their values at the time of"
                        + " conversion: " + listed(values.others());
    }

    /** Returns one line each, so that a service that comes or goes changes no other line. */
    private static String items(Set<String> names) {
        return names.stream().map(name -> "- `" + name + "`\n").collect(Collectors.joining());
    }

    private static String listed(Set<String> names) {
        return names.stream().map(MarkdownText::code).collect(Collectors.joining(", "));
    }
}
