package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Given;
import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Podman's pods. In a compose file the first container of a pod has its ports, names and networks, and the others share
 * its network.
 */
final class PodCommands {
    private final Map<String, List<Given>> options = new HashMap<>();
    private final Map<String, String> first = new HashMap<>();
    private final Remarks remarks;
    private final Suggestions suggestions;

    PodCommands(Remarks remarks, Suggestions suggestions) {
        this.suggestions = suggestions;
        this.remarks = remarks;
    }

    /** Remarks what {@code pod create} says. */
    void create(List<Argument> words) {
        Line line = EngineOptions.readMixed(words, EngineOptions.ofRun(), suggestions);
        String name = line.rest().isEmpty() ? "" : line.rest().get(0).text();
        for (Given given : line.given()) {
            name = given.option().attribute().equals("name") ? given.value().text() : name;
        }
        line.unknown()
                .forEach(unknown -> remarks.unread(
                        unknown.name().position(),
                        "unknown option '" + unknown.name().text() + "' of a pod",
                        "remove it"));
        options.put(name, new ArrayList<>(line.given()));
    }

    /** Puts the service of a container into a pod. */
    void join(Argument pod, String key, ComposeDraft service) {
        String name = pod.text().replaceFirst("^new:", "");
        Position where = pod.position();
        if (first.containsKey(name)) {
            service.set("network_mode", "service:" + first.get(name), where);
            service.remove("ports");
            return;
        }
        first.put(name, key);
        ServiceOptions own = new ServiceOptions(service, remarks);
        for (Given given : options.getOrDefault(name, List.of())) {
            if (!ServiceOptions.OF_THE_SCRIPT.contains(given.option().attribute())) {
                own.add(given);
            }
        }
        if (!name.equals(key)) {
            service.map("networks", where).map("default", where).add("aliases", name, where);
        }
    }
}
