package dev.sild.output.chart;

import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.kubernetes.objects.StoredTree;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Text;
import dev.sild.output.layout.LayoutFile;
import dev.sild.output.trace.TemplatedScalar;
import dev.sild.output.trace.TemplatedScalars;
import dev.sild.output.trace.TextConversion;
import dev.sild.output.trace.TracedTexts;
import dev.sild.output.trace.Traces;
import dev.sild.syntax.HelmText;
import dev.sild.syntax.YamlComment;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Objects as templates of a chart: where something is a value, the template asks for it. */
final class ChartTemplates {
    /** Helm cuts off empty lines at the end of an object, which may be those of a file in it. */
    private static final String KEEP_LINES = YamlComment.line("The empty lines above belong to the file.");

    private final ChartValues values = new ChartValues();
    private final Map<String, Container> containers = new HashMap<>();
    private final Map<String, String> byImage = new LinkedHashMap<>();
    private final Traces traces;
    private final ChartExpressions asking;
    private final ChartHosts hosts;
    private final Optional<ChartSecrets> secrets;
    private final Map<String, Set<String>> byFiles = new HashMap<>();
    private final Set<String> jobs = new TreeSet<>();
    /** The Deployments whose number of replicas an autoscaler sets. */
    private final Set<String> scaled = new HashSet<>();

    /** The names of volumes by the names of their claims: values have those, as the compose file does. */
    private final Map<String, String> volumes = new HashMap<>();

    /**
     * Makes those of all objects of a chart.
     *
     * @param holdSecrets whether the values of Secrets are in the templates
     */
    ChartTemplates(List<Application> applications, List<HasMetadata> objects, Traces traces, boolean holdSecrets) {
        this.traces = traces;
        this.asking = new ChartExpressions(traces, values, holdSecrets);
        this.hosts = new ChartHosts(values, asking);
        this.secrets = holdSecrets ? Optional.empty() : Optional.of(new ChartSecrets(asking, values));
        for (Application application : applications) {
            application.volumes().forEach(volume -> volumes.put(Index.object(application, volume), volume.name()));
            for (Component component : application.components()) {
                component.containers().forEach(container -> containers.put(container.name(), container));
                component.inits().forEach(container -> containers.put(container.name(), container));
            }
        }
        for (HasMetadata object : objects) {
            list(pod(map(ObjectTree.of(object), "spec")), "containers")
                    .forEach(container -> byImage.putIfAbsent(
                            (String) container.get("image"), key(object, (String) container.get("name"))));
            if (object instanceof HorizontalPodAutoscaler scaler) {
                scaled.add(scaler.getSpec().getScaleTargetRef().getName());
            }
            if (object instanceof Job) {
                jobs.add(object.getMetadata().getName());
            }
            if (object instanceof ConfigMap) {
                // The hash of a weak secret could be guessed.
                byFiles.put(object.getMetadata().getName(), traces.variablesOf(object));
            }
        }
    }

    /** Returns what a container's values are found by: its name, after that of its component where they differ. */
    private static String key(HasMetadata object, String container) {
        String file = LayoutFile.nameFor(object);
        String component = file.substring(0, file.lastIndexOf('.'));
        return component.equals(container) ? container : component + "/" + container;
    }

    private static Map<String, Object> pod(Map<String, Object> spec) {
        Map<String, Object> job = map(map(spec, "jobTemplate"), "spec");
        return map(map(job.isEmpty() ? spec : job, "template"), "spec");
    }

    /** Returns the values that the templates made so far ask for. */
    ChartValues values() {
        return values;
    }

    /** Returns the helpers that the templates made so far include; empty where they include none. */
    String helpers() {
        return (asking.needsHelpers() ? TextConversion.HELPERS : "")
                + (asking.needsHelpers() && asking.needsSecretHelper() ? "\n" : "")
                + (asking.needsSecretHelper() ? ChartSecrets.HELPER : "");
    }

    String of(List<HasMetadata> objects) {
        StringBuilder documents = new StringBuilder();
        for (HasMetadata object : objects) {
            Map<String, Object> tree = traces.into(ObjectTree.of(object), object);
            String name = object.getMetadata().getName();
            switch (object.getKind()) {
                case "Ingress" -> hosts.ingress(name, map(tree, "spec"));
                case "HTTPRoute" -> hosts.route(name, map(tree, "spec"));
                case "PersistentVolumeClaim" -> claim(volumes.getOrDefault(name, name), map(tree, "spec"));
                case "Secret" ->
                    secrets.ifPresent(values -> map(tree, "data")
                            .replaceAll((key, value) -> template(values.expression(name, key, value))));
                default -> workload(object, map(tree, "spec"));
            }
            String yaml = YamlWriter.write(
                    List.of(StoredTree.of(TemplatedScalars.mapped(
                            tree,
                            (path, scalar) -> scalar instanceof TemplatedScalar asked
                                    ? template(expression(asked, tree))
                                    : scalar))),
                    this::escaped);
            documents
                    .append(documents.isEmpty() ? "" : "---\n")
                    .append(yaml)
                    .append(yaml.endsWith("\n\n") ? KEEP_LINES : "");
        }
        return documents.toString();
    }

    private String expression(TemplatedScalar asked, Map<String, Object> tree) {
        Set<String> names = TracedTexts.names(asked.text(), new TreeSet<>());
        if (!names.isEmpty()) {
            return asking.of(asked);
        }
        TemplatedScalars.of(pod(map(tree, "spec")))
                .values()
                .forEach(name -> names.addAll(byFiles.getOrDefault(name, Set.of())));
        return asking.checksum(asked.text().value(), names);
    }

    private static Object plain(Object scalar) {
        return scalar instanceof TemplatedScalar asked ? asked.was() : scalar;
    }

    /** The objects' own braces are not the template's; a Job cannot change, so that each upgrade has its own. */
    private String escaped(String string) {
        String own = HelmText.literal(string);
        for (String job : jobs) {
            own = own.replaceAll(
                    "(?<![\\w.-])" + Pattern.quote(job) + "(?![\\w.-])",
                    Matcher.quoteReplacement(job + "-" + HelmText.action(".Release.Revision")));
        }
        return own;
    }

    static YamlWriter.Verbatim template(String expression) {
        return new YamlWriter.Verbatim(HelmText.action(expression + " | toJson"));
    }

    private static String index(String section, String name) {
        return "(index .Values." + section + " " + HelmText.string(name) + ")";
    }

    private void workload(HasMetadata object, Map<String, Object> spec) {
        String name = object.getMetadata().getName();
        if (object instanceof Deployment && !spec.containsKey("replicas") && !scaled.contains(name)) {
            // A chart's user sets the number, also where the compose file leaves it out.
            Map<String, Object> rest = new LinkedHashMap<>(spec);
            spec.clear();
            spec.put("replicas", 1);
            spec.putAll(rest);
        }
        if (plain(spec.get("replicas")) instanceof Integer) {
            values.replicas().put(name, asking.value(spec.get("replicas"), ChartValues.NUMBER));
            spec.put(
                    "replicas",
                    template(TextConversion.NUMBER.template("tpl (" + index("replicas", name) + " | toString) .")));
        }
        list(spec, "volumeClaimTemplates")
                .forEach(claim -> claim(name + "-" + map(claim, "metadata").get("name"), map(claim, "spec")));
        Map<String, Object> pod = pod(spec);
        // What fills a volume from the image of another container follows it to its new version.
        list(pod, "containers").forEach(container -> container(container, key(object, (String) container.get("name"))));
        list(pod, "initContainers")
                .forEach(container -> container(
                        container,
                        containers.containsKey(container.get("name"))
                                ? key(object, (String) container.get("name"))
                                : byImage.getOrDefault(
                                        plain(container.get("image")), key(object, (String) container.get("name")))));
    }

    private void container(Map<String, Object> tree, String key) {
        Optional<Container> known = Optional.ofNullable(containers.get(tree.get("name")));
        String image = (String) plain(tree.get("image"));
        values.images().computeIfAbsent(key, first -> imageValue(known, image));
        tree.put("image", template("tpl " + index("images", key) + " ."));
        if (known.isPresent()) {
            values.resources()
                    .put(
                            key,
                            TemplatedScalars.mapped(
                                    map(tree, "resources"),
                                    (path, scalar) -> asking.value(scalar, ChartValues.QUANTITY)));
            tree.put("resources", template("tpl (" + index("resources", key) + " | toYaml) . | fromYaml"));
            environment(tree, known.get());
            words(tree, "command", known.get().command());
            words(tree, "args", known.get().args());
        }
    }

    private String imageValue(Optional<Container> container, String image) {
        Optional<Text> text =
                container.map(Container::image).filter(known -> known.value().equals(image) && hasVariable(known));
        return text.isEmpty() ? HelmText.literal(image) : asking.valueOf(text.get());
    }

    private void environment(Map<String, Object> tree, Container container) {
        Map<String, Text> texts = new HashMap<>();
        container.env().forEach(variable -> texts.put(variable.name(), variable.value()));
        for (Map<String, Object> variable : list(tree, "env")) {
            Text text = texts.get(variable.get("name"));
            if (text != null && variable.containsKey("value") && hasVariable(text)) {
                variable.put("value", template(asking.expanded(text)));
            }
        }
    }

    private void words(Map<String, Object> tree, String key, List<Text> texts) {
        if (tree.get(key) instanceof List<?> words
                && words.size() == texts.size()
                && texts.stream().anyMatch(ChartTemplates::hasVariable)) {
            List<Object> templated = new ArrayList<>(words);
            for (int i = 0; i < texts.size(); i++) {
                if (hasVariable(texts.get(i))) {
                    templated.set(i, template(asking.expanded(texts.get(i))));
                }
            }
            tree.put(key, templated);
        }
    }

    /** Whether a text consists of variables and fixed parts. */
    private static boolean hasVariable(Text text) {
        return TracedTexts.parts(text).stream().anyMatch(Text.Variable.class::isInstance)
                && TracedTexts.parts(text).stream()
                        .allMatch(part -> part instanceof Text.Variable
                                || part instanceof Text.Literal
                                || part instanceof Text.EnvRef);
    }

    private void claim(String name, Map<String, Object> spec) {
        Map<String, Object> requests = map(map(spec, "resources"), "requests");
        if (plain(requests.get("storage")) instanceof String) {
            Map<String, Object> terms = new LinkedHashMap<>();
            terms.put("size", asking.value(requests.get("storage"), ChartValues.QUANTITY));
            terms.put("class", asking.value(spec.get("storageClassName"), ""));
            values.storage().put(name, terms);
            requests.put("storage", template("tpl " + index("storage", name) + ".size ."));
            String own = index("storage", name) + ".class";
            spec.put(
                    "storageClassName",
                    template("ternary nil (tpl (" + own + " | toString) .) (kindIs \"invalid\" " + own + ")"));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> tree, String key) {
        return tree.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> tree, String key) {
        return tree.get(key) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }
}
