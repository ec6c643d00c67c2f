package dev.sild.cli.status;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a pod asks for and does not get, in words that can be compared with what is there. */
final class Wanted {
    private final Optional<Pod> pod;

    /** The pod that a symptom is about; empty if it is about something else. */
    Wanted(Optional<Pod> pod) {
        this.pod = pod;
    }

    /** Returns the labels that a node must have, such as {@code disk=ssd}; empty if any node will do. */
    String nodeLabels() {
        return pod.map(known -> known.getSpec().getNodeSelector()).orElse(Map.of()).entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .collect(Collectors.joining(","));
    }

    /**
     * Returns the request of a container's readiness probe, such as {@code GET :3000/health}; empty for another kind.
     */
    String request(String container) {
        return pod.flatMap(known -> known.getSpec().getContainers().stream()
                        .filter(one -> one.getName().equals(container))
                        .findFirst())
                .map(Container::getReadinessProbe)
                .map(Probe::getHttpGet)
                .map(Wanted::text)
                .orElse("");
    }

    private static String text(HTTPGetAction get) {
        return "GET :" + get.getPort().getValue() + Objects.requireNonNullElse(get.getPath(), "/");
    }

    /** Returns which keys of a Secret or ConfigMap are variables of its containers, by name. */
    List<String> keys(String name) {
        TreeSet<String> keys = new TreeSet<>();
        pod.stream()
                .flatMap(known -> known.getSpec().getContainers().stream())
                .flatMap(container -> container.getEnv().stream())
                .map(variable -> variable.getValueFrom())
                .filter(Objects::nonNull)
                .forEach(source -> key(source, name).ifPresent(keys::add));
        return List.copyOf(keys);
    }

    private static Optional<String> key(EnvVarSource source, String name) {
        if (source.getSecretKeyRef() != null
                && name.equals(source.getSecretKeyRef().getName())) {
            return Optional.of(source.getSecretKeyRef().getKey());
        }
        if (source.getConfigMapKeyRef() != null
                && name.equals(source.getConfigMapKeyRef().getName())) {
            return Optional.of(source.getConfigMapKeyRef().getKey());
        }
        return Optional.empty();
    }
}
