package dev.sild.output.kustomize;

import static dev.sild.yaml.YamlMap.map;

import dev.sild.kubernetes.objects.StoredTree;
import dev.sild.model.Lookup;
import dev.sild.model.Names;
import dev.sild.output.layout.LayoutFile;
import dev.sild.output.layout.SildMark;
import dev.sild.syntax.YamlComment;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An overlay that changes nothing: each thing that differs between environments is there as a comment, with the names
 * of the project.
 */
final class ExampleOverlay {
    private static final String FOLDER = "overlays/";
    private static final Set<String> AUTOSCALERS = Set.of("HorizontalPodAutoscaler", "ScaledObject");

    private final StringBuilder text = new StringBuilder();

    private ExampleOverlay() {}

    /**
     * Returns the file.
     *
     * @param base the content of the base's kustomization
     * @param profiles the folders of the profiles
     */
    static LayoutFile of(String project, List<HasMetadata> objects, Map<String, Object> base, List<String> profiles) {
        ExampleOverlay overlay = new ExampleOverlay();
        overlay.head();
        if (!profiles.isEmpty()) {
            overlay.section(
                    map(
                            "components",
                            profiles.stream()
                                    .map(profile -> "../../components/" + profile)
                                    .toList()),
                    "The profiles of the compose file that run here.");
        }
        overlay.section(map("namespace", project + "-example"), "The namespace of all objects. Create it before.");
        overlay.list(base, "images", "Versions of images; 'newName' takes one from another registry.");
        replicas(objects).ifPresent(replicas -> overlay.section(map("replicas", replicas), "How many pods run."));
        overlay.generators(base);
        overlay.patches(objects);
        String folder = Names.unique("example", Set.copyOf(profiles));
        return LayoutFile.of(FOLDER + folder + "/kustomization.yaml", overlay.text.toString());
    }

    private void head() {
        comment(
                SildMark.WORDS + ": an example of an overlay, which is the base with the settings of one environment.",
                "Copy this folder, for example to overlays/production, since sild writes this one again. In the copy, remove",
                "the '#' at the beginning of the lines that you need.");
        text.append(YamlWriter.write(List.of(map(
                "apiVersion",
                "kustomize.config.k8s.io/v1beta1",
                "kind",
                "Kustomization",
                "resources",
                List.of("../../base")))));
    }

    /** Proposes it for a Deployment whose pods can run side by side, and which no autoscaler scales. */
    private static Optional<List<Map<String, Object>>> replicas(List<HasMetadata> objects) {
        Set<Object> scaled = objects.stream()
                .filter(object -> AUTOSCALERS.contains(object.getKind()))
                .flatMap(object ->
                        below(StoredTree.of(object), "spec").flatMap(spec -> below(spec, "scaleTargetRef")).stream())
                .map(target -> target.get("name"))
                .collect(Collectors.toSet());
        return objects.stream()
                .filter(object -> object instanceof Deployment deployment
                        && (deployment.getSpec().getStrategy() == null
                                || !"Recreate"
                                        .equals(deployment
                                                .getSpec()
                                                .getStrategy()
                                                .getType()))
                        && !scaled.contains(object.getMetadata().getName()))
                .findFirst()
                .map(object ->
                        List.of(KustomizeReplicas.entry(object.getMetadata().getName(), 2)));
    }

    private static Optional<Map<?, ?>> below(Map<?, ?> tree, String key) {
        return tree.get(key) instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
    }

    private void list(Map<String, Object> base, String key, String... comment) {
        if (base.get(key) instanceof List<?> list) {
            section(map(key, list), comment);
        }
    }

    private void generators(Map<String, Object> base) {
        first(base, "configMapGenerator")
                .ifPresent(generator -> section(
                        map("configMapGenerator", List.of(generator)),
                        "Another content of a file: put it beside this one. Its pods roll when it changes."));
        first(base, "secretGenerator")
                .ifPresent(
                        generator -> section(
                                map("secretGenerator", List.of(generator)),
                                "Another value of a secret: list the file in a .gitignore here, since git does not ignore it; then put it here."));
    }

    /** Returns a generator that replaces the first value of the first one whose pods notice. */
    private static Optional<Map<String, Object>> first(Map<String, Object> base, String key) {
        return base.get(key) instanceof List<?> list
                ? list.stream()
                        .map(each -> (Map<?, ?>) each)
                        .filter(each -> each.get("files") instanceof List<?> files && !files.isEmpty())
                        .filter(each -> !(each.get("options") instanceof Map<?, ?> options
                                && options.containsKey("disableNameSuffixHash")))
                        .findFirst()
                        .map(ExampleOverlay::merge)
                : Optional.empty();
    }

    private static Map<String, Object> merge(Map<?, ?> generator) {
        String file = (String) ((List<?>) Lookup.required(generator, "files")).get(0);
        Map<String, Object> merge = map("name", Lookup.required(generator, "name"));
        if (generator.containsKey("namespace")) {
            merge.put("namespace", generator.get("namespace"));
        }
        merge.put("behavior", "merge");
        merge.put(
                "files", List.of(file.substring(0, file.indexOf('=') + 1) + file.substring(file.lastIndexOf('/') + 1)));
        return merge;
    }

    private void patches(List<HasMetadata> objects) {
        Map<String, Map<String, Object>> patches = new LinkedHashMap<>();
        for (HasMetadata object : objects) {
            if (object instanceof Deployment deployment) {
                deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                        .findFirst()
                        .ifPresent(first -> patches.putIfAbsent(
                                "what a container needs",
                                patch(
                                        object,
                                        map("template", map("spec", map("containers", List.of(requests(first))))))));
            } else if (object instanceof PersistentVolumeClaim claim) {
                size(claim)
                        .ifPresent(size -> patches.putIfAbsent(
                                "the size of a volume",
                                patch(object, map("resources", map("requests", map("storage", size.toString()))))));
            } else if (object instanceof Ingress ingress && ingress.getSpec().getIngressClassName() != null) {
                patches.putIfAbsent(
                        "the class of an Ingress",
                        patch(object, map("ingressClassName", ingress.getSpec().getIngressClassName())));
            }
        }
        if (!patches.isEmpty()) {
            section(
                    map("patches", List.copyOf(patches.values())),
                    "Everything else is a patch: " + String.join(", ", patches.keySet()) + ".");
        }
    }

    private static Optional<Quantity> size(PersistentVolumeClaim claim) {
        return Optional.ofNullable(claim.getSpec().getResources())
                .map(VolumeResourceRequirements::getRequests)
                .map(requests -> requests.get("storage"));
    }

    private static Map<String, Object> requests(Container container) {
        return map("name", container.getName(), "resources", map("requests", map("cpu", "100m", "memory", "64Mi")));
    }

    private static Map<String, Object> patch(HasMetadata object, Map<String, Object> spec) {
        Map<String, Object> metadata = map("name", object.getMetadata().getName());
        if (object.getMetadata().getNamespace() != null) {
            metadata.put("namespace", object.getMetadata().getNamespace());
        }
        Map<String, Object> patch =
                map("apiVersion", object.getApiVersion(), "kind", object.getKind(), "metadata", metadata, "spec", spec);
        return map("patch", YamlWriter.write(List.of(patch)));
    }

    private void section(Map<String, Object> content, String... comment) {
        text.append('\n');
        comment(comment);
        text.append(YamlComment.out(YamlWriter.write(List.of(content))));
    }

    private void comment(String... lines) {
        for (String line : lines) {
            text.append(YamlComment.line(line));
        }
    }
}
