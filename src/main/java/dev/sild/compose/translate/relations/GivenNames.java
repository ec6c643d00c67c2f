package dev.sild.compose.translate.relations;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.text.NodeNames;
import dev.sild.model.Lookup;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What services are called: by their own names, their containers', their aliases and the links to them, in this order.
 */
final class GivenNames {
    private final Map<String, Set<String>> names = new LinkedHashMap<>();
    private final Map<String, Set<String>> called = new LinkedHashMap<>();
    private final Map<String, String> hostNames = new LinkedHashMap<>();
    private final Set<String> nodes = new HashSet<>();

    private GivenNames() {}

    static GivenNames of(Map<String, Attribute> services) {
        GivenNames given = new GivenNames();
        services.forEach((service, attribute) -> {
            given.names.computeIfAbsent(service, key -> new LinkedHashSet<>()).add(service);
            given.add(attribute.get("container_name").string(), service);
            attribute
                    .get("networks")
                    .entries()
                    .values()
                    .forEach(settings ->
                            settings.get("aliases").items().forEach(alias -> given.add(alias.string(), service)));
            given.hostNames.put(service, attribute.get("hostname").string());
        });
        services.values()
                .forEach(attribute -> attribute.get("links").items().stream()
                        .map(Attribute::string)
                        .filter(link -> link.indexOf(':') >= 0)
                        .forEach(link -> given.add(
                                link.substring(link.indexOf(':') + 1), link.substring(0, link.indexOf(':')))));
        services.forEach(given::addNodes);
        given.hostNames.forEach((service, host) ->
                given.called.computeIfAbsent(host, key -> new LinkedHashSet<>()).add(service));
        return given;
    }

    /** A node is named by a variable of its own service: others have addresses of mail at the same host. */
    private void addNodes(String service, Attribute attribute) {
        Set<String> own = Lookup.required(names, service);
        String hostName = Lookup.required(hostNames, service);
        attribute.get("environment").entries().forEach((key, value) -> {
            if (NodeNames.mayBeIn(key)) {
                NodeNames.hosts(value.peek()).stream()
                        .filter(host -> own.contains(host) || host.equals(hostName))
                        .forEach(nodes::add);
            }
        });
    }

    private void add(String name, String service) {
        if (!name.isEmpty() && !PodDns.isAddress(name)) {
            called.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(service);
            names.computeIfAbsent(service, key -> new LinkedHashSet<>()).add(name);
        }
    }

    /** Returns the names that compose makes known of a service, its own first. */
    Set<String> of(String service) {
        return Lookup.required(names, service);
    }

    /** Whether a service with this name says in its variables that it is a node of Erlang at it. */
    boolean isOfNode(String host) {
        return nodes.contains(host);
    }

    /** Returns the host name of a service's container; empty if it is not specified. */
    String hostName(String service) {
        return Lookup.required(hostNames, service);
    }

    /** Returns what services are called besides their own names, each with those that are called so by anybody. */
    Map<String, Set<String>> called() {
        return called;
    }
}
