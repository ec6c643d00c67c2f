package dev.sild.kubernetes.podman;

import dev.sild.model.Component;
import dev.sild.model.Container;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What podman takes from the annotations of a pod, where Kubernetes has no field for it or podman does not read the
 * field.
 *
 * @see <a href="https://docs.podman.io/en/v5.4.2/markdown/podman-kube-play.1.html">podman-kube-play</a>
 */
final class PodmanAnnotations {
    private static final String ULIMITS = "io.podman.annotations.ulimit";
    private static final String INIT = "io.podman.annotations.init/";
    private static final String SECCOMP = "container.seccomp.security.alpha.kubernetes.io/";

    private PodmanAnnotations() {}

    /**
     * Returns the annotations of a pod with the containers of some components.
     *
     * @param names what the containers are called in the pod, in order
     */
    static Map<String, String> of(List<Component> components, List<String> names) {
        Map<String, String> annotations = new LinkedHashMap<>();
        components.forEach(component -> component.annotations().forEach(annotations::putIfAbsent));
        Map<String, String> ulimits = new LinkedHashMap<>();
        int next = 0;
        for (Component component : components) {
            for (Container container : component.containers()) {
                String name = names.get(next++);
                container.resources().ulimits().forEach(ulimits::putIfAbsent);
                if (container.init() && hasOwnProcesses(component)) {
                    annotations.put(INIT + name, "true");
                }
                if (container.security().seccomp().equals("Unconfined")) {
                    annotations.put(SECCOMP + name, "unconfined");
                }
            }
        }
        if (!ulimits.isEmpty()) {
            List<String> limits = new ArrayList<>();
            ulimits.forEach((name, limit) -> limits.add(name + "=" + limit));
            annotations.put(ULIMITS, String.join(",", limits));
        }
        return annotations;
    }

    /** Whether a container sees no processes but its own: an init process is the first of them all. */
    static boolean hasOwnProcesses(Component component) {
        return !component.pod().shareProcesses() && !component.pod().hostPid();
    }

    /** Whether the containers of some components have not all the same limits: a pod has one set for all of them. */
    static boolean differInLimits(List<Component> components) {
        return components.stream()
                        .flatMap(component -> component.containers().stream())
                        .map(container -> new TreeSet<>(container.resources().ulimits().entrySet().stream()
                                .map(Object::toString)
                                .toList()))
                        .distinct()
                        .count()
                > 1;
    }
}
