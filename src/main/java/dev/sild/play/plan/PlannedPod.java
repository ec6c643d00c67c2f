package dev.sild.play.plan;

import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.model.Dependency.Until;
import dev.sild.model.Lookup;
import dev.sild.play.state.PlayLabels;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pod to be played by podman.
 *
 * @param service the component that it runs
 * @param pod the pod, marked
 * @param files the ConfigMaps that it reads
 * @param secrets the names of the Secrets that it reads
 * @param copies the names of the volumes in which podman puts files for it
 * @param networks the values of {@code podman kube play --network}, one for each network; empty to let podman decide
 * @param after what it is held back for, by component
 */
public record PlannedPod(
        String service,
        Pod pod,
        List<ConfigMap> files,
        Set<String> secrets,
        Set<String> copies,
        List<String> networks,
        Map<String, Until> after) {

    public String name() {
        return pod.getMetadata().getName();
    }

    String hash() {
        return Lookup.required(pod.getMetadata().getLabels(), PlayLabels.HASH);
    }

    /** Whether it is there for others, and so has not done its work when it ends. */
    boolean serves() {
        return pod.getMetadata().getAnnotations().keySet().stream().anyMatch(name -> name.startsWith(PlayLabels.CHECK))
                || pod.getSpec().getContainers().stream()
                        .anyMatch(container -> !container.getPorts().isEmpty());
    }

    /** Returns the images of its containers by their names, as podman calls the containers. */
    public Map<String, String> images() {
        Map<String, String> images = new LinkedHashMap<>();
        for (Container container : pod.getSpec().getContainers()) {
            images.put(name() + "-" + container.getName(), container.getImage());
        }
        return images;
    }

    /** Returns all its images, and by what policy each is pulled; empty for podman's own rules. */
    public Map<String, String> pulled() {
        Map<String, String> images = new LinkedHashMap<>();
        List<Container> all = new ArrayList<>(pod.getSpec().getInitContainers());
        all.addAll(pod.getSpec().getContainers());
        all.forEach(container -> images.merge(
                container.getImage(),
                container.getImagePullPolicy() == null ? "" : container.getImagePullPolicy(),
                (one, other) -> one.equals("Never") ? other : one));
        return images;
    }

    /** Returns what podman plays. */
    public String yaml() {
        List<Map<String, Object>> documents = new ArrayList<>();
        files.forEach(file -> documents.add(ObjectTree.of(file)));
        documents.add(ObjectTree.of(pod));
        return YamlWriter.write(documents);
    }
}
