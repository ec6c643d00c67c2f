package dev.sild.layout;

import dev.sild.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the objects of a chart mean, without what a chart has and a list has not: the labels of a release, the pod of
 * {@code helm test}, checksums, the policy that keeps claims, the default type of Services, and other hashes in the
 * names of Jobs.
 */
public final class ChartMeaning {
    /** The release of all charts here. */
    public static final String RELEASE = "test";

    private static final String LABELS = "app.kubernetes.io/";
    private static final Pattern HASH = Pattern.compile("-[0-9a-f]{8}$");

    private ChartMeaning() {}

    /** Returns what a list means, with which a chart can be compared. */
    public static Map<String, Object> ofList(String list) {
        return Meaning.of(
                Tree.documents(list).stream().map(ChartMeaning::withoutHashes).toList());
    }

    /**
     * Returns what a chart means.
     *
     * @param list the objects that it is compared with, which say the application's name
     */
    public static Map<String, Object> of(String rendered, String list) {
        return Meaning.of(documents(rendered, list));
    }

    /** Returns the objects of a chart as a list has them. */
    static List<Map<String, Object>> documents(String rendered, String list) {
        List<Map<String, Object>> listed = Tree.documents(list);
        String instance = listed.stream()
                .map(object -> Tree.text(object, "metadata", "labels", LABELS + "instance"))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
        boolean hasRelease = listed.stream()
                .allMatch(object -> Tree.text(object, "metadata", "labels", LABELS + "component")
                        .isEmpty());
        Map<String, String> jobs = new HashMap<>();
        List<Map<String, Object>> documents = Tree.documents(rendered);
        for (Map<String, Object> object : documents) {
            if (Tree.text(object, "kind").equals("Job")) {
                String name = Tree.text(object, "metadata", "name");
                listed.stream()
                        .filter(other -> Tree.text(other, "kind").equals("Job"))
                        .map(other -> Tree.text(other, "metadata", "name"))
                        .filter(other -> stem(other).equals(stem(name)))
                        .forEach(other -> jobs.put(name, other));
            }
        }
        List<Map<String, Object>> made = new ArrayList<>();
        for (Map<String, Object> object : documents) {
            if (!Tree.text(object, "metadata", "annotations", "helm.sh/hook").equals("test")) {
                made.add(withoutHashes(cast(of(object, hasRelease ? instance : null, jobs))));
            }
        }
        return made;
    }

    private static String stem(String job) {
        return HASH.matcher(job).replaceFirst("");
    }

    private static Map<String, Object> withoutHashes(Map<String, Object> object) {
        if (Tree.text(object, "kind").equals("Service")) {
            Tree.map(object, "spec").remove("type", "ClusterIP");
        }
        for (List<String> place : List.of(
                List.of("metadata"),
                List.of("spec", "template", "metadata"),
                List.of("spec", "jobTemplate", "spec", "template", "metadata"))) {
            Object metadata = Tree.at(object, place.toArray(String[]::new));
            // A chart states its own version.
            if (metadata instanceof Map<?, ?> map && map.get("labels") instanceof Map<?, ?> labels) {
                labels.remove(LABELS + "version");
            }
            Object annotations = metadata instanceof Map<?, ?> map ? map.get("annotations") : null;
            if (annotations instanceof Map<?, ?> map) {
                map.keySet()
                        .removeIf(key -> ((String) key).startsWith("checksum/")
                                || key.equals("sild.dev/files")
                                || key.equals("helm.sh/resource-policy"));
            }
        }
        return object;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object tree) {
        return (Map<String, Object>) tree;
    }

    private static Object of(Object tree, String instance, Map<String, String> jobs) {
        if (tree instanceof List<?> list) {
            List<Object> made = new ArrayList<>();
            list.forEach(item -> made.add(of(item, instance, jobs)));
            return made;
        }
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> made = new LinkedHashMap<>();
            map.forEach((key, value) -> made.put((String) key, of(value, instance, jobs)));
            if (instance != null && RELEASE.equals(made.get(LABELS + "instance"))) {
                labels(made, instance);
            }
            return made;
        }
        String text = tree instanceof String string ? string : "";
        for (Map.Entry<String, String> job : jobs.entrySet()) {
            text = text.replaceAll("(?<![\\w.-])" + Pattern.quote(job.getKey()) + "(?![\\w.-])", job.getValue());
        }
        return tree instanceof String ? text : tree;
    }

    private static void labels(Map<String, Object> labels, String instance) {
        labels.put(LABELS + "instance", instance);
        Object component = labels.remove(LABELS + "component");
        labels.remove(LABELS + "name");
        if (component != null) {
            labels.put(LABELS + "name", component);
        }
        if (labels.remove("helm.sh/chart") != null) {
            labels.remove(LABELS + "version");
            labels.remove("sild.dev/converted");
            labels.replace(LABELS + "managed-by", "Helm", "sild");
        }
    }
}
