package dev.sild.output.chart;

import dev.sild.kubernetes.KubernetesVersions;
import dev.sild.output.files.OutputFile;
import dev.sild.output.layout.FileList;
import dev.sild.output.layout.GitIgnore;
import dev.sild.output.layout.LayoutFile;
import dev.sild.output.layout.Manifests;
import dev.sild.output.layout.SildMark;
import dev.sild.report.Json;
import dev.sild.syntax.YamlComment;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Helm chart whose values are, by service, what differs from place to place. With the values it brings, its objects
 * are those of every other layout, but for what is a chart's: labels, checksums of what pods read, names of Jobs.
 *
 * @see <a href="https://helm.sh/docs/topics/charts/">Charts</a>
 */
public final class ChartLayout {
    private ChartLayout() {}

    /**
     * Returns the files.
     *
     * @param objects without the Secrets that are not to be in the chart
     * @param holdsSecrets whether the values of Secrets are in the templates, and not in a values file of their own
     */
    public static List<LayoutFile> of(Manifests manifests, List<HasMetadata> objects, boolean holdsSecrets) {
        ChartTemplates templates = ChartTemplates.of(manifests, objects, holdsSecrets);
        ChartContext chart = templates.chart();
        boolean hasLabels = ChartTemplates.hasLabels(manifests);
        List<LayoutFile> files = new ArrayList<>();
        templates
                .files()
                .forEach((name, template) -> files.add(new LayoutFile(
                        "templates/" + name,
                        template.text(),
                        holdsSecrets && template.objects().stream().anyMatch(Secret.class::isInstance)
                                ? OutputFile.Mode.SECRET
                                : OutputFile.Mode.PLAIN)));
        if (hasLabels) {
            chart.values()
                    .put(
                            ValuePath.of("nameOverride"),
                            "",
                            "Name in labels in place of the chart's, by which pods are selected: choose it before the first install",
                            ValueSchemas.text());
        }
        ChartTest test = new ChartTest(manifests, objects, hasLabels, chart);
        test.file().ifPresent(files::add);
        files.add(LayoutFile.of("Chart.yaml", about(manifests)));
        files.add(LayoutFile.of("values.yaml", chart.values().yaml()));
        files.add(
                LayoutFile.of("values.schema.json", Json.ofLines(chart.values().schema())));
        Set<ChartHelpers.Helper> helpers = templates.helpers();
        if (hasLabels) {
            helpers.add(ChartHelpers.Helper.LABELS);
        }
        files.add(LayoutFile.of(
                "templates/_helpers.tpl",
                ChartHelpers.of(chart.names(), helpers, chart.asking().needsHelpers())));
        Optional<LayoutFile> secrets = templates.secrets().flatMap(ChartSecrets::file);
        secrets.ifPresent(files::add);
        files.add(LayoutFile.of(
                ".helmignore",
                YamlComment.line(SildMark.WORDS + ".") + FileList.NAME + "\n"
                        + secrets.map(file -> GitIgnore.NAME + "\n" + file.name() + "\n")
                                .orElse("")));
        files.add(LayoutFile.of("templates/NOTES.txt", ChartNotes.of(manifests, objects, chart, hasLabels)));
        Set<ValuePath> lacking =
                templates.secrets().map(values -> values.lacking().keySet()).orElse(Set.of());
        files.add(LayoutFile.of("README.md", ChartReadme.of(manifests.name(), chart.values(), lacking)));
        return files;
    }

    private static String about(Manifests manifests) {
        String name = manifests.name();
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("apiVersion", "v2");
        about.put("name", name);
        about.put("description", name + ", converted to Kubernetes by sild");
        about.put("type", "application");
        about.put("version", new YamlWriter.Verbatim("0.1.0"));
        about.put("appVersion", MainImage.version(manifests));
        about.put("kubeVersion", KubernetesVersions.chartConstraint());
        return YamlComment.line(SildMark.WORDS + ".") + YamlWriter.write(List.of(about));
    }
}
