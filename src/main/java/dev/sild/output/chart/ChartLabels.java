package dev.sild.output.chart;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.syntax.HelmText;
import dev.sild.yaml.TemplateLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels of a chart's objects, as Helm's guide has them: the name is the chart's, the instance is the release, and
 * the component is the service. What selects pods follows.
 *
 * @see <a href="https://helm.sh/docs/chart_best_practices/labels/">Labels and annotations</a>
 */
final class ChartLabels {
    private static final String CHART = "helm.sh/chart";
    private static final String VERSION = "app.kubernetes.io/version";

    private final ChartNames names;
    /** The name of the application; empty where labels stay as they are. */
    private final String instance;

    /** @param instance the name of the one application, each component of which has its own name; empty otherwise */
    ChartLabels(ChartNames names, String instance) {
        this.names = names;
        this.instance = instance;
    }

    /** Returns a tree whose labels and selectors ask for those of the release. */
    Object of(Object tree) {
        return instance.isEmpty() ? tree : of(tree, true);
    }

    private Object of(Object tree, boolean isTop) {
        if (tree instanceof List<?> list) {
            List<Object> made = new ArrayList<>();
            list.forEach(item -> made.add(of(item, false)));
            return made;
        }
        if (!(tree instanceof Map<?, ?> map)) {
            return tree;
        }
        Map<String, Object> made = new LinkedHashMap<>();
        map.forEach((key, value) -> made.put(
                (String) key, isTop && key.equals("metadata") ? metadata((Map<?, ?>) value) : of(value, false)));
        return instance.equals(made.get(Labels.INSTANCE)) ? labels(made, "selectorLabels") : made;
    }

    private Map<String, Object> metadata(Map<?, ?> metadata) {
        Map<String, Object> made = new LinkedHashMap<>();
        metadata.forEach((key, value) -> made.put(
                (String) key,
                key.equals("labels") && value instanceof Map<?, ?> map && instance.equals(map.get(Labels.INSTANCE))
                        ? labels(map, "labels")
                        : value));
        return made;
    }

    private Map<String, Object> labels(Map<?, ?> own, String helper) {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put(
                "\0labels",
                TemplateLines.of(HelmText.line("include " + HelmText.string(names.helper(helper)) + " . | nindent "
                        + TemplateLines.INDENTATION)));
        if (own.containsKey(Labels.NAME)) {
            made.put(Labels.COMPONENT, own.get(Labels.NAME));
        }
        own.forEach((key, value) -> {
            boolean isHelpers = key.equals(Labels.NAME)
                    || key.equals(Labels.INSTANCE)
                    || key.equals(Labels.COMPONENT)
                    || helper.equals("labels")
                            && (key.equals(Labels.MANAGED_BY) || key.equals(CHART) || key.equals(VERSION));
            if (!isHelpers) {
                made.put((String) key, value);
            }
        });
        return made;
    }
}
