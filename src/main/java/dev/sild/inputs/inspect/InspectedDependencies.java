package dev.sild.inputs.inspect;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Value;
import dev.sild.yaml.Node.Position;
import java.util.Map;

/** What a container is started after, by the labels of compose and Sild and podman's own list. */
final class InspectedDependencies {
    private final InspectSource source;
    private final Inspected objects;
    private final Map<String, String> services;
    private final Map<String, Value> containers;

    InspectedDependencies(
            InspectSource source, Inspected objects, Map<String, String> services, Map<String, Value> containers) {
        this.source = source;
        this.objects = objects;
        this.services = services;
        this.containers = containers;
    }

    void add(ComposeDraft service, String key) {
        for (String dependency : LabelSettings.dependencies(source.labels())) {
            String[] words = dependency.split(":");
            add(
                    service,
                    key,
                    words[0],
                    words.length > 1 ? words[1] : "service_started",
                    source.labels().position());
        }
        if (LabelSettings.isOfUp(source.labels())) {
            Value after = source.labels().get("sild.dev/after");
            for (String name : after.text().split(",")) {
                add(service, key, name, condition(name), after.position());
            }
            return;
        }
        for (Value dependency : source.container().get("Dependencies").items()) {
            boolean network = source.host().get("NetworkMode").text().endsWith(dependency.text());
            if (!network && !objects.isInfra(dependency.text()) && services.containsKey(dependency.text())) {
                add(service, key, services.get(dependency.text()), "service_started", dependency.position());
            }
        }
    }

    private void add(ComposeDraft service, String key, String name, String condition, Position where) {
        if (!name.isEmpty() && !name.equals(key) && containers.containsKey(name)) {
            service.map("depends_on", where).map(name, where).set("condition", InspectSource.escaped(condition), where);
        }
    }

    /** Sild keeps only the names of dependencies: one that has ended well, or is checked, is waited for. */
    private String condition(String name) {
        Value container = containers.get(name);
        if (container == null) {
            return "";
        }
        boolean ended = container.get("State", "Status").text().equals("exited")
                && container.get("State", "ExitCode").isEmpty();
        boolean checked = container.get("HostConfig", "Annotations").entries().keySet().stream()
                .anyMatch(annotation -> annotation.startsWith("sild.dev/check."));
        return ended ? "service_completed_successfully" : checked ? "service_healthy" : "service_started";
    }
}
