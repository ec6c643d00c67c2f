package dev.sild.output.kustomize;

import dev.sild.kubernetes.objects.ObjectTree;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The images of objects, as kustomize's {@code images} has them: by name, with the version that is in use. */
final class KustomizeImages {
    private KustomizeImages() {}

    /** Returns an entry for each image that all use in one version, but for those that {@code others} use too. */
    static List<Map<String, Object>> of(List<HasMetadata> objects, List<HasMetadata> others) {
        Map<String, Set<String>> versions = new TreeMap<>();
        references(objects)
                .forEach(reference -> versions.computeIfAbsent(name(reference), key -> new TreeSet<>())
                        .add(version(reference)));
        references(others).forEach(reference -> versions.remove(name(reference)));
        List<Map<String, Object>> images = new ArrayList<>();
        versions.forEach((name, used) -> {
            String version = used.iterator().next();
            if (used.size() == 1 && !version.isEmpty()) {
                images.add(new TreeMap<>(
                        version.startsWith("@")
                                ? Map.of("name", name, "digest", version.substring(1))
                                : Map.of("name", name, "newTag", version)));
            }
        });
        return images;
    }

    private static Set<String> references(List<HasMetadata> objects) {
        Set<String> references = new TreeSet<>();
        objects.forEach(object -> collect(ObjectTree.of(object), references));
        return references;
    }

    /** Volumes that are images have no image of their own in kustomize's eyes: it looks for those of containers. */
    private static void collect(Object node, Set<String> references) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("image") instanceof String image && map.containsKey("name")) {
                references.add(image);
            }
            map.values().forEach(value -> collect(value, references));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> collect(item, references));
        }
    }

    private static String name(String reference) {
        int at = reference.indexOf('@');
        String named = at < 0 ? reference : reference.substring(0, at);
        int colon = named.lastIndexOf(':');
        return colon > named.lastIndexOf('/') ? named.substring(0, colon) : named;
    }

    /**
     * Returns the tag, or the digest with its {@code @}; a reference with both has no version that kustomize could
     * keep.
     */
    private static String version(String reference) {
        String rest = reference.substring(name(reference).length());
        int at = rest.indexOf('@');
        return at > 0 || rest.isEmpty() ? "" : at == 0 ? rest : rest.substring(1);
    }
}
