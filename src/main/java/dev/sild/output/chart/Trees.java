package dev.sild.output.chart;

import dev.sild.model.Lookup;
import dev.sild.output.trace.TemplatedScalar;
import dev.sild.yaml.TemplateLines;
import dev.sild.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The trees of objects, which become templates. */
final class Trees {
    private Trees() {}

    /** Returns a map of a map; a new one where there is none. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Map<String, Object> tree, String key) {
        return tree.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
    }

    /** Returns the maps of a list; empty where there is none. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> tree, String key) {
        return tree.get(key) instanceof List<?> list
                ? (List<Map<String, Object>>)
                        (List<?>) list.stream().filter(Map.class::isInstance).toList()
                : List.of();
    }

    /** Returns the name of a container, a variable or the metadata of an object. */
    static String name(Map<String, Object> tree) {
        return (String) Lookup.required(tree, "name");
    }

    /** Returns the spec of a workload's pods; empty where the object is no workload. */
    static Map<String, Object> pod(Map<String, Object> spec) {
        return map(template(spec), "spec");
    }

    /** Returns the template of a workload's pods; empty where the object is no workload. */
    static Map<String, Object> template(Map<String, Object> spec) {
        Map<String, Object> job = map(map(spec, "jobTemplate"), "spec");
        return map(job.isEmpty() ? spec : job, "template");
    }

    /** Returns what a scalar was when the project was converted. */
    static Object plain(Object scalar) {
        return scalar instanceof TemplatedScalar asked ? asked.was() : scalar;
    }

    /** Adds an entry behind another one, or at the end where there is none, unless there is one with its key. */
    static void insert(Map<String, Object> tree, String after, String key, Object value) {
        if (tree.containsKey(key)) {
            tree.put(key, value);
            return;
        }
        Map<String, Object> all = new LinkedHashMap<>(tree);
        tree.clear();
        all.forEach((each, own) -> {
            tree.put(each, own);
            if (each.equals(after)) {
                tree.put(key, value);
            }
        });
        tree.putIfAbsent(key, value);
    }

    /** Adds an entry before all others. */
    static void prepend(Map<String, Object> tree, String key, @Nullable Object value) {
        Map<String, Object> all = new LinkedHashMap<>(tree);
        tree.clear();
        tree.put(key, value);
        all.forEach(tree::putIfAbsent);
    }

    /** Whether a tree is the same with all values, so that it can be one itself. */
    static boolean isData(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(Trees::isData);
        }
        if (tree instanceof List<?> list) {
            return list.stream().allMatch(Trees::isData);
        }
        return !(tree instanceof TemplatedScalar
                || tree instanceof TemplateLines
                || tree instanceof YamlWriter.Verbatim);
    }
}
