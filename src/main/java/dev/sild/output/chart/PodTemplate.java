package dev.sild.output.chart;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.model.Container;
import dev.sild.model.Lookup;
import dev.sild.output.chart.ChartSettings.Setting;
import dev.sild.output.trace.TemplatedScalar;
import dev.sild.output.trace.TemplatedScalars;
import dev.sild.yaml.TemplateLines;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The pods of a workload: what of them and of their containers is a value. */
final class PodTemplate {
    /** The key of the Secrets with which images are pulled. */
    static final String PULL_SECRETS = "imagePullSecrets";

    private final ChartContext chart;
    private final ImageTemplate images;
    private final FileTemplates files;
    private final ClaimTemplates claims;
    private final AffinityTemplates affinities;
    private final HelperImages helpers;
    private final Map<String, Container> known;
    private final Predicate<String> isFixed;

    /**
     * @param known the containers of the model, by name
     * @param isFixed whether a text has to stay in the templates
     */
    PodTemplate(
            ChartContext chart,
            FileTemplates files,
            ClaimTemplates claims,
            AffinityTemplates affinities,
            HelperImages helpers,
            Map<String, Container> known,
            Predicate<String> isFixed) {
        this.chart = chart;
        this.images = new ImageTemplate(chart);
        this.files = files;
        this.claims = claims;
        this.affinities = affinities;
        this.helpers = helpers;
        this.known = known;
        this.isFixed = isFixed;
    }

    /** Makes values of what the template of a workload's pods has. */
    void pods(HasMetadata object, Map<String, Object> template) {
        String key = chart.services().ofWorkload(object);
        Map<String, Object> pod = Trees.map(template, "spec");
        metadata(object, key, template);
        files.references(object, pod);
        boolean isLasting = !(object instanceof Job || object instanceof CronJob);
        for (Map<String, Object> container : Trees.list(pod, "containers")) {
            container(container, chart.services().of(object, Trees.name(container)), isLasting);
        }
        for (Map<String, Object> container : Trees.list(pod, "initContainers")) {
            init(object, container);
        }
        claims.references(pod);
        settings(pod, key);
    }

    private void settings(Map<String, Object> pod, String key) {
        chart.settings()
                .optional(
                        pod,
                        "serviceAccountName",
                        "",
                        setting(key, "serviceAccount.name", "Service account of the pods", ValueSchemas.text()));
        pullSecrets(chart, pod);
        chart.settings()
                .block(
                        pod,
                        "nodeSelector",
                        setting(key, "nodeSelector", "Labels of the nodes that pods run on", ValueSchemas.object()),
                        Map.of());
        chart.settings()
                .block(
                        pod,
                        "tolerations",
                        setting(key, "tolerations", "Taints of nodes that pods tolerate", ValueSchemas.objects()),
                        List.of());
        affinities.pods(pod, setting(key, "affinity", "Affinity of the pods", ValueSchemas.object()));
        block(
                pod,
                "securityContext",
                setting(key, "podSecurityContext", "Security context of the pods", ValueSchemas.object()));
        chart.settings()
                .more(
                        pod,
                        "volumes",
                        setting(key, "extraVolumes", "Further volumes of the pods", ValueSchemas.objects()),
                        List.of());
    }

    /** Makes a value of the Secrets with which the images of a pod are pulled, unless it has its own. */
    static void pullSecrets(ChartContext chart, Map<String, Object> pod) {
        if (pod.get(PULL_SECRETS) == null) {
            chart.settings()
                    .block(
                            pod,
                            PULL_SECRETS,
                            new Setting(
                                    ValuePath.of("global", PULL_SECRETS),
                                    "",
                                    "Secrets with which images are pulled, each as {name: …}",
                                    ValueSchemas.objects()),
                            List.of());
        }
    }

    private static Setting setting(String key, String path, String comment, Map<String, Object> schema) {
        return new Setting(ValuePath.of(key).then(path.split("\\.")), key, comment, schema);
    }

    private void metadata(HasMetadata object, String key, Map<String, Object> template) {
        Map<String, Object> metadata = Trees.map(template, "metadata");
        chart.settings()
                .more(
                        metadata,
                        "labels",
                        setting(key, "podLabels", "Further labels of the pods", ValueSchemas.strings()),
                        Map.of());
        Map<String, Object> annotations = Trees.map(metadata, "annotations");
        annotations.remove(Labels.FILES_CHECKSUM);
        List<String> checksums = files.checksums(object);
        if (!checksums.isEmpty()) {
            Trees.prepend(annotations, "\0checksums", new TemplateLines(checksums));
        }
        metadata.put("annotations", annotations.isEmpty() ? null : annotations);
        chart.settings()
                .more(
                        metadata,
                        "annotations",
                        setting(key, "podAnnotations", "Further annotations of the pods", ValueSchemas.strings()),
                        Map.of());
        template.put("metadata", metadata);
    }

    /** What fills a volume from the image of another container follows it to its new version. */
    private void init(HasMetadata object, Map<String, Object> container) {
        String name = Trees.name(container);
        if (known.containsKey(name)) {
            container(container, chart.services().of(object, name), false);
            return;
        }
        ValuePath path = helpers.path(Trees.plain(Lookup.required(container, "image")));
        boolean isService = !path.keys().get(0).equals(HelperImages.SECTION);
        images.image(
                container,
                path,
                isService ? path.keys().get(0) : "",
                isService ? "the image" : "the image of init containers that wait or copy files");
    }

    private void container(Map<String, Object> tree, String key, boolean hasProbes) {
        Optional<Container> container = Optional.ofNullable(known.get(tree.get("name")));
        container.ifPresent(model -> ModelTexts.into(tree, model));
        images.image(tree, ValuePath.of(key, "image"), key, "the image");
        environment(tree, key);
        chart.settings()
                .more(
                        tree,
                        "env",
                        setting(
                                key,
                                "extraEnv",
                                "Further environment variables, as in a container",
                                ValueSchemas.objects()),
                        List.of());
        chart.settings()
                .block(
                        tree,
                        "resources",
                        setting(key, "resources", "Resource requests and limits", ValueSchemas.resources()),
                        Map.of());
        chart.settings()
                .more(
                        tree,
                        "volumeMounts",
                        setting(
                                key,
                                "extraVolumeMounts",
                                "Further volume mounts of the container",
                                ValueSchemas.objects()),
                        List.of());
        block(
                tree,
                "securityContext",
                setting(key, "securityContext", "Security context of the container", ValueSchemas.object()));
        if (hasProbes) {
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                String what = Character.toUpperCase(probe.charAt(0))
                        + probe.substring(1).replace("Probe", " probe");
                if (!probe.equals("startupProbe") || tree.containsKey(probe)) {
                    block(
                            tree,
                            probe,
                            setting(
                                    key,
                                    probe,
                                    what + " of the container; set a key of it to null to remove it",
                                    ValueSchemas.object()));
                }
            }
        }
        tree.replaceAll((name, value) -> chart.asking().resolved(value, key));
    }

    /** Makes an entry a value, unless it has a text that has to stay in the templates. */
    private void block(Map<String, Object> tree, String key, Setting setting) {
        if (TemplatedScalars.of(Trees.map(tree, key)).values().stream()
                .noneMatch(scalar -> Trees.plain(scalar) instanceof String text && isFixed.test(text))) {
            chart.settings().block(tree, key, setting, Map.of());
        }
    }

    private void environment(Map<String, Object> tree, String key) {
        ValuePath path = ValuePath.of(key, "env");
        for (Map<String, Object> variable : Trees.list(tree, "env")) {
            String name = Trees.name(variable);
            Object value = variable.get("value");
            if (value == null || Trees.plain(value) instanceof String text && isFixed.test(text)) {
                continue;
            }
            ValuePath own = path.then(name);
            Setting setting = new Setting(own, key, "", ValueSchemas.scalar());
            if (value instanceof TemplatedScalar asked) {
                variable.put(
                        "value",
                        chart.settings()
                                .only(setting, asked)
                                .orElseGet(() -> chart.asking().scalar(asked, key)));
            } else {
                variable.put("value", chart.settings().scalar(setting, value));
            }
        }
        if (chart.values().has(path)) {
            chart.values().comment(path, "Environment variables of the container");
        }
    }
}
