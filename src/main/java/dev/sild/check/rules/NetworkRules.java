package dev.sild.check.rules;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violation.Related;
import dev.sild.check.catalog.Violations;
import dev.sild.check.project.CheckedProject;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.KnownImages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who can reach what. */
public final class NetworkRules implements RuleSet {
    private static final Set<String> ALL_ADDRESSES = Set.of("", "0.0.0.0", "::");

    @Override
    public void check(CheckedProject project, Violations found) {
        for (ServiceFacts service : project.services().values()) {
            if (Services.isDatabase(service)
                    && Services.imageName(service)
                            .filter(KnownImages::isHttpApi)
                            .isEmpty()) {
                service.attribute().get("ports").items().forEach(port -> published(service, port, found));
            } else {
                Services.imageName(service)
                        .flatMap(KnownImages::adminPages)
                        .filter(pages -> pages.option().isEmpty() || hasOption(service, pages.option()))
                        .ifPresent(pages -> adminPages(service, pages.ports(), found));
            }
        }
        flat(project, found);
    }

    private static boolean isOpen(Attribute port) {
        return port.get("published").present()
                && ALL_ADDRESSES.contains(port.get("host_ip").peek());
    }

    private static void adminPages(ServiceFacts service, Set<Integer> ports, Violations found) {
        for (Attribute port : service.attribute().get("ports").items()) {
            String target = port.get("target").peek();
            boolean admin = ports.isEmpty()
                    || ports.stream().anyMatch(number -> number.toString().equals(target));
            if (admin && isOpen(port)) {
                found.add(
                        Rule.ADMIN_PAGES_PUBLISHED,
                        port.origin(),
                        "everybody who reaches the machine can open the pages for administrators of '" + service.key()
                                + "', port " + target,
                        "publish it on 127.0.0.1 and open it through an SSH tunnel or a proxy that asks for a password");
            }
        }
    }

    /** Whether the command has an option that takes a boolean, in any form in which it is true. */
    private static boolean hasOption(ServiceFacts service, String option) {
        return Stream.of("command", "entrypoint")
                .flatMap(key -> service.attribute().get(key).below().stream())
                .map(Attribute::peek)
                .anyMatch(word -> word.equalsIgnoreCase(option) || word.equalsIgnoreCase(option + "=true"));
    }

    private static void published(ServiceFacts service, Attribute port, Violations found) {
        if (isOpen(port)) {
            found.add(
                    Rule.INTERNAL_PORT_PUBLISHED,
                    port.origin(),
                    "port " + port.get("target").peek() + " of '" + service.key()
                            + "' is open to everybody who reaches the machine; engines open it in the firewall, too",
                    "publish it on 127.0.0.1, or not at all if only services of the project use it");
        }
    }

    /** A proxy that is open to the world, a database, and another service between them, all on one network. */
    private static void flat(CheckedProject project, Violations found) {
        Set<String> used = new HashSet<>();
        Stream.of(project.calls(), project.awaited())
                .flatMap(known -> known.values().stream())
                .forEach(targets -> used.addAll(targets.keySet()));
        Map<String, List<ServiceFacts>> databases = new HashMap<>();
        for (ServiceFacts service : project.services().values()) {
            if (used.contains(service.name()) && Services.isDatabase(service)) {
                networks(service)
                        .forEach(network -> databases
                                .computeIfAbsent(network, any -> new ArrayList<>())
                                .add(service));
            }
        }
        for (ServiceFacts front : project.services().values()) {
            if (isOpenProxy(front)) {
                networks(front).stream()
                        .flatMap(network -> databases.getOrDefault(network, List.of()).stream())
                        .filter(database -> database != front && !uses(project, front, database))
                        .findFirst()
                        .ifPresent(database -> found.add(
                                Rule.FLAT_NETWORK,
                                front.attribute().origin(),
                                "'" + front.key() + "' is open to the outside and can reach '" + database.key()
                                        + "', which it does not use",
                                "move the database to a network that only its clients share, and leave them on this one, too",
                                new Related(database.attribute().origin(), "the database")));
            }
        }
    }

    /** Returns the networks of a service; compose has it on one that is called default if it names none. */
    private static Set<String> networks(ServiceFacts service) {
        Set<String> networks = service.attribute().get("networks").entries().keySet();
        return networks.isEmpty() ? Set.of("default") : networks;
    }

    private static boolean isOpenProxy(ServiceFacts service) {
        return !service.attribute().get("ports").items().isEmpty()
                && (KnownImages.isStatelessProxy(service.image().name())
                        || service.image()
                                .facts()
                                .filter(facts -> KnownImages.isStatelessProxy(facts.name()))
                                .isPresent());
    }

    private static boolean uses(CheckedProject project, ServiceFacts service, ServiceFacts other) {
        return Stream.of(project.calls(), project.awaited())
                .anyMatch(known -> known.getOrDefault(service.name(), Map.of()).containsKey(other.name()));
    }
}
