package dev.sild.output.chart;

import static dev.sild.yaml.YamlMap.map;

import dev.sild.model.Lookup;
import dev.sild.output.layout.SildMark;
import dev.sild.syntax.YamlComment;
import dev.sild.yaml.CommentedValue;
import dev.sild.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a chart, each with its default, a comment that helm-docs prints, and a schema.
 *
 * @see <a href="https://github.com/norwoodj/helm-docs#valuesyaml-metadata">Comments of helm-docs</a>
 * @see <a href="https://helm.sh/docs/topics/charts/#schema-files">Schema files</a>
 */
final class ValueTree {
    /**
     * The order of keys: what belongs to the chart, then services by name. Within a service as people look for them.
     */
    private static final List<String> ORDER = List.of(
            "nameOverride",
            "global",
            "repository",
            "tag",
            "digest",
            "pullPolicy",
            "enabled",
            "className",
            "hosts",
            "hostnames",
            "size",
            "accessModes",
            "storageClass",
            "existingClaim",
            "image",
            "replicas",
            "variables",
            "env",
            "extraEnv",
            "existingSecret",
            "resources",
            "service",
            "ingress",
            "route",
            "persistence",
            "extraVolumes",
            "extraVolumeMounts",
            "serviceAccount",
            "podAnnotations",
            "podLabels",
            "podSecurityContext",
            "securityContext",
            "startupProbe",
            "livenessProbe",
            "readinessProbe",
            "nodeSelector",
            "tolerations",
            "affinity");

    /** The sections behind those of the services. */
    private static final List<String> LAST = List.of("persistence", "secrets", "helperImages", "tests");

    private static final YamlWriter.Verbatim NOTHING = new YamlWriter.Verbatim("null");

    private record Leaf(@Nullable Object value, String comment, Map<String, Object> schema) {}

    private record Branch(Map<String, Object> children, StringBuilder comment) {
        Branch() {
            this(new LinkedHashMap<>(), new StringBuilder());
        }
    }

    private final Branch root = new Branch();

    /** Adds a value; an earlier one at the same place is kept. */
    void put(ValuePath path, @Nullable Object value, String comment, Map<String, Object> schema) {
        Branch branch = branch(path.keys().subList(0, path.keys().size() - 1));
        branch.children.putIfAbsent(
                path.keys().get(path.keys().size() - 1), new Leaf(value, comment, new LinkedHashMap<>(schema)));
    }

    /** Adds a value in place of an earlier one at the same place. */
    void set(ValuePath path, Object value, String comment, Map<String, Object> schema) {
        Branch branch = branch(path.keys().subList(0, path.keys().size() - 1));
        String key = path.keys().get(path.keys().size() - 1);
        Leaf leaf = new Leaf(value, comment, new LinkedHashMap<>(schema));
        if (branch.children.put(key, leaf) instanceof Leaf earlier) {
            earlier.schema.forEach(leaf.schema::putIfAbsent);
        }
    }

    /** Adds a comment to a map of values. */
    void comment(ValuePath path, String comment) {
        Branch branch = branch(path.keys());
        branch.comment.setLength(0);
        branch.comment.append(comment);
    }

    /** Whether there is a value or a map of them. */
    boolean has(ValuePath path) {
        Object node = root;
        for (String key : path.keys()) {
            node = node instanceof Branch branch ? branch.children.get(key) : null;
        }
        return node != null;
    }

    /** Adds to the schema of a value that is there. */
    void constrain(ValuePath path, String keyword, Object value) {
        if (branch(path.keys().subList(0, path.keys().size() - 1))
                        .children
                        .get(path.keys().get(path.keys().size() - 1))
                instanceof Leaf leaf) {
            leaf.schema.put(keyword, value);
        }
    }

    private Branch branch(List<String> keys) {
        Branch branch = root;
        for (String key : keys) {
            branch = (Branch) branch.children.computeIfAbsent(key, first -> new Branch());
        }
        return branch;
    }

    /** Returns the keys of the top level, in order. */
    List<String> sections() {
        return sorted(root, true);
    }

    private static List<String> sorted(Branch branch, boolean top) {
        List<String> keys = new ArrayList<>(branch.children.keySet());
        keys.sort(Comparator.comparingInt((String key) -> top && LAST.contains(key)
                        ? ORDER.size() + 1 + LAST.indexOf(key)
                        : ORDER.contains(key) && (!top || ORDER.indexOf(key) < 2) ? ORDER.indexOf(key) : ORDER.size())
                .thenComparing(Comparator.naturalOrder()));
        return keys;
    }

    String yaml() {
        StringBuilder yaml = new StringBuilder(
                YamlComment.line("Written by sild. Put your changes in a separate file: helm upgrade -f mine.yaml"));
        for (String key : sections()) {
            yaml.append('\n').append(YamlWriter.write(List.of(map(key, written(Lookup.required(root.children, key))))));
        }
        return yaml.toString();
    }

    private static Object written(Object node) {
        if (node instanceof Leaf leaf) {
            Object value = leaf.value == null ? NOTHING : leaf.value;
            return leaf.comment.isEmpty() ? value : commented(leaf.comment, value);
        }
        Branch branch = (Branch) node;
        Map<String, Object> children = new LinkedHashMap<>();
        sorted(branch, false).forEach(key -> children.put(key, written(Lookup.required(branch.children, key))));
        return branch.comment.isEmpty() ? children : commented(branch.comment.toString(), children);
    }

    private static CommentedValue commented(String comment, Object value) {
        return new CommentedValue(List.of(YamlComment.line("-- " + comment).strip()), value);
    }

    /** Returns the schema: every value is known, and of its kind. */
    Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        sections().forEach(key -> properties.put(key, schema(Lookup.required(root.children, key))));
        // Helm itself puts global into the values, and a chart that this one is part of has more in it.
        properties.putIfAbsent("global", map("type", "object"));
        // The chart that this one is part of may have its condition there.
        properties.putIfAbsent("enabled", map("type", "boolean"));
        Trees.map(properties, "global").remove("additionalProperties");
        return map(
                "$schema",
                "http://json-schema.org/draft-07/schema#",
                "$comment",
                SildMark.WORDS,
                "type",
                "object",
                "additionalProperties",
                false,
                "properties",
                properties);
    }

    private static Map<String, Object> schema(Object node) {
        if (node instanceof Leaf leaf) {
            Map<String, Object> schema = new LinkedHashMap<>();
            if (!leaf.comment.isEmpty()) {
                schema.put("description", leaf.comment);
            }
            schema.putAll(leaf.schema);
            return schema;
        }
        Branch branch = (Branch) node;
        Map<String, Object> properties = new LinkedHashMap<>();
        sorted(branch, false).forEach(key -> properties.put(key, schema(Lookup.required(branch.children, key))));
        return map("type", "object", "additionalProperties", false, "properties", properties);
    }

    /**
     * A value that users find.
     *
     * @param path where it is
     * @param value its default; a map for several values that one comment describes
     * @param comment what it is for
     */
    record Described(ValuePath path, @Nullable Object value, String comment) {}

    /** Returns the values that users find, in order. */
    List<Described> described() {
        List<Described> all = new ArrayList<>();
        describe(root, new ValuePath(List.of()), all);
        return all;
    }

    private static void describe(Branch branch, ValuePath path, List<Described> all) {
        for (String key : sorted(branch, path.keys().isEmpty())) {
            ValuePath own = path.then(key);
            if (branch.children.get(key) instanceof Leaf leaf) {
                all.add(new Described(own, leaf.value, leaf.comment));
            } else {
                Branch inner = (Branch) Lookup.required(branch.children, key);
                if (inner.comment.isEmpty()) {
                    describe(inner, own, all);
                } else {
                    all.add(new Described(own, inner.children, inner.comment.toString()));
                }
            }
        }
    }
}
