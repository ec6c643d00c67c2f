package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Each value of the chart of an example, set to another one, and what that changes: nothing else. */
@Tag("executable")
class ChartValuesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/charts/web-stack-values.txt");

    /** What a value is set to, by its last key. */
    private static final Map<String, Object> OTHERS = Map.ofEntries(
            Map.entry("nameOverride", "other"),
            Map.entry("imagePullSecrets", List.of(Map.of("name", "registry"))),
            Map.entry("repository", "registry.example.com/other"),
            Map.entry("tag", "9.9"),
            Map.entry("digest", "sha256:" + "0".repeat(64)),
            Map.entry("pullPolicy", "Always"),
            Map.entry("resources", Map.of("limits", Map.of("cpu", "2"))),
            Map.entry("existingSecret", "mine"),
            Map.entry("existingClaim", "mine"),
            Map.entry("size", "7Gi"),
            Map.entry("storageClass", "fast"),
            Map.entry("annotations", Map.of("example.com/note", "x")),
            Map.entry("type", "NodePort"),
            Map.entry("name", "robot"),
            Map.entry("podAnnotations", Map.of("example.com/note", "x")),
            Map.entry("podLabels", Map.of("team", "blue")),
            Map.entry("podSecurityContext", Map.of("supplementalGroups", List.of(1234))),
            Map.entry("securityContext", Map.of("readOnlyRootFilesystem", true)),
            Map.entry("livenessProbe", Map.of("tcpSocket", Map.of("port", 99))),
            Map.entry("readinessProbe", Map.of("periodSeconds", 99)),
            Map.entry("nodeSelector", Map.of("disk", "ssd")),
            Map.entry("tolerations", List.of(Map.of("key", "spot", "operator", "Exists"))),
            Map.entry("affinity", Map.of("nodeAffinity", Map.of())),
            Map.entry("extraEnv", List.of(Map.of("name", "MORE", "value", "x"))),
            Map.entry("extraVolumes", List.of(Map.of("name", "more", "emptyDir", Map.of()))),
            Map.entry("extraVolumeMounts", List.of(Map.of("name", "more", "mountPath", "/more"))));

    @Test
    void eachValueChangesWhatItsCommentSays(@TempDir Path folder) throws IOException {
        new Fixture(
                        "web-stack",
                        Path.of("examples/web-stack"),
                        Map.of("DB_PASSWORD", "geheim"),
                        List.of("--expose", "ingress", "--host", "shop.example.com"))
                .chart(folder);
        // Helm renders no hooks here.
        Path test = folder.resolve("templates/tests/connection.yaml");
        Files.writeString(test, Files.readString(test).replaceAll("(?m)^    helm.sh/hook: test\n", ""));
        Map<String, String> before = scalars(WrittenChart.template(folder, ""));
        List<List<String>> paths = new ArrayList<>();
        Map<String, Object> schema = new Yaml().load(Files.readString(folder.resolve("values.schema.json")));
        leaves(schema, List.of(), paths);

        StringBuilder all = new StringBuilder();
        for (List<String> path : paths) {
            Object other = other(schemaAt(schema, path), path);
            Map<String, String> after = scalars(WrittenChart.template(folder, new Yaml().dump(nested(path, other))));
            List<String> changes = changes(before, after);
            assertThat(changes).as("%s does nothing", path).isNotEmpty();
            all.append(String.join(".", path))
                    .append(other instanceof Map || other instanceof List ? ":" : ": " + other)
                    .append('\n');
            changes.forEach(change -> all.append("  ").append(change).append('\n'));
        }

        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, all.toString());
        }
        assertThat(all.toString()).isEqualTo(Files.readString(GOLDEN));
    }

    private static Map<String, Object> schemaAt(Map<String, Object> schema, List<String> path) {
        Map<String, Object> inner = schema;
        for (String key : path) {
            inner = Tree.map(inner, "properties", key);
        }
        return inner;
    }

    private static Object other(Map<String, Object> schema, List<String> path) {
        String last = path.get(path.size() - 1);
        return switch (last) {
            case "accessModes" -> List.of("ReadWriteMany");
            case "replicas" -> schema.containsKey("maximum") ? 0 : 3;
            case "enabled" -> false;
            case "className" -> "nginx";
            case "hosts" -> List.of("a.example.com", "b.example.com");
            case "tls" -> List.of(Map.of("secretName", "tls", "hosts", List.of("a.example.com")));
            default -> OTHERS.getOrDefault(last, "changed");
        };
    }

    /** Finds the values: what has no values below it. */
    private static void leaves(Map<String, Object> schema, List<String> path, List<List<String>> paths) {
        Map<String, Object> properties = Tree.map(schema, "properties");
        boolean isLeaf = !path.isEmpty()
                && (properties.isEmpty() || path.get(path.size() - 1).equals("resources"));
        if (isLeaf) {
            paths.add(path);
            return;
        }
        properties.keySet().forEach(key -> {
            if (path.isEmpty() && key.equals("enabled")) {
                // Of the chart that this one is part of.
                return;
            }
            List<String> inner = new ArrayList<>(path);
            inner.add(key);
            leaves(Tree.map(properties, key), inner, paths);
        });
    }

    private static Map<String, Object> nested(List<String> path, Object value) {
        Map<String, Object> nested = new LinkedHashMap<>();
        nested.put(path.get(0), path.size() == 1 ? value : nested(path.subList(1, path.size()), value));
        return nested;
    }

    private static List<String> changes(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<String> changes = new ArrayList<>();
        TreeSet<String> whole = new TreeSet<>();
        for (String name : names) {
            String old = before.get(name);
            String now = after.get(name);
            String object = name.substring(0, name.indexOf(' '));
            boolean isGone = after.keySet().stream().noneMatch(each -> each.startsWith(object + " "));
            if (isGone) {
                if (whole.add(object)) {
                    changes.add(object + " is gone");
                }
            } else if (old == null || !old.equals(now)) {
                boolean isHash = name.contains("checksum/");
                String was = old == null || isHash ? "" : old + " -> ";
                changes.add(name + ": " + was + (now == null ? "nothing" : isHash ? "another hash" : now));
            }
        }
        return changes;
    }

    private static Map<String, String> scalars(String yaml) {
        Map<String, String> scalars = new TreeMap<>();
        for (Map<String, Object> object : Tree.documents(yaml)) {
            scalars(object, Tree.text(object, "kind") + "/" + Tree.text(object, "metadata", "name") + " ", "", scalars);
        }
        return scalars;
    }

    private static void scalars(Object tree, String path, String separator, Map<String, String> scalars) {
        if (tree instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, value) -> scalars(value, path + separator + key, ".", scalars));
        } else if (tree instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                scalars(list.get(i), path + "[" + i + "]", ".", scalars);
            }
        } else {
            scalars.put(path, String.valueOf(tree));
        }
    }
}
