package dev.sild.compose.translate.relations;

import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.relations.PodNames.PodName;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Endpoint;
import dev.sild.model.Names;
import dev.sild.model.Port;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names under which services find each other: a service's own, its aliases, its links', its container's and its
 * host's. A name that Kubernetes forbids is made legal; see {@link ChangedNames} for where it stands as a host. One
 * that leads to the legal one as it is written stays so.
 */
public final class ServiceNames {
    private final Map<String, String> components = new LinkedHashMap<>();
    private final Set<String> ownNames = new HashSet<>();
    private final Set<String> hostNames = new HashSet<>();
    private final Map<String, Set<String>> answering = new LinkedHashMap<>();
    private final ChangedNames changed;
    private PodNames podNames = PodNames.NONE;
    private final NameScopes scopes = new NameScopes();
    private final Set<String> roundRobin = new LinkedHashSet<>();
    private final Map<String, List<Forbidden>> forbidden = new LinkedHashMap<>();

    /** A further name of a service that Kubernetes forbids. */
    private record Forbidden(String service, Set<String> networks, Attribute where) {}

    private ServiceNames(boolean caseBlind) {
        changed = new ChangedNames(caseBlind);
    }

    /** Returns the names of services where each is found by its very letters. */
    public static ServiceNames of(Map<String, Attribute> services) {
        return of(services, false, InterchangeablePods.NONE);
    }

    /**
     * Returns the names of services.
     *
     * @param caseBlind whether what finds them does not tell capitals from small letters: DNS does not (<a
     *     href="https://www.rfc-editor.org/rfc/rfc4343">RFC 4343</a>), in a cluster or podman's, but one pod's hosts
     *     file may
     * @param lasting the services whose pods can be found by a host name and a subdomain; none but in a cluster
     */
    public static ServiceNames of(Map<String, Attribute> services, boolean caseBlind, InterchangeablePods lasting) {
        ServiceNames names = new ServiceNames(caseBlind);
        GivenNames given = GivenNames.of(services);
        names.nameComponents(services, given.called());
        names.podNames = PodNames.of(given, names.components, lasting);
        // What Kubernetes forbids becomes neither the name of one of their Services nor that of one of their hosts.
        names.hostNames.addAll(names.podNames.labels());
        services.forEach(names::readOwnName);
        services.forEach(names::readFurtherNames);
        names.makeLegal();
        Set<String> meaningful =
                names.hosts().stream().map(names.changed::folded).collect(Collectors.toSet());
        services.forEach((service, attribute) -> names.readHostName(service, attribute.get("hostname"), meaningful));
        names.makeLegal();
        names.scopes.report();
        return names;
    }

    private void nameComponents(Map<String, Attribute> services, Map<String, Set<String>> called) {
        // A name that is legal keeps its service, wherever an illegal one that would become it stands in the file.
        services.keySet().stream().filter(Names::isLabel).forEach(ownNames::add);
        services.values()
                .forEach(service -> hostNames.add(service.get("hostname").string()));
        Set<String> taken = new HashSet<>(called.keySet());
        taken.addAll(ownNames);
        for (String service : services.keySet()) {
            String legal = Names.label(service);
            boolean itsOwn = service.equals(legal)
                    || (!ownNames.contains(legal)
                            && called.getOrDefault(legal, Set.of(service)).equals(Set.of(service)));
            String component = itsOwn ? legal : Names.unique(service, taken);
            taken.add(component);
            ownNames.add(component);
            components.put(service, component);
        }
    }

    private void readOwnName(String service, Attribute attribute) {
        String component = component(service);
        answer(component, component, networks(attribute), attribute);
        if (attribute.get("deploy").get("endpoint_mode").string().equals("dnsrr")
                || KomposeLabels.of(attribute).headless()) {
            roundRobin.add(component);
        }
        if (podNames.keeps(service)) {
            scopes.add(changed.folded(service), component, networks(attribute), attribute);
            attribute.note(
                    Code.NAME_AS_WRITTEN, PodNames.found(service) + "; it is '" + component + "' in the manifests");
        } else if (!component.equals(service) && changed.put(service, component)) {
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
            if (components.containsKey(target) && !alias.equals(component(target))) {
                // A link is a name that only the service with the link can use.
                further(target, alias, Set.of(link.origin().path()), link);
            }
        }
    }

    /** Compose itself resolves no host names: one that means something else leads to that alone. */
    private void readHostName(String service, Attribute hostname, Set<String> meaningful) {
        Optional<PodName> podName = podNames.of(service);
        if (podName.isPresent()
                && hostname.string().equalsIgnoreCase(podName.get().toString())) {
            scopes.add(podName.get().toString(), component(service), Set.of(), hostname);
            hostname.found(
                    Code.NAME_CHANGED,
                    "'" + hostname.string() + "' is not a valid host name in Kubernetes; the pod's host name is '"
                            + podName.get().hostname() + "', and '" + podName.get() + "' resolves to it");
        } else if (hostname.string().indexOf('.') >= 0) {
            hostname.found(
                    Code.NAME_UNRESOLVABLE,
                    "'" + hostname.string() + "' is not a valid Service name; in the cluster the service only"
                            + " resolves as '" + component(service) + "'",
                    "use the name of the service in its clients");
        } else if (hostname.present() && !meaningful.contains(changed.folded(hostname.string()))) {
            further(service, hostname.string(), Set.of(), hostname);
        } else if (hostname.present() && !Names.isLabel(hostname.string())) {
            reportHostName(service, hostname);
        }
    }

    private void reportHostName(String service, Attribute hostname) {
        String legal = hostName(service, hostname.string());
        hostname.found(
                Code.NAME_CHANGED,
                "'" + hostname.string() + "' is not a valid host name in Kubernetes; the pod's host name is "
                        + (legal.isEmpty() ? "its own name" : "'" + legal + "'"));
    }

    /**
     * Returns what the pod of {@code service} calls itself: its host name made legal, unless that means somebody else.
     */
    public String hostName(String service, String hostname) {
        Optional<PodName> podName = podNames.of(service);
        if (podName.isPresent()) {
            return podName.get().hostname();
        }
        if (hostname.isEmpty() || Names.isLabel(hostname)) {
            return hostname;
        }
        String legal = legalHostName(hostname);
        Set<String> own = Set.of(component(service));
        return answering.getOrDefault(legal, own).equals(own) ? legal : "";
    }

    /** Returns the headless Service by which the pods of {@code service} are found besides; empty for none. */
    public String subdomain(String service) {
        return podNames.of(service).map(PodName::subdomain).orElse("");
    }

    /** Returns what a host name becomes: of one with dots the first part, which is all that programs show of it. */
    private String legalHostName(String hostname) {
        int dot = hostname.indexOf('.');
        return dot > 0
                ? Names.label(hostname.substring(0, dot))
                : changed.all().getOrDefault(hostname, Names.label(hostname));
    }

    /** Lets {@code service} answer to one more name; what is no label waits until all labels are known. */
    private void further(String service, String name, Set<String> networks, Attribute where) {
        String component = component(service);
        if (PodDns.isAddress(name) || name.equals("localhost")) {
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
        } else if (podNames.keeps(name)) {
            scopes.add(changed.folded(name), component, networks, where);
            where.found(Code.NAME_AS_WRITTEN, PodNames.found(name));
        } else if (components.containsKey(name)) {
            answer(component(name), component, networks, where);
            if (changed.isAsWritten(name, component(name))) {
                where.found(Code.NAME_AS_WRITTEN, ChangedNames.found(name, component(name)));
                return;
            }
            where.found(
                    Code.NAME_CHANGED,
                    "'" + name + "' is not a valid name in Kubernetes; it is changed to '" + component(name)
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
     * Finds a legal name for a forbidden one: one of its own, or the service's, which is enough for a dotted name of
     * one service whose name leads to no other.
     */
    private void makeLegal(String name, List<Forbidden> all) {
        String first = component(all.get(0).service());
        String legal = Names.label(name);
        boolean free = !ownNames.contains(legal) && !answering.containsKey(legal) && !hostNames.contains(legal);
        boolean enough = name.indexOf('.') >= 0
                && answering.get(first).size() == 1
                && all.stream()
                        .allMatch(each -> each.service().equals(all.get(0).service()));
        boolean own = free && !enough;
        String found = own ? legal : first;
        boolean kept = changed.put(name, found);
        for (Forbidden each : all) {
            String component = component(each.service());
            if (own) {
                answer(legal, component, each.networks(), each.where());
            }
        }
        for (Forbidden each : all) {
            String component = component(each.service());
            boolean leadsHere = own || answering.get(found).equals(Set.of(component));
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
        answering.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(component);
    }

    /** Returns the component of a service. */
    public String component(String service) {
        return components.get(service);
    }

    /** Returns every name that stands for a service, legal or not. */
    public Set<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>(components.keySet());
        hosts.addAll(answering.keySet());
        hosts.addAll(changed.names());
        hosts.addAll(podNames.kept());
        hosts.addAll(podNames.subdomains().keySet());
        return hosts;
    }

    /** Returns the components that answer to a host name. */
    public Set<String> answering(String host) {
        if (podNames.keeps(host)) {
            return podNames.services(host).stream()
                    .map(this::component)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        return answering.getOrDefault(changed.legal(host), Set.of());
    }

    /** Whether a host name leads to somebody who is none of {@code components}. */
    public boolean meansAnother(String host, Collection<String> components) {
        return !components.containsAll(answering(host));
    }

    /** Returns the names that had to be changed. */
    public ChangedNames changed() {
        return changed;
    }

    /**
     * Returns the endpoints, given each component's ports.
     *
     * @param peers components that must be found before they are ready, since they become ready by finding each other
     */
    public List<Endpoint> endpoints(Map<String, List<Port>> ports, Set<String> peers) {
        Endpoints endpoints = new Endpoints(ports, peers, roundRobin);
        List<Endpoint> all = new ArrayList<>();
        answering.forEach((name, who) -> all.add(endpoints.of(name, who, !ownNames.contains(name))));
        podNames.subdomains()
                .forEach((name, services) -> all.add(endpoints.ofHosts(
                        name, services.stream().map(this::component).toList())));
        return all;
    }
}
