package dev.sild.output.chart;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.kubernetes.objects.StoredTree;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.output.layout.LayoutFile;
import dev.sild.output.layout.Manifests;
import dev.sild.output.layout.SildMark;
import dev.sild.output.trace.Traces;
import dev.sild.syntax.HelmText;
import dev.sild.syntax.YamlComment;
import dev.sild.yaml.YamlWriter;
import dev.sild.yaml.YamlWriter.Verbatim;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects as templates of a chart: where something is a value, the template asks for it. */
final class ChartTemplates {
    /** Helm cuts off white space at the end of an object, which may be that of a file in it. */
    private static final String KEEP_LINES = YamlComment.line("The white space above belongs to the file.");

    private final Traces traces;
    private final List<HasMetadata> objects;
    private final ChartContext chart;
    private final ChartLabels labels;
    private final ChartJobs jobs;
    private final FileTemplates files;
    private final ClaimTemplates claims;
    private final AffinityTemplates affinities;
    private final ReplicaLimits replicas;
    private final RouteTemplates routes;
    private final ServiceTemplates services;
    private final PodTemplate pods;
    private final Optional<ChartSecrets> secrets;
    /** The Deployments whose number of replicas an autoscaler sets. */
    private final Set<String> scaled = new HashSet<>();

    private ChartTemplates(Manifests manifests, List<HasMetadata> objects, boolean holdSecrets, VariableUses uses) {
        this.traces = manifests.traces();
        this.objects = objects;
        List<Application> applications = manifests.applications();
        ChartNames names = new ChartNames(manifests.name());
        ValueTree values = new ValueTree();
        ChartExpressions asking = new ChartExpressions(traces, values, uses, names, holdSecrets);
        this.chart = new ChartContext(
                names,
                new ServiceKeys(objects, applications.size() == 1),
                values,
                uses,
                asking,
                new ChartSettings(values, uses, asking));
        this.labels = new ChartLabels(
                names, hasLabels(manifests) ? applications.get(0).name() : "");
        this.jobs = new ChartJobs(chart, objects);
        this.files = new FileTemplates(chart, manifests.objects(), objects);
        this.claims = new ClaimTemplates(chart, applications, objects);
        this.affinities = new AffinityTemplates(chart, claims);
        this.replicas = new ReplicaLimits(objects);
        this.routes = new RouteTemplates(chart);
        this.services = new ServiceTemplates(chart, objects);
        this.secrets = holdSecrets ? Optional.empty() : Optional.of(new ChartSecrets(chart));
        Map<String, Container> known = new HashMap<>();
        for (Application application : applications) {
            for (Component component : application.components()) {
                Stream.concat(component.containers().stream(), component.inits().stream())
                        .forEach(container -> known.put(container.name(), container));
            }
        }
        this.pods = new PodTemplate(
                chart, files, claims, affinities, new HelperImages(objects, chart.services()), known, jobs::isNamedIn);
        for (HasMetadata object : objects) {
            if (object instanceof HorizontalPodAutoscaler scaler) {
                scaled.add(scaler.getSpec().getScaleTargetRef().getName());
            }
        }
    }

    /**
     * Makes the templates of a chart.
     *
     * @param objects without the Secrets that are not to be in the chart
     * @param holdSecrets whether the values of Secrets are in the templates
     */
    static ChartTemplates of(Manifests manifests, List<HasMetadata> objects, boolean holdSecrets) {
        VariableUses uses = new VariableUses();
        new ChartTemplates(manifests, objects, holdSecrets, uses).files();
        uses.complete();
        return new ChartTemplates(manifests, objects, holdSecrets, uses);
    }

    /** Whether the release is in the labels: parts of a stack find each other by those that they have. */
    static boolean hasLabels(Manifests manifests) {
        return manifests.applications().size() == 1
                && !manifests.applications().get(0).naming().hasApp();
    }

    ChartContext chart() {
        return chart;
    }

    Optional<ChartSecrets> secrets() {
        return secrets;
    }

    /** Returns the texts of the templates by the names of their files, and which objects are in each. */
    Map<String, Template> files() {
        Map<String, Template> byFile = new TreeMap<>();
        for (HasMetadata object : objects) {
            byFile.merge(file(object), document(object), Template::and);
        }
        return byFile;
    }

    /**
     * A file of templates.
     *
     * @param definitions the templates that others include
     * @param documents the objects
     * @param objects what they are made of
     */
    record Template(String definitions, String documents, List<HasMetadata> objects) {
        private Template and(Template other) {
            return new Template(
                    definitions + other.definitions,
                    documents + "---\n" + other.documents,
                    Stream.concat(objects.stream(), other.objects.stream()).toList());
        }

        String text() {
            return HelmText.comment(SildMark.WORDS + ".") + definitions + documents;
        }
    }

    private static String file(HasMetadata object) {
        String name = LayoutFile.nameFor(object);
        Map<String, String> labels = object.getMetadata().getLabels();
        boolean ofService = labels != null && labels.containsKey(Labels.NAME);
        return ofService
                ? name.substring(0, name.lastIndexOf('.')) + "-"
                        + object.getKind().toLowerCase(Locale.ROOT) + ".yaml"
                : name;
    }

    @SuppressWarnings("unchecked")
    private Template document(HasMetadata object) {
        String key = chart.services().of(object);
        Map<String, Object> tree =
                (Map<String, Object>) labels.of(StoredTree.of(traces.into(ObjectTree.of(object), object)));
        String condition = "";
        if (object instanceof PersistentVolumeClaim) {
            condition = claims.claim(object.getMetadata().getName(), tree);
        } else if (object instanceof Service) {
            services.service(object, tree);
        } else if (object.getKind().equals("Ingress") && !key.isEmpty()) {
            condition = routes.ingress(key, tree);
        } else if (object.getKind().equals("HTTPRoute") && !key.isEmpty()) {
            condition = routes.route(key, tree);
        } else if (object instanceof Secret secret) {
            condition = files.condition(secret.getMetadata().getName());
            secret(secret, key, tree);
        } else {
            workload(object, tree);
            condition = object instanceof Job ? jobs.condition(object) : "";
        }
        Map<String, Object> made = (Map<String, Object>) chart.asking().resolved(tree, key);
        Map<String, String> definitions = new LinkedHashMap<>();
        if (!Trees.pod(Trees.map(tree, "spec")).isEmpty()) {
            affinities.definitions(
                    chart.services().ofWorkload(object),
                    aside -> yaml((Map<String, Object>) chart.asking().resolved(aside, key)),
                    definitions);
        }
        String text = object instanceof Secret || object instanceof ConfigMap
                ? withContent(object, made, definitions)
                : object instanceof Job ? jobs.job(object, made, this::yaml, definitions) : yaml(made);
        return new Template(
                definitions.entrySet().stream()
                        .map(each -> HelmText.definition(each.getKey(), each.getValue()))
                        .collect(Collectors.joining()),
                condition.isEmpty()
                        ? text
                        : HelmText.line("if " + condition) + "\n" + text + HelmText.line("end") + "\n",
                List.of(object));
    }

    private void secret(Secret secret, String key, Map<String, Object> tree) {
        secrets.ifPresent(values -> Trees.map(tree, "data")
                .replaceAll((name, value) -> new Verbatim(HelmText.action(
                        values.expression(secret.getMetadata().getName(), name, value, key) + " | quote"))));
    }

    /** Returns an object whose content is a template of its own, which is added to the definitions. */
    private String withContent(HasMetadata object, Map<String, Object> tree, Map<String, String> definitions) {
        Map<String, Object> head = new LinkedHashMap<>();
        for (String field : List.of("apiVersion", "kind", "metadata")) {
            head.put(field, tree.remove(field));
        }
        String name = files.content(object);
        definitions.put(name, tree.isEmpty() ? "" : yaml(tree));
        return yaml(head) + HelmText.action("include " + HelmText.string(name) + " .") + "\n";
    }

    private String yaml(Map<String, Object> tree) {
        String yaml = YamlWriter.write(List.of(tree), text -> jobs.named(HelmText.literal(text)));
        return yaml.endsWith("\n\n") || yaml.endsWith(" \n") || yaml.endsWith("\t\n") ? yaml + KEEP_LINES : yaml;
    }

    private void workload(HasMetadata object, Map<String, Object> tree) {
        Map<String, Object> spec = Trees.map(tree, "spec");
        String name = object.getMetadata().getName();
        Map<String, Object> template = Trees.template(spec);
        if (template.isEmpty()) {
            return;
        }
        String key = chart.services().ofWorkload(object);
        if (object instanceof Deployment && !spec.containsKey("replicas") && !scaled.contains(name)) {
            // A chart's user sets the number, also where the compose file leaves it out.
            Trees.prepend(spec, "replicas", 1);
        }
        Object number = spec.get("replicas");
        if (number != null && Trees.plain(number) instanceof Integer given) {
            spec.put("replicas", chart.settings().scalar(replicas.setting(object, key, given), number));
        }
        Trees.list(spec, "volumeClaimTemplates").forEach(claim -> claims.ofEachPod(key, claim));
        pods.pods(object, template);
        jobs.waits(Trees.map(template, "spec"));
    }

    /** Returns which helpers the templates use. */
    Set<ChartHelpers.Helper> helpers() {
        Set<ChartHelpers.Helper> helpers = EnumSet.noneOf(ChartHelpers.Helper.class);
        boolean hasPods = objects.stream()
                .anyMatch(object ->
                        !Trees.pod(Trees.map(ObjectTree.of(object), "spec")).isEmpty());
        if (hasPods) {
            helpers.add(ChartHelpers.Helper.IMAGE);
        }
        if (jobs.exist()) {
            helpers.add(ChartHelpers.Helper.JOBS);
        }
        if (affinities.exist()) {
            helpers.add(ChartHelpers.Helper.AFFINITY);
        }
        if (chart.asking().needsSecretHelper()) {
            helpers.add(ChartHelpers.Helper.SECRET);
        }
        if (chart.asking().needsSecretDataHelper()) {
            helpers.add(ChartHelpers.Helper.SECRET_DATA);
        }
        return helpers;
    }
}
