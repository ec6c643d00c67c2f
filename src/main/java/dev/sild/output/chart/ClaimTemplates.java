package dev.sild.output.chart;

import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.model.Application;
import dev.sild.model.Lookup;
import dev.sild.output.chart.ChartSettings.Setting;
import dev.sild.syntax.HelmText;
import dev.sild.yaml.YamlWriter.Verbatim;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Claims: their size and storage class, or one that exists. The values of a claim that a single service uses are that
 * service's. Helm keeps the claims, as {@code docker compose down} keeps volumes.
 */
final class ClaimTemplates {
    private static final String SECTION = "persistence";
    private static final String MODES = "accessModes";

    private final ChartContext chart;
    /** The names of volumes by the names of their claims: values have those, as the compose file does. */
    private final Map<String, String> volumes = new HashMap<>();
    /** The keys of the services that mount each claim of the chart. */
    private final Map<String, Set<String>> users = new TreeMap<>();

    /** What fills volumes, by where their values are. */
    private final Map<ValuePath, String> seeds = new HashMap<>();

    private final ChartKeys keys;

    ClaimTemplates(ChartContext chart, List<Application> applications, List<HasMetadata> objects) {
        this.chart = chart;
        for (HasMetadata object : objects) {
            if (object instanceof PersistentVolumeClaim) {
                users.put(object.getMetadata().getName(), new TreeSet<>());
            }
        }
        for (Application application : applications) {
            application.volumes().forEach(volume -> volumes.put(Index.object(application, volume), volume.name()));
        }
        for (HasMetadata object : objects) {
            for (Map<String, Object> volume :
                    Trees.list(Trees.pod(Trees.map(ObjectTree.of(object), "spec")), "volumes")) {
                Object claim = Trees.map(volume, "persistentVolumeClaim").get("claimName");
                if (claim != null && users.containsKey(claim)) {
                    users.get(claim).add(chart.services().ofWorkload(object));
                }
            }
        }
        this.keys = new ChartKeys(users.keySet().stream().map(this::volume).toList());
        for (Application application : applications) {
            application
                    .volumes()
                    .forEach(volume -> volume.seed()
                            .filter(seed -> users.containsKey(Index.object(application, volume)))
                            .ifPresent(seed -> seeds.put(
                                    path(Index.object(application, volume)),
                                    ", which is filled from the first image of " + seed.container()
                                            + ": a later image does not change its files")));
        }
    }

    private String volume(String claim) {
        return volumes.getOrDefault(claim, claim);
    }

    private ValuePath path(String claim) {
        Set<String> own = Lookup.required(users, claim);
        String key = keys.of(volume(claim));
        return own.size() == 1 ? ValuePath.of(own.iterator().next(), SECTION, key) : ValuePath.of(SECTION, key);
    }

    /** Makes values of the names of the claims that pods mount. */
    void references(Map<String, Object> pod) {
        for (Map<String, Object> volume : Trees.list(pod, "volumes")) {
            Map<String, Object> source = Trees.map(volume, "persistentVolumeClaim");
            if (source.get("claimName") instanceof String claim && users.containsKey(claim)) {
                source.put(
                        "claimName",
                        new Verbatim(HelmText.action(
                                existing(claim) + " | default " + HelmText.string(claim) + " | quote")));
            }
        }
    }

    private String existing(String claim) {
        ValuePath path = path(claim).then("existingClaim");
        chart.values()
                .put(
                        path,
                        "",
                        "Name of a claim that exists, which the pods use instead of the chart's",
                        ValueSchemas.text());
        return path.expression();
    }

    /** Makes values of a claim, and returns the condition for it. */
    String claim(String name, Map<String, Object> tree) {
        Map<String, Object> metadata = Trees.map(tree, "metadata");
        Map<String, Object> annotations = Trees.map(metadata, "annotations");
        annotations.putIfAbsent("helm.sh/resource-policy", "keep");
        metadata.put("annotations", annotations);
        String owner = owner(path(name));
        chart.settings()
                .block(
                        metadata,
                        "annotations",
                        new Setting(
                                path(name).then("annotations"),
                                owner,
                                "Annotations of the claim; by default, Helm does not delete it",
                                ValueSchemas.strings()),
                        Map.of());
        size(path(name), owner, Trees.map(tree, "spec"));
        return "not " + existing(name);
    }

    /** Makes values of a claim of which each pod of a StatefulSet has its own. */
    void ofEachPod(String key, Map<String, Object> claim) {
        String name = Trees.name(Trees.map(claim, "metadata"));
        size(ValuePath.of(key, SECTION, new ChartKeys(Set.of(name)).of(name)), key, Trees.map(claim, "spec"));
    }

    private static String owner(ValuePath path) {
        return path.keys().size() == 3 ? path.keys().get(0) : "";
    }

    /** Returns the condition that pods of several nodes can mount a volume; empty for a volume without a value. */
    String canBeShared(String volume) {
        return users.keySet().stream()
                .filter(claim -> volume(claim).equals(volume))
                .findFirst()
                .map(claim ->
                        "or (has \"ReadWriteMany\" " + path(claim).then(MODES).expression() + ") " + existing(claim))
                .orElse("");
    }

    private void size(ValuePath path, String owner, Map<String, Object> spec) {
        if (spec.get(MODES) instanceof List<?> modes && Trees.isData(modes)) {
            chart.settings()
                    .block(
                            spec,
                            MODES,
                            new Setting(
                                    path.then(MODES),
                                    owner,
                                    "Access modes of the claim; choose them before the first install:"
                                            + " ReadWriteMany lets pods of several nodes mount it",
                                    ValueSchemas.accessModes()),
                            List.of());
        }
        Map<String, Object> requests = Trees.map(Trees.map(spec, "resources"), "requests");
        Object storage = requests.get("storage");
        if (storage != null && Trees.plain(storage) instanceof String) {
            requests.put(
                    "storage",
                    chart.settings()
                            .scalar(
                                    new Setting(
                                            path.then("size"),
                                            owner,
                                            "Size of the volume" + seeds.getOrDefault(path, ""),
                                            ValueSchemas.pattern(ValueSchemas.QUANTITY)),
                                    storage));
        }
        chart.settings()
                .optional(
                        spec,
                        "storageClassName",
                        "",
                        new Setting(
                                path.then("storageClass"),
                                owner,
                                "Storage class; empty for the cluster's default",
                                ValueSchemas.text()));
    }
}
