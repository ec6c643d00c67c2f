package dev.sild.compose.translate.relations;

import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.relations.PodNames.PodName;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Lookup;
import dev.sild.model.Names;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the names of services into a {@link ServiceNames}: first their own, then those that must be made legal. */
final class NameReading {
    private final ServiceNames names;
    private final Set<String> hostNames = new HashSet<>();
    private final NameScopes scopes = new NameScopes();
    private final Map<String, List<Forbidden>> forbidden = new LinkedHashMap<>();

    /** A further name of a service that Kubernetes forbids. */
    private record Forbidden(String service, Set<String> networks, Attribute where) {}

    NameReading(ServiceNames names) {
        this.names = names;
    }

    void read(Map<String, Attribute> services, InterchangeablePods lasting, ContainerNames containers) {
        GivenNames given = GivenNames.of(services);
        nameComponents(services, given.called());
        names.podNames = PodNames.of(given, names.components, lasting);
        // What Kubernetes forbids becomes neither the name of one of their Services nor that of one of their hosts.
        hostNames.addAll(names.podNames.labels());
        services.forEach(this::readOwnName);
        services.forEach(this::readFurtherNames);
        readAddresses(services);
        makeLegal();
        Set<String> meaningful =
                names.hosts().stream().map(names.changed::folded).collect(Collectors.toSet());
        services.forEach((service, attribute) -> readHostName(service, attribute.get("hostname"), meaningful));
        makeLegal();
        scopes.report();
        services.forEach((service, attribute) -> {
            if (attribute.get("container_name").peek().isEmpty()) {
                containers.of(service).forEach(name -> readContainerName(service, name));
            }
        });
    }

    /** Few programs use what compose makes up, so that nothing is reported before one does. */
    private void readContainerName(String service, String name) {
        String component = names.component(service);
        boolean taken = names.components.containsKey(name)
                || names.answering.containsKey(name)
                || hostNames.contains(name)
                || !names.changed.legal(name).equals(name);
        if (!taken && Names.isLabel(name)) {
            names.answering.put(name, new LinkedHashSet<>(Set.of(component)));
            names.ofContainers.add(name);
        } else if (!taken) {
            names.changed.put(name, component);
        }
    }

    private void nameComponents(Map<String, Attribute> services, Map<String, Set<String>> called) {
        // A legal name keeps its service, wherever the file contains an illegal name that would become it.
        services.keySet().stream().filter(Names::isLabel).forEach(names.ownNames::add);
        services.values()
                .forEach(service -> hostNames.add(service.get("hostname").string()));
        Set<String> taken = new HashSet<>(called.keySet());
        taken.addAll(names.ownNames);
        for (String service : services.keySet()) {
            String legal = Names.label(service);
            boolean itsOwn = service.equals(legal)
                    || (!names.ownNames.contains(legal)
                            && called.getOrDefault(legal, Set.of(service)).equals(Set.of(service)));
            String component = itsOwn ? legal : Names.unique(service, taken);
            taken.add(component);
            names.ownNames.add(component);
            names.components.put(service, component);
        }
    }

    /** An address that one service alone has is a name of it, which becomes the name of its component. */
    private void readAddresses(Map<String, Attribute> services) {
        Map<String, Set<String>> owners = new LinkedHashMap<>();
        services.forEach((service, attribute) -> attribute
                .get("networks")
                .entries()
                .values()
                .forEach(network -> owners.computeIfAbsent(
                                network.get("ipv4_address").peek(), address -> new LinkedHashSet<>())
                        .add(names.component(service))));
        owners.forEach((address, components) -> {
            if (components.size() == 1 && ChangedNames.isAddress(address)) {
                names.changed.put(address, components.iterator().next());
            }
        });
    }

    private void readOwnName(String service, Attribute attribute) {
        String component = names.component(service);
        answer(component, component, networks(attribute), attribute);
        if (attribute.get("deploy").get("endpoint_mode").string().equals("dnsrr")
                || KomposeLabels.of(attribute).headless()) {
            names.roundRobin.add(component);
        }
        if (names.podNames.keeps(service)) {
            scopes.add(names.changed.folded(service), component, networks(attribute), attribute);
            attribute.note(
                    Code.NAME_AS_WRITTEN, PodNames.found(service) + "; it is '" + component + "' in the manifests");
        } else if (!component.equals(service) && names.changed.putOwn(service, component)) {
            attribute.note(Code.NAME_AS_WRITTEN, ChangedNames.found(service, component));
        } else if (!component.equals(service)) {
            attribute.note(
                    Code.NAME_CHANGED,
                    "'" + service + "' is not a valid name in Kubernetes; it is changed to '" + component + "'",
                    "rename the service to '" + component + "'");
        }
    }

    /** Returns the networks that a service's own names can be used on. */
    private static Set<String> networks(Attribute service) {
        String mode = service.get("network_mode").string();
        return mode.isEmpty() ? service.get("networks").entries().keySet() : Set.of(mode);
    }

    private void readFurtherNames(String service, Attribute attribute) {
        Attribute containerName = attribute.get("container_name");
        if (containerName.present()) {
            further(service, containerName.string(), networks(attribute), containerName);
        }
        attribute
                .get("networks")
                .entries()
                .forEach((network, settings) -> settings.get("aliases")
                        .items()
                        .forEach(alias -> further(service, alias.string(), Set.of(network), alias)));
        for (Attribute link : attribute.get("links").items()) {
            String text = link.string();
            int colon = text.indexOf(':');
            String target = colon < 0 ? text : text.substring(0, colon);
            String alias = text.substring(colon + 1);
            if (names.components.containsKey(target) && !alias.equals(names.component(target))) {
                // A link is a name that only the service with the link can use.
                further(target, alias, Set.of(link.origin().path()), link);
            }
        }
    }

    /** Compose itself does not resolve host names: a host name that has another meaning resolves only to that. */
    private void readHostName(String service, Attribute hostname, Set<String> meaningful) {
        Optional<PodName> podName = names.podNames.of(service);
        if (podName.isPresent()
                && names.podNames
                        .ofNode(hostname.string())
                        .orElse(hostname.string())
                        .equalsIgnoreCase(podName.get().toString())) {
            names.podNames.ofNode(hostname.string()).ifPresent(name -> names.changed.put(hostname.string(), name));
            scopes.add(podName.get().toString(), names.component(service), Set.of(), hostname);
            hostname.found(
                    Code.HOST_REPLACED,
                    "'" + hostname.string() + "' is not a valid host name in Kubernetes; the pod's host name is '"
                            + podName.get().hostname() + "', and '" + podName.get() + "' resolves to it");
        } else if (podName.isPresent()
                && hostname.present()
                && names.podNames.isOfNode(podName.get())
                && !hostname.string().equalsIgnoreCase(podName.get().hostname())) {
            further(service, hostname.string(), Set.of(), hostname);
            hostname.found(
                    Code.HOST_REPLACED,
                    "the pod's host name is '" + podName.get().hostname() + "', since its node is called '"
                            + podName.get() + "'");
        } else if (hostname.string().indexOf('.') >= 0) {
            hostname.found(
                    Code.NAME_UNRESOLVABLE,
                    "'" + hostname.string() + "' is not a valid Service name; in the cluster the service only"
                            + " resolves as '" + names.component(service) + "'",
                    "use the name of the service in its clients");
        } else if (hostname.present() && !meaningful.contains(names.changed.folded(hostname.string()))) {
            further(service, hostname.string(), Set.of(), hostname);
        } else if (hostname.present() && !Names.isLabel(hostname.string())) {
            reportHostName(service, hostname);
        }
    }

    private void reportHostName(String service, Attribute hostname) {
        String legal = names.hostName(service, hostname.string());
        hostname.found(
                Code.NAME_CHANGED,
                "'" + hostname.string() + "' is not a valid host name in Kubernetes; the pod's host name is "
                        + (legal.isEmpty() ? "its own name" : "'" + legal + "'"));
    }

    /** Adds one more name for {@code service}; a name that is not a label waits until all labels are known. */
    private void further(String service, String name, Set<String> networks, Attribute where) {
        String component = names.component(service);
        if (name.isEmpty() || name.equals("localhost") && where.segment().equals("hostname")) {
            // Empty, or a name by which nobody else finds the service with compose either.
            where.done();
        } else if (PodDns.isAddress(name) || name.equals("localhost")) {
            where.found(
                    Code.NAME_UNRESOLVABLE,
                    "'" + name + "' is "
                            + (name.equals("localhost")
                                    ? "the name of every container for itself"
                                    : "an IP address, which is not resolved by DNS")
                            + ", so it does not resolve to the service",
                    "use the name '" + component + "' in its clients");
        } else if (Names.isLabel(name)) {
            answer(name, component, networks, where);
        } else if (names.podNames.keeps(name)) {
            scopes.add(names.changed.folded(name), component, networks, where);
            where.found(Code.NAME_AS_WRITTEN, PodNames.found(name));
        } else if (names.components.containsKey(name)) {
            answer(names.component(name), component, networks, where);
            if (name.equals(service)) {
                // The finding of the service's own name says what becomes of it.
                return;
            }
            if (names.changed.isAsWritten(name, names.component(name))) {
                where.found(Code.NAME_AS_WRITTEN, ChangedNames.found(name, names.component(name)));
                return;
            }
            where.found(
                    Code.HOST_REPLACED,
                    "'" + name + "' is not a valid name in Kubernetes; it is changed to '" + names.component(name)
                            + "', like the service");
        } else {
            forbidden.computeIfAbsent(name, key -> new ArrayList<>()).add(new Forbidden(service, networks, where));
        }
    }

    private void makeLegal() {
        forbidden.forEach(this::makeLegal);
        forbidden.clear();
    }

    /**
     * Finds a legal name for a forbidden one: one of its own, or the service's, which is sufficient for a dotted name
     * of one service whose name resolves to no other.
     */
    private void makeLegal(String name, List<Forbidden> all) {
        String first = names.component(all.get(0).service());
        String legal = Names.label(name);
        boolean free =
                !names.ownNames.contains(legal) && !names.answering.containsKey(legal) && !hostNames.contains(legal);
        boolean enough = name.indexOf('.') >= 0
                && Lookup.required(names.answering, first).size() == 1
                && all.stream()
                        .allMatch(each -> each.service().equals(all.get(0).service()));
        Optional<String> node = names.podNames.ofNode(name);
        boolean own = free && !enough && node.isEmpty();
        String found = node.orElse(own ? legal : first);
        boolean kept = names.changed.put(name, found);
        for (Forbidden each : all) {
            String component = names.component(each.service());
            if (own) {
                answer(legal, component, each.networks(), each.where());
            }
        }
        for (Forbidden each : all) {
            String component = names.component(each.service());
            boolean leadsHere = own || node.isPresent() || Set.of(component).equals(names.answering.get(found));
            if (leadsHere && kept && each.where().segment().equals("hostname")) {
                reportHostName(each.service(), each.where());
            } else if (leadsHere && kept) {
                each.where().found(Code.NAME_AS_WRITTEN, ChangedNames.found(name, found));
            } else if (leadsHere) {
                each.where()
                        .found(
                                Code.NAME_CHANGED,
                                "'" + name + "' is not a valid name in Kubernetes; the service resolves as '" + found
                                        + "'",
                                "use '" + found + "' in its clients");
            } else {
                each.where()
                        .found(
                                Code.NAME_AMBIGUOUS,
                                "'" + name + "' means several services, but only resolves to '" + found
                                        + "' in the cluster",
                                "give each service a unique name");
            }
        }
    }

    private void answer(String name, String component, Set<String> networks, Attribute where) {
        scopes.add(name, component, networks, where);
        names.answering.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(component);
    }
}
