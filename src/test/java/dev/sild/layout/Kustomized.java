package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What kustomize builds of a base, compared with the list of the same objects. */
public final class Kustomized {
    private static final String CHECKSUM = "sild.dev/files";

    private Kustomized() {}

    /**
     * Generated Secrets and ConfigMaps have a hash of their content after their names, wherever those stand. Pods that
     * read a ConfigMap with such a name have no hash of it in an annotation.
     */
    public static void assertSame(String built, String list) {
        String same = built;
        Set<String> hashed = new HashSet<>();
        for (Map<String, Object> object : Tree.documents(list)) {
            String kind = Tree.text(object, "kind");
            if (kind.equals("Secret") || kind.equals("ConfigMap")) {
                String name = Tree.text(object, "metadata", "name");
                String named = same.replaceAll("(?<![\\w.-])" + name + "-[2456789bcdfghkmt]{10}(?![\\w.-])", name);
                if (!named.equals(same)) {
                    hashed.add(name);
                }
                same = named;
            }
        }
        // Generators say the type, which is the default; and a value of << is written as no other program reads it.
        Map<String, Object> is = Meaning.of(same.replace("type: Opaque\n", "").replaceAll("(?m): <<$", ": \"<<\""));
        Map<String, Object> means = Meaning.of(list);
        assertThat(is.keySet()).isEqualTo(means.keySet());
        means.forEach((name, object) -> {
            if (!checksum(is.get(name)).equals(checksum(object))) {
                assertThat(hashed).as(name).containsAll(configMaps(object, means.keySet()));
                withoutChecksum(object);
            }
            assertThat(is.get(name)).as(name).isEqualTo(object);
        });
    }

    private static String checksum(Object object) {
        return Tree.text(object, "spec", "template", "metadata", "annotations", CHECKSUM)
                + Tree.text(object, "spec", "jobTemplate", "spec", "template", "metadata", "annotations", CHECKSUM);
    }

    private static void withoutChecksum(Object object) {
        Object spec = Tree.at(object, "spec");
        Object template = Tree.at(spec, "template");
        Map<?, ?> metadata = (Map<?, ?>)
                Tree.at(template == null ? Tree.at(spec, "jobTemplate", "spec", "template") : template, "metadata");
        Map<?, ?> annotations = (Map<?, ?>) metadata.get("annotations");
        annotations.remove(CHECKSUM);
        if (annotations.isEmpty()) {
            metadata.remove("annotations");
        }
    }

    /** Returns the names of the ConfigMaps of the list that an object's pods refer to. */
    private static List<String> configMaps(Object node, Set<String> objects) {
        List<String> names = new ArrayList<>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (Set.of("configMap", "configMapRef", "configMapKeyRef").contains(key)) {
                    names.add(Tree.text(value, "name"));
                }
                names.addAll(configMaps(value, objects));
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> names.addAll(configMaps(item, objects)));
        }
        names.removeIf(name -> !objects.contains("ConfigMap/" + name));
        return names;
    }
}
