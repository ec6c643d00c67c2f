package dev.sild.output.chart;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.model.Lookup;
import dev.sild.output.layout.LayoutFile;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys in a chart's values of the services that objects and containers belong to. A container that is a service of
 * the compose file by itself has its own, also where it shares a pod.
 */
final class ServiceKeys {
    private final Map<String, Integer> containers = new HashMap<>();
    private final Set<String> components = new HashSet<>();
    private final boolean isOne;
    private final ChartKeys keys;

    /** @param isOne whether all objects belong to one application */
    ServiceKeys(List<HasMetadata> objects, boolean isOne) {
        this.isOne = isOne;
        for (HasMetadata object : objects) {
            component(object).ifPresent(components::add);
        }
        List<String> names = new ArrayList<>(components);
        for (HasMetadata object : objects) {
            Map<String, Object> pod = Trees.pod(Trees.map(ObjectTree.of(object), "spec"));
            for (String list : List.of("containers", "initContainers")) {
                Trees.list(pod, list).forEach(container -> containers.merge(Trees.name(container), 1, Integer::sum));
            }
        }
        for (HasMetadata object : objects) {
            Map<String, Object> pod = Trees.pod(Trees.map(ObjectTree.of(object), "spec"));
            for (String list : List.of("containers", "initContainers")) {
                Trees.list(pod, list).forEach(container -> names.add(name(object, pod, Trees.name(container))));
            }
        }
        this.keys = new ChartKeys(names);
    }

    /** Returns the name of what an object belongs to; empty where that is no component. */
    Optional<String> component(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        if (labels == null || !labels.containsKey(Labels.NAME)) {
            return Optional.empty();
        }
        if (labels.containsKey(Labels.COMPONENT)) {
            String file = LayoutFile.nameFor(object);
            return Optional.of(isOne ? labels.get(Labels.COMPONENT) : file.substring(0, file.lastIndexOf('.')));
        }
        return Optional.of(labels.get(Labels.NAME));
    }

    private String name(HasMetadata object, Map<String, Object> pod, String container) {
        String component = component(object).orElse(object.getMetadata().getName());
        boolean isAlone = Trees.list(pod, "containers").size() == 1
                && Trees.name(Trees.list(pod, "containers").get(0)).equals(container);
        if (container.equals(component) || isAlone) {
            return component;
        }
        return Lookup.required(containers, container) == 1 && !components.contains(container)
                ? container
                : component + "-" + container;
    }

    /** Returns the key of the service that an object belongs to; empty where it belongs to several or none. */
    String of(HasMetadata object) {
        return component(object).map(keys::of).orElse("");
    }

    /** Returns the key of a workload, also where nothing says which service it is. */
    String ofWorkload(HasMetadata object) {
        return keys.of(component(object).orElse(object.getMetadata().getName()));
    }

    /** Returns the key of a container. */
    String of(HasMetadata object, String container) {
        return keys.of(name(object, Trees.pod(Trees.map(ObjectTree.of(object), "spec")), container));
    }
}
