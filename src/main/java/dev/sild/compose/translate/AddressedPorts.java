package dev.sild.compose.translate;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.relations.FilePorts;
import dev.sild.compose.translate.relations.ProxyTargets;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ports.AddressPorts;
import dev.sild.model.Component;
import dev.sild.model.Files;
import dev.sild.model.Lookup;
import dev.sild.model.Mention;
import dev.sild.model.Mount;
import dev.sild.model.Origin;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
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
    private final Map<String, Map<String, Set<Mention>>> addressed = new HashMap<>();

    private final Map<String, Map<String, Set<Integer>>> asked = new HashMap<>();

    /** At which ports a service reaches a host, and what says so. */
    private record Address(Set<Integer> ports, Set<Mention> mentions) {}

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
                    .forEach((host, address) -> names.answering(host).forEach(answering -> {
                        Set<Integer> numbers = address.ports();
                        if (answering.equals(service.name())) {
                            own.computeIfAbsent(answering, key -> new TreeSet<>())
                                    .addAll(numbers);
                        } else if (found.facts.containsKey(answering)) {
                            found.addressed(service, answering, address.mentions());
                            found.asked(service, answering, numbers);
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

    /** Returns where a service reaches {@code hosts}, as its environment and its command say. */
    private static Map<String, Address> addresses(ServiceFacts service, Set<String> hosts) {
        Map<String, Address> found = new LinkedHashMap<>();
        Map<String, String> values = service.environment().values();
        values.forEach((name, value) -> merge(found, AddressPorts.find(value, hosts), variable(service, name)));
        AddressPorts.findPairs(values, hosts)
                .forEach(pair ->
                        merge(found, Map.of(pair.host(), Set.of(pair.port())), variable(service, pair.variable())));
        for (Attribute attribute : service.attribute().present("entrypoint", "command")) {
            service.openWords(attribute.segment())
                    .forEach(word -> merge(found, AddressPorts.find(word, hosts), mention(attribute)));
        }
        return found;
    }

    private static Mention variable(ServiceFacts service, String name) {
        return new Mention(
                name, service.attribute().get("environment").get(name).origin());
    }

    private static Mention mention(Attribute attribute) {
        return new Mention(attribute.segment(), attribute.origin());
    }

    private static void merge(Map<String, Address> into, Map<String, Set<Integer>> found, Mention mention) {
        found.forEach((host, numbers) -> {
            Address address = into.computeIfAbsent(host, key -> new Address(new TreeSet<>(), new LinkedHashSet<>()));
            address.ports().addAll(numbers);
            address.mentions().add(mention);
        });
    }

    /**
     * Returns the same with what the files say that components mount.
     *
     * @param copied files that are in the images of their owners
     * @param proxied where proxies send requests
     * @param shown returns the path of a file of a bundle as the user knows it
     */
    AddressedPorts withFiles(
            List<Component> components,
            List<Files> bundles,
            List<Files> copied,
            List<ProxyTargets.Target> proxied,
            BiFunction<Files, Files.Entry, String> shown) {
        AddressedPorts all = copy();
        proxied.forEach(all::add);
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
                shown,
                (host, numbers, bundle, file, line) -> names.answering(host).stream()
                        .filter(facts::containsKey)
                        .forEach(answering -> {
                            all.guessFurther(answering, numbers, "'" + file + "'");
                            readers.getOrDefault(bundle, Set.of()).stream()
                                    .filter(reader -> !reader.equals(answering))
                                    .map(reader -> Lookup.required(facts, reader))
                                    .forEach(reader -> {
                                        all.addressed(
                                                reader,
                                                answering,
                                                Set.of(new Mention("", new Origin(file, line, 0, ""))));
                                        all.asked(reader, answering, numbers);
                                    });
                        }));
        return all;
    }

    private AddressedPorts copy() {
        AddressedPorts all = new AddressedPorts(facts.values(), names);
        all.ports.putAll(ports);
        all.reached.addAll(reached);
        addressed.forEach((service, targets) -> all.addressed.put(service, new LinkedHashMap<>(targets)));
        asked.forEach((service, targets) -> targets.forEach(
                (target, numbers) -> all.asked(Lookup.required(facts, names.component(service)), target, numbers)));
        return all;
    }

    /** Returns the same with ports at which other projects reach components, and those that only images' names say. */
    AddressedPorts withOutside(ProjectFacts project) {
        AddressedPorts all = copy();
        OutsidePorts.of(facts.values(), name -> ports(name).all().isEmpty(), project)
                .forEach((component, found) -> all.guess(component, found.numbers(), found.from()));
        facts.forEach((name, service) -> {
            if (all.ports(name).all().isEmpty() && FpmPort.isOf(service, project)) {
                all.guess(name, Set.of(FpmPort.NUMBER), "the word 'fpm' in the name of its image");
            }
        });
        return all;
    }

    private void add(ProxyTargets.Target target) {
        ServiceFacts proxy = facts.get(target.component());
        for (String answering : names.answering(target.host())) {
            if (proxy != null && facts.containsKey(answering) && !answering.equals(proxy.name())) {
                // A proxy asks for the address of a Service once: one without a port has that of a pod.
                if (target.port() > 0) {
                    guess(answering, Set.of(target.port()), "'" + target.file() + "'");
                    asked(proxy, answering, Set.of(target.port()));
                }
                addressed(proxy, answering, Set.of(new Mention("", new Origin(target.file(), target.line(), 0, ""))));
            }
        }
    }

    private void addressed(ServiceFacts by, String component, Set<Mention> mentions) {
        addressed.computeIfAbsent(by.key(), key -> new LinkedHashMap<>()).merge(component, mentions, (some, more) -> {
            Set<Mention> both = new LinkedHashSet<>(some);
            both.addAll(more);
            return both;
        });
    }

    private void asked(ServiceFacts by, String component, Set<Integer> numbers) {
        asked.computeIfAbsent(by.key(), key -> new LinkedHashMap<>())
                .computeIfAbsent(component, key -> new TreeSet<>())
                .addAll(numbers);
    }

    private void guess(String component, Collection<Integer> numbers, String from) {
        ports.computeIfPresent(
                component,
                (key, known) -> known.guessed(Lookup.required(facts, component).attribute(), numbers, from));
    }

    /** What has no ports at all is found at all of them, and stays so. */
    private void guessFurther(String component, Collection<Integer> numbers, String from) {
        if (!ports(component).all().isEmpty()) {
            guess(component, numbers, from);
        }
    }

    Ports ports(String component) {
        return Lookup.required(ports, component);
    }

    /** Whether a service has a port, or is reached by another. */
    boolean isServer(ServiceFacts service) {
        return isReached(service.name()) || !ports(service.name()).all().isEmpty();
    }

    /** Whether the environment or the command of another service names the component. */
    boolean isReached(String component) {
        return reached.contains(component);
    }

    /** Returns at which ports the environment, the command and the files of each service name components. */
    Map<String, Map<String, Set<Integer>>> asked() {
        return asked;
    }

    /** Returns the components that the environment, the command and the files of each service name, and where. */
    Map<String, Map<String, Set<Mention>>> addressed() {
        return addressed;
    }
}
