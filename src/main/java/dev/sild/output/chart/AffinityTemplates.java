package dev.sild.output.chart;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.output.chart.ChartSettings.Setting;
import dev.sild.syntax.HelmText;
import dev.sild.yaml.TemplateLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The affinity of pods as a value. Pods that share a volume that only one node can mount have to be on the same node:
 * that stays so with every value, until pods of several nodes can mount the volume. So do pods that find each other on
 * the network of their node.
 */
final class AffinityTemplates {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

    private final ChartContext chart;
    private final ClaimTemplates claims;
    /** What pods require of each other, by the keys of their workloads. */
    private final Map<String, Map<String, Object>> kept = new LinkedHashMap<>();

    AffinityTemplates(ChartContext chart, ClaimTemplates claims) {
        this.chart = chart;
        this.claims = claims;
    }

    /** Whether there are pods that have to be on the same node. */
    boolean exist() {
        return !kept.isEmpty();
    }

    /** Makes a value of the affinity of pods, and puts what stays aside for {@link #definitions}. */
    void pods(Map<String, Object> pod, Setting setting) {
        Map<String, Object> affinity = Trees.map(pod, "affinity");
        Map<String, Object> ofPods = Trees.map(affinity, "podAffinity");
        List<Object> required = new ArrayList<>();
        List<Object> others = new ArrayList<>();
        for (Map<String, Object> term : Trees.list(ofPods, REQUIRED)) {
            String label = label(term);
            if (label.isEmpty()) {
                others.add(term);
                continue;
            }
            String shared = label.equals(Labels.HOST_NETWORK)
                    ? ""
                    : claims.canBeShared(label.substring(Labels.VOLUME.length()));
            if (!shared.isEmpty()) {
                required.add(TemplateLines.of(HelmText.line("if not (" + shared + ")")));
            }
            required.add(term);
            if (!shared.isEmpty()) {
                required.add(TemplateLines.of(HelmText.line("end")));
            }
        }
        if (required.isEmpty()) {
            chart.settings().block(pod, "affinity", setting, Map.of());
            return;
        }
        putOrRemove(ofPods, REQUIRED, others);
        putOrRemove(affinity, "podAffinity", ofPods);
        Map<String, Object> aside = new LinkedHashMap<>();
        aside.put("required", required);
        String comment = setting.comment() + "; those that share a volume or their node's network stay on one node";
        String value = setting.path().expression();
        if (Trees.isData(affinity)) {
            chart.values().put(setting.path(), affinity, comment, setting.schema());
        } else {
            aside.put("affinity", affinity);
            chart.values()
                    .put(
                            setting.path(),
                            Map.of(),
                            comment + "; replaces any other affinity of the chart",
                            setting.schema());
        }
        kept.put(setting.owner(), aside);
        pod.put(
                "affinity",
                TemplateLines.of(
                        HelmText.line(
                                "with include " + HelmText.string(chart.names().helper("affinity")) + " (list " + value
                                        + " (include " + HelmText.string(name(setting.owner())) + " .))"),
                        "affinity:",
                        "  " + HelmText.line(". | nindent " + TemplateLines.INDENTATION),
                        HelmText.line("end")));
    }

    private static void putOrRemove(Map<String, Object> tree, String key, Object value) {
        boolean isEmpty = value instanceof Map<?, ?> map ? map.isEmpty() : ((List<?>) value).isEmpty();
        if (isEmpty) {
            tree.remove(key);
        } else {
            tree.put(key, value);
        }
    }

    /** Returns the label of a term that keeps pods with a volume or on a node's network together; empty for others. */
    private static String label(Map<String, Object> term) {
        return Trees.map(Trees.map(term, "labelSelector"), "matchLabels").keySet().stream()
                .filter(label -> label.startsWith(Labels.VOLUME) || label.equals(Labels.HOST_NETWORK))
                .findFirst()
                .orElse("");
    }

    private String name(String key) {
        return chart.names().content("affinity", key);
    }

    /** Adds the template of what the pods of a workload require of each other. */
    void definitions(String key, Function<Map<String, Object>, String> yaml, Map<String, String> definitions) {
        if (kept.containsKey(key)) {
            definitions.put(name(key), yaml.apply(kept.get(key)));
        }
    }
}
