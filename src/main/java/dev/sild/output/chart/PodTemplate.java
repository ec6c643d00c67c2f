package dev.sild.output.chart;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.model.Container;
import dev.sild.model.Text;
import dev.sild.output.chart.ChartSettings.Setting;
import dev.sild.output.trace.TemplatedScalar;
import dev.sild.output.trace.TextConversion;
import dev.sild.output.trace.TracedTexts;
import dev.sild.yaml.TemplateLines;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
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
            HelperImages helpers,
            Map<String, Container> known,
            Predicate<String> isFixed) {
        this.chart = chart;
        this.images = new ImageTemplate(chart);
        this.files = files;
        this.claims = claims;
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
        for (Map<String, Object> container : Trees.list(pod, "containers")) {
            container(container, chart.services().of(object, (String) container.get("name")));
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
        chart.settings()
                .block(
                        pod,
                        "affinity",
                        setting(key, "affinity", "Affinity of the pods", ValueSchemas.object()),
                        Map.of());
        chart.settings()
                .more(
                        pod,
                        "volumes",
                        setting(key, "extraVolumes", "Further volumes of the pods", ValueSchemas.objects()),
                        List.of());
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
        String name = (String) container.get("name");
        if (known.containsKey(name)) {
            container(container, chart.services().of(object, name));
            return;
        }
        ValuePath path = helpers.path(Trees.plain(container.get("image")));
        boolean isService = !path.keys().get(0).equals(HelperImages.SECTION);
        images.image(
                container,
                path,
                isService ? path.keys().get(0) : "",
                isService ? "the image" : "the image of init containers that wait or copy files");
    }

    private void container(Map<String, Object> tree, String key) {
        Optional<Container> container = Optional.ofNullable(known.get(tree.get("name")));
        container.ifPresent(model -> texts(tree, model));
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
        tree.replaceAll((name, value) -> chart.asking().resolved(value, key));
    }

    private void environment(Map<String, Object> tree, String key) {
        ValuePath path = ValuePath.of(key, "env");
        for (Map<String, Object> variable : Trees.list(tree, "env")) {
            String name = (String) variable.get("name");
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

    /** Texts in which the model still knows the variables: also where no other value could be tried. */
    private static void texts(Map<String, Object> tree, Container container) {
        if (tree.get("image") instanceof String image
                && container.image().value().equals(image)
                && hasVariable(container.image())) {
            tree.put("image", new TemplatedScalar(container.image(), TextConversion.TEXT, image, ""));
        }
        Map<String, Text> texts = new HashMap<>();
        container.env().forEach(variable -> texts.put(variable.name(), variable.value()));
        for (Map<String, Object> variable : Trees.list(tree, "env")) {
            Text text = texts.get(variable.get("name"));
            if (text != null && variable.containsKey("value") && hasVariable(text)) {
                variable.put("value", expanded(text, Trees.plain(variable.get("value"))));
            }
        }
        words(tree, "command", container.command());
        words(tree, "args", container.args());
    }

    private static void words(Map<String, Object> tree, String key, List<Text> texts) {
        if (tree.get(key) instanceof List<?> words
                && words.size() == texts.size()
                && texts.stream().anyMatch(PodTemplate::hasVariable)) {
            List<Object> templated = new ArrayList<>(words);
            for (int i = 0; i < texts.size(); i++) {
                if (hasVariable(texts.get(i))) {
                    templated.set(i, expanded(texts.get(i), Trees.plain(words.get(i))));
                }
            }
            tree.put(key, templated);
        }
    }

    /** Each {@code $} of a text is doubled, as Kubernetes makes one of two. */
    private static TemplatedScalar expanded(Text text, Object was) {
        List<Text> parts = TracedTexts.parts(text).stream()
                .map(part -> part instanceof Text.Variable
                        ? part
                        : Text.of(
                                part instanceof Text.EnvRef reference
                                        ? "$(" + reference.name() + ")"
                                        : part.value().replace("$", "$$")))
                .toList();
        return new TemplatedScalar(
                parts.size() == 1 ? parts.get(0) : new Text.Concat(parts), TextConversion.EXPANDED, was, "");
    }

    /** Whether a text consists of variables and fixed parts. */
    private static boolean hasVariable(Text text) {
        return TracedTexts.parts(text).stream().anyMatch(Text.Variable.class::isInstance)
                && TracedTexts.parts(text).stream()
                        .allMatch(part -> part instanceof Text.Variable
                                || part instanceof Text.Literal
                                || part instanceof Text.EnvRef);
    }
}
