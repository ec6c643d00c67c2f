package dev.sild.inputs.inspect;

import dev.sild.inputs.project.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects of all files, sorted by what they are. */
final class Inspected {
    private final List<Value> containers = new ArrayList<>();
    private final Map<String, Value> images = new HashMap<>();
    private final Map<String, Value> pods = new HashMap<>();
    private final Map<String, Value> networks = new HashMap<>();
    private final Map<String, Value> volumes = new HashMap<>();
    private final List<Value> others = new ArrayList<>();
    private final Set<String> infra = new HashSet<>();
    private final IdentityHashMap<Value, Set<String>> environments = new IdentityHashMap<>();

    /** Adds an object; what it is follows from the attributes that only one kind has. */
    void add(Value value) {
        String name = value.any("Name", "name").text().replaceFirst("^/", "");
        String id = value.any("Id", "id").text();
        if (!value.get("HostConfig").isEmpty() && !value.get("Config").isEmpty()) {
            containers.add(value.named("container " + name + ": "));
            if (value.get("IsInfra").isTrue()) {
                infra.add(id);
            }
        } else if (!value.get("RootFS").isEmpty()) {
            images.put(id.replaceFirst("^sha256:", ""), value);
            value.get("RepoTags").texts().forEach(tag -> images.putIfAbsent(tag, value));
        } else if (value.get("InfraContainerID").node() != null
                || value.get("NumContainers").node() != null) {
            pods.put(id, value.named("pod " + name + ": "));
            infra.add(value.get("InfraContainerID").text());
        } else if (!value.get("Mountpoint").isEmpty()) {
            volumes.put(name, value.named("volume " + name + ": "));
        } else if (!value.any("driver", "Driver").isEmpty()) {
            networks.put(name, value.named("network " + name + ": "));
        } else if (value.get("Spec").isEmpty()) {
            others.add(value);
        }
    }

    /** Returns the containers but those that only hold the namespaces of a pod, the oldest first. */
    List<Value> containers() {
        return containers.stream()
                .filter(container -> !container.get("IsInfra").isTrue())
                .sorted(Comparator.comparing(
                        container -> container.get("Created").text()))
                .toList();
    }

    /** Returns the image of a container; one without attributes where it is not known. */
    Value image(Value container) {
        Value image = images.get(container.get("Image").text().replaceFirst("^sha256:", ""));
        if (image == null) {
            image = images.get(container.any("ImageName").text());
        }
        return image == null ? new Value(null, "", container.position()) : image;
    }

    /** Returns the pod of a container; one without attributes where it is not known. */
    Value pod(Value container) {
        return pods.getOrDefault(container.get("Pod").text(), new Value(null, "", container.position()));
    }

    /** Whether an id is the container that holds the namespaces of a pod. */
    boolean isInfra(String id) {
        return infra.contains(id);
    }

    /** Returns the variables of an image. */
    Set<String> environment(Value image, Value variables) {
        return environments.computeIfAbsent(image, unused -> Set.copyOf(variables.texts()));
    }

    Map<String, Value> networks() {
        return networks;
    }

    Map<String, Value> volumes() {
        return volumes;
    }

    /** Returns what is nothing of these. */
    List<Value> others() {
        return others;
    }
}
