package dev.sild.compose.translate;

import dev.sild.compose.translate.relations.ExternalNetworks;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ServerFiles;
import dev.sild.images.ports.AddressPorts;
import dev.sild.model.Lookup;
import dev.sild.units.Digits;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Ports of services that other projects reach on external networks, where nothing else in the project names one: a
 * variable does, or a file beside the compose file, such as the configuration of the other project's proxy.
 */
final class OutsidePorts {
    private static final String VARIABLE = "PORT";

    private OutsidePorts() {}

    /**
     * Ports of a service.
     *
     * @param from what names them
     */
    record Found(Set<Integer> numbers, String from) {}

    /**
     * Returns the ports by component.
     *
     * @param unknown whether no port of a component is known
     */
    static Map<String, Found> of(Collection<ServiceFacts> services, Predicate<String> unknown, ProjectFacts project) {
        Attribute root = project.root();
        Map<String, Found> found = new LinkedHashMap<>();
        Map<String, Set<String>> open = new HashMap<>();
        for (ServiceFacts service : services) {
            Attribute attribute = service.attribute();
            if (!unknown.test(service.name())
                    || !ExternalNetworks.reach(root, attribute)
                    || !ImagePorts.mayServe(service, project)) {
                continue;
            }
            int number = Digits.port(service.environment().values().getOrDefault(VARIABLE, ""));
            if (number > 0) {
                found.put(service.name(), new Found(Set.of(number), "its variable " + VARIABLE));
            } else {
                ExternalNetworks.names(root, attribute)
                        .forEach(name -> open.computeIfAbsent(name, first -> new HashSet<>())
                                .add(service.name()));
            }
        }
        if (!open.isEmpty()) {
            project.files().reader().texts(project.project().folder(), (file, text) -> {
                if (ServerFiles.mayBeConfiguration(file.toString())) {
                    AddressPorts.find(withoutImages(text), open.keySet())
                            .forEach((host, ports) -> Lookup.required(open, host)
                                    .forEach(component -> found.putIfAbsent(
                                            component,
                                            new Found(
                                                    new TreeSet<>(ports),
                                                    "'" + project.files().shown(file) + "'"))));
                }
            });
        }
        return found;
    }

    /** A tag of an image looks like a port. */
    private static String withoutImages(String text) {
        return text.lines()
                .filter(line -> !line.stripLeading().startsWith("image:"))
                .collect(Collectors.joining("\n"));
    }
}
