package dev.sild.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is emitted has no field that the oldest version of Kubernetes lacks, unless the user names a newer one. */
class FieldVersionsTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    /** Kinds that come with definitions of their own. */
    private static final Set<String> OTHERS = Set.of(
            "gateway.networking.k8s.io",
            "monitoring.coreos.com",
            "external-secrets.io",
            "sild.dev",
            "policy.linkerd.io",
            "security.istio.io",
            "networking.istio.io");

    private static final Map<String, Map<String, Field>> TYPES = types();

    /** A field: the type of its value or items, which may be empty, and the minor version that brought it. */
    private record Field(String type, int since) {}

    @Test
    void goldensHaveNoFieldThatTheOldestVersionLacks() throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> kinds = new TreeSet<>();
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            for (Path file : files.filter(path -> path.getFileName().toString().equals("out.yaml"))
                    .sorted()
                    .toList()) {
                int version = version(file.resolveSibling("args"));
                for (Map<String, Object> object : Tree.documents(Files.readString(file))) {
                    String api = Tree.text(object, "apiVersion");
                    if (api.isEmpty() || OTHERS.contains(api.substring(0, Math.max(0, api.indexOf('/'))))) {
                        continue;
                    }
                    String kind = Tree.text(object, "kind");
                    if (!TYPES.containsKey(kind)) {
                        wrong.add(file + ": the kind " + kind + " is in no version that is known");
                        continue;
                    }
                    kinds.add(kind);
                    walk(object, kind, version, file + ": " + kind, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(kinds).contains("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "NetworkPolicy", "Pod");
    }

    @Test
    void aFieldOfANewerVersionIsFound() {
        List<String> wrong = new ArrayList<>();
        walk(Map.of("lifecycle", Map.of("stopSignal", "SIGINT")), "Container", 32, "x", wrong);
        assertThat(wrong).containsExactly("x.lifecycle.stopSignal needs 1.33");
        walk(Map.of("noSuchField", true), "Container", 32, "x", wrong);
        assertThat(wrong).hasSize(2);
    }

    private static void walk(Object tree, String type, int version, String path, List<String> wrong) {
        if (tree instanceof List<?> items) {
            items.forEach(item -> walk(item, type, version, path, wrong));
        } else if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String place = path + "." + key;
                Field field = TYPES.get(type).get(key.toString());
                if (field == null) {
                    wrong.add(place + " is in no version that is known");
                } else if (field.since() > version) {
                    wrong.add(place + " needs 1." + field.since());
                } else if (TYPES.containsKey(field.type())) {
                    walk(value, field.type(), version, place, wrong);
                }
            });
        }
    }

    private static int version(Path arguments) throws IOException {
        String given = Files.exists(arguments) ? Files.readString(arguments) : "";
        return given.contains("--kubernetes-version")
                ? Integer.parseInt(given.replaceAll("(?s).*--kubernetes-version\\s+1\\.(\\d+).*", "$1"))
                : KubernetesVersions.OLDEST_MINOR;
    }

    private static Map<String, Map<String, Field>> types() {
        Map<String, Map<String, Field>> types = new HashMap<>();
        try {
            for (String line : Files.readAllLines(RESOURCES.resolve("kubernetes-fields.txt"))) {
                if (!line.startsWith("#")) {
                    String[] words = line.split(" ");
                    Map<String, Field> fields = new HashMap<>();
                    for (String word : List.of(words).subList(1, words.length)) {
                        String[] parts = word.split("@1\\.");
                        String[] names = parts[0].split(":");
                        fields.put(
                                names[0],
                                new Field(
                                        names.length > 1 ? names[1] : "",
                                        parts.length > 1 ? Integer.parseInt(parts[1]) : 0));
                    }
                    types.put(words[0], fields);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return types;
    }
}
