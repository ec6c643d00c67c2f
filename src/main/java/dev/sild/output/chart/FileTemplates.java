package dev.sild.output.chart;

import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.model.Lookup;
import dev.sild.syntax.HelmText;
import dev.sild.yaml.YamlWriter.Verbatim;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What pods read: their ConfigMaps and Secrets. Each one's content is a template of its own, whose checksum is in the
 * pods, so that they roll when it changes. A service may use a Secret that the chart does not make.
 */
final class FileTemplates {
    private static final String EXISTING = "existingSecret";

    private final ChartContext chart;
    /** The Secrets of the project, with their keys. */
    private final Map<String, Set<String>> secrets = new TreeMap<>();
    /** The ConfigMaps and Secrets of the chart, with their kind in the names of templates. */
    private final Map<String, Set<String>> inChart = new TreeMap<>();
    /** The keys of the services that use a Secret. */
    private final Map<String, Set<String>> users = new TreeMap<>();

    /**
     * @param all the objects of the project
     * @param objects those of them that are in the chart
     */
    FileTemplates(ChartContext chart, List<HasMetadata> all, List<HasMetadata> objects) {
        this.chart = chart;
        for (HasMetadata object : all) {
            if (object instanceof Secret secret) {
                Set<String> keys =
                        secret.getData() == null ? Set.of() : secret.getData().keySet();
                secrets.put(secret.getMetadata().getName(), new TreeSet<>(keys));
            }
        }
        for (HasMetadata object : objects) {
            if (object instanceof Secret || object instanceof ConfigMap) {
                inChart.computeIfAbsent(object.getMetadata().getName(), first -> new TreeSet<>())
                        .add(object.getKind());
            }
        }
        for (HasMetadata object : all) {
            Map<String, Object> pod = Trees.pod(Trees.map(ObjectTree.of(object), "spec"));
            each(
                    pod,
                    object,
                    (secret, key) -> users.computeIfAbsent(
                                    (String) secret.get(secret.containsKey("secretName") ? "secretName" : "name"),
                                    first -> new TreeSet<>())
                            .add(key));
        }
        users.keySet().retainAll(secrets.keySet());
    }

    /** Calls {@code use} with each reference of a pod to a Secret, and the key of the service that uses it. */
    private void each(Map<String, Object> pod, HasMetadata object, BiConsumer<Map<String, Object>, String> use) {
        String own = chart.services().ofWorkload(object);
        for (Map<String, Object> container : Trees.list(pod, "containers")) {
            String key = chart.services().of(object, Trees.name(container));
            environment(container, reference -> use.accept(reference, key));
        }
        for (Map<String, Object> container : Trees.list(pod, "initContainers")) {
            environment(container, reference -> use.accept(reference, own));
        }
        for (Map<String, Object> volume : Trees.list(pod, "volumes")) {
            if (volume.get("secret") instanceof Map<?, ?>) {
                use.accept(Trees.map(volume, "secret"), own);
            }
            for (Map<String, Object> source : Trees.list(Trees.map(volume, "projected"), "sources")) {
                if (source.get("secret") instanceof Map<?, ?>) {
                    use.accept(Trees.map(source, "secret"), own);
                }
            }
        }
    }

    private static void environment(
            Map<String, Object> container, java.util.function.Consumer<Map<String, Object>> use) {
        for (Map<String, Object> variable : Trees.list(container, "env")) {
            Map<String, Object> from = Trees.map(variable, "valueFrom");
            if (from.get("secretKeyRef") instanceof Map<?, ?>) {
                use.accept(Trees.map(from, "secretKeyRef"));
            }
        }
        for (Map<String, Object> from : Trees.list(container, "envFrom")) {
            if (from.get("secretRef") instanceof Map<?, ?>) {
                use.accept(Trees.map(from, "secretRef"));
            }
        }
    }

    /** Makes values of the names of the Secrets that pods use. */
    void references(HasMetadata object, Map<String, Object> pod) {
        each(pod, object, (reference, key) -> {
            String field = reference.containsKey("secretName") ? "secretName" : "name";
            if (reference.get(field) instanceof String name && secrets.containsKey(name)) {
                reference.put(
                        field,
                        new Verbatim(
                                HelmText.action(existing(key) + " | default " + HelmText.string(name) + " | quote")));
            }
        });
    }

    private String existing(String key) {
        String keys = users.entrySet().stream()
                .filter(secret -> secret.getValue().contains(key))
                .flatMap(secret -> Lookup.required(secrets, secret.getKey()).stream())
                .distinct()
                .collect(Collectors.joining(", "));
        ValuePath path = ValuePath.of(key, EXISTING);
        chart.values()
                .put(
                        path,
                        "",
                        "Name of a Secret that exists, which the pods use instead of the chart's; it needs the keys "
                                + keys,
                        ValueSchemas.text());
        return path.expression();
    }

    /** Returns the lines of annotations with the checksums of what pods read. */
    List<String> checksums(HasMetadata object) {
        Map<String, Object> pod = Trees.pod(Trees.map(ObjectTree.of(object), "spec"));
        Set<String> configs = new TreeSet<>();
        configs(pod, configs);
        Map<String, Set<String>> read = new TreeMap<>();
        each(
                pod,
                object,
                (reference, key) -> read.computeIfAbsent(
                                (String) reference.get(reference.containsKey("secretName") ? "secretName" : "name"),
                                first -> new TreeSet<>())
                        .add(key));
        List<String> lines = new ArrayList<>();
        for (String name : configs) {
            if (inChart.getOrDefault(name, Set.of()).contains("ConfigMap")) {
                lines.add(checksum("configmap", name));
            }
        }
        read.forEach((name, keys) -> {
            if (inChart.getOrDefault(name, Set.of()).contains("Secret")) {
                lines.add(HelmText.line("if " + noneExists(keys)));
                lines.add(checksum("secret", name));
                lines.add(HelmText.line("end"));
            }
        });
        return lines;
    }

    private String checksum(String kind, String name) {
        return "checksum/" + dev.sild.model.Names.label(kind + "-" + name) + ": "
                + HelmText.action("include " + HelmText.string(chart.names().content(kind, name)) + " . | sha256sum");
    }

    /** Returns the condition that one of these services uses the chart's Secret. */
    private String noneExists(Set<String> keys) {
        String all = keys.stream().map(this::existing).collect(Collectors.joining(" "));
        return keys.size() == 1 ? "not " + all : "not (and " + all + ")";
    }

    private static void configs(Object tree, Set<String> names) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof Map<?, ?> reference
                        && (key.equals("configMap") || key.equals("configMapRef") || key.equals("configMapKeyRef"))
                        && reference.get("name") instanceof String name) {
                    names.add(name);
                }
                configs(value, names);
            });
        } else if (tree instanceof List<?> list) {
            list.forEach(item -> configs(item, names));
        }
    }

    /** Returns the condition for a Secret; empty where it is always made. */
    String condition(String secret) {
        Set<String> keys = users.getOrDefault(secret, Set.of());
        return keys.isEmpty() ? "" : noneExists(keys);
    }

    /** Returns the name of the template of an object's content. */
    String content(HasMetadata object) {
        return chart.names()
                .content(
                        object instanceof Secret ? "secret" : "configmap",
                        object.getMetadata().getName());
    }
}
