package dev.sild.compose.translate;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.relations.FilePorts;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.images.ports.AddressPorts;
import dev.sild.model.Component;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which services connect to each other, and on which ports: undeclared ports are found in the addresses that services
 * are given. A value; components are known by their names.
 */
final class AddressedPorts {
    private final ServiceNames names;
    private final Map<String, ServiceFacts> facts = new LinkedHashMap<>();
    private final Map<String, Ports> ports = new HashMap<>();
    private final Set<String> reached = new LinkedHashSet<>();
    private final Map<String, Set<String>> addressed = new HashMap<>();

    private AddressedPorts(Collection<ServiceFacts> services, ServiceNames names) {
        this.names = names;
        services.forEach(service -> {
            facts.put(service.name(), service);
            ports.put(service.name(), service.ports());
        });
    }

    /** Finds what the environments and commands of services say. */
    static AddressedPorts of(Collection<ServiceFacts> services, ServiceNames names) {
        AddressedPorts found = new AddressedPorts(services, names);
        Set<String> hosts = names.hosts();
        Map<String, Set<Integer>> own = new LinkedHashMap<>();
        for (ServiceFacts service : services) {
            addresses(service, hosts)
                    .forEach((host, numbers) -> names.answering(host).forEach(answering -> {
                        if (answering.equals(service.name())) {
                            own.computeIfAbsent(answering, key -> new TreeSet<>())
                                    .addAll(numbers);
                        } else if (found.facts.containsKey(answering)) {
                            found.addressed(service, answering);
                            numbers.forEach(number -> {
                                found.reached.add(answering);
                                found.guess(answering, Set.of(number), "an address of '" + service.key() + "'");
                            });
                        }
                    }));
        }
        own.forEach((name, numbers) -> found.guessFurther(name, numbers, "its own address"));
        return found;
    }

    /** Returns the ports at which a service reaches {@code hosts}, as its environment and its command say. */
    private static Map<String, Set<Integer>> addresses(ServiceFacts service, Set<String> hosts) {
        Map<String, Set<Integer>> found = new LinkedHashMap<>();
        Map<String, String> values = service.environment().values();
        values.values().forEach(value -> merge(found, AddressPorts.find(value, hosts)));
        merge(found, AddressPorts.findPairs(values, hosts));
        service.openWords().forEach(word -> merge(found, AddressPorts.find(word, hosts)));
        return found;
    }

    private static void merge(Map<String, Set<Integer>> into, Map<String, Set<Integer>> found) {
        found.forEach((host, numbers) ->
                into.computeIfAbsent(host, key -> new TreeSet<>()).addAll(numbers));
    }

    /**
     * Returns the same with what the files say that components mount.
     *
     * @param copied files that are in the images of their owners
     */
    AddressedPorts withFiles(List<Component> components, List<Files> bundles, List<Files> copied) {
        AddressedPorts all = new AddressedPorts(facts.values(), names);
        all.ports.putAll(ports);
        all.reached.addAll(reached);
        addressed.forEach((service, targets) -> all.addressed.put(service, new LinkedHashSet<>(targets)));
        Map<String, Set<String>> readers = new HashMap<>();
        components.forEach(component -> component.mounts().stream()
                .map(Mount::source)
                .filter(Mount.OfFiles.class::isInstance)
                .map(Mount.OfFiles.class::cast)
                .forEach(files -> readers.computeIfAbsent(files.name(), key -> new LinkedHashSet<>())
                        .add(component.name())));
        copied.forEach(files -> readers.put(files.name(), files.owner().stream().collect(Collectors.toSet())));
        FilePorts.find(
                Stream.concat(bundles.stream(), copied.stream()).toList(),
                names.hosts(),
                (host, numbers, behindProxy, bundle, file) -> names.answering(host).stream()
                        .filter(facts::containsKey)
                        .forEach(answering -> {
                            // A proxy asks for the address of a Service once: one without a port has that of a pod.
                            if (behindProxy) {
                                all.guess(answering, numbers, "'" + file + "'");
                            } else {
                                all.guessFurther(answering, numbers, "'" + file + "'");
                            }
                            readers.getOrDefault(bundle, Set.of()).stream()
                                    .filter(reader -> !reader.equals(answering))
                                    .forEach(reader -> all.addressed(facts.get(reader), answering));
                        }));
        return all;
    }

    private void addressed(ServiceFacts by, String component) {
        addressed.computeIfAbsent(by.key(), key -> new LinkedHashSet<>()).add(component);
    }

    private void guess(String component, Collection<Integer> numbers, String from) {
        ports.computeIfPresent(
                component, (key, known) -> known.guessed(facts.get(component).attribute(), numbers, from));
    }

    /** What has no ports at all is found at all of them, and stays so. */
    private void guessFurther(String component, Collection<Integer> numbers, String from) {
        if (!ports.get(component).all().isEmpty()) {
            guess(component, numbers, from);
        }
    }

    Ports ports(String component) {
        return ports.get(component);
    }

    /** Whether the environment or the command of another service names the component. */
    boolean isReached(String component) {
        return reached.contains(component);
    }

    /** Returns the components that the environment, the command and the files of each service name, by service. */
    Map<String, Set<String>> addressed() {
        return addressed;
    }
}
