package dev.sild.compose.translate.relations;

import dev.sild.compose.translate.relations.PodNames.PodName;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Endpoint;
import dev.sild.model.Lookup;
import dev.sild.model.Names;
import dev.sild.model.Port;
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
 * host's. A name that Kubernetes forbids is made legal; see {@link ChangedNames} for where it is a host. A name that
 * resolves to the legal one as written stays unchanged.
 */
public final class ServiceNames {
    final Map<String, String> components = new LinkedHashMap<>();
    final Set<String> ownNames = new HashSet<>();
    final Map<String, Set<String>> answering = new LinkedHashMap<>();
    final ChangedNames changed;
    PodNames podNames = PodNames.NONE;
    /** Those that compose makes up for containers. */
    final Set<String> ofContainers = new LinkedHashSet<>();

    final Set<String> roundRobin = new LinkedHashSet<>();

    private ServiceNames(boolean caseBlind) {
        changed = new ChangedNames(caseBlind);
    }

    /** Returns the names of services where each is found by its very letters. */
    public static ServiceNames of(Map<String, Attribute> services) {
        return of(services, false, InterchangeablePods.NONE, ContainerNames.NONE);
    }

    /**
     * Returns the names of services.
     *
     * @param caseBlind whether what finds them does not tell capitals from small letters: DNS does not (<a
     *     href="https://www.rfc-editor.org/rfc/rfc4343">RFC 4343</a>), in a cluster or podman's, but one pod's hosts
     *     file may
     * @param lasting the services whose pods can be found by a host name and a subdomain; none but in a cluster
     * @param containers what compose calls their containers
     */
    public static ServiceNames of(
            Map<String, Attribute> services,
            boolean caseBlind,
            InterchangeablePods lasting,
            ContainerNames containers) {
        ServiceNames names = new ServiceNames(caseBlind);
        new NameReading(names).read(services, lasting, containers);
        if (services.values().stream().anyMatch(ServiceNames::isOfSwarm)) {
            names.components.forEach(names.changed::putTasks);
            names.answering.keySet().stream()
                    .filter(name -> !names.ofContainers.contains(name))
                    .forEach(name -> names.changed.putTasks(name, name));
        }
        return names;
    }

    /**
     * Whether a service is written for a Swarm, which alone knows names such as {@code tasks.web}: elsewhere that is a
     * module or a file. Limits in {@code deploy} are for all engines.
     */
    private static boolean isOfSwarm(Attribute service) {
        return service.get("deploy").below().stream()
                .anyMatch(key -> !key.segment().equals("resources"));
    }

    /**
     * Returns the host name of the pod of {@code service}: the service's host name made legal, unless that refers to
     * another service.
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

    public String component(String service) {
        return Lookup.required(components, service);
    }

    /** Returns every name that refers to a service, legal or not. */
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
        String legal = changed.legal(host);
        if (podNames.keeps(legal)) {
            return podNames.services(legal).stream()
                    .map(this::component)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        return answering.getOrDefault(legal, Set.of());
    }

    /**
     * Returns the own name of the service that a host name refers to, where that name leads to it with compose and
     * here; empty where several services have the host name, where the own name has changed, and for the host of an
     * Erlang node, which has to be as in the name of the node.
     */
    Optional<String> sameInCompose(String host) {
        if (podNames.ofNode(host).isPresent()) {
            return Optional.empty();
        }
        Set<String> all = answering(host);
        return all.stream()
                .filter(name -> all.size() == 1
                        && name.equals(components.get(name))
                        && answering(name).equals(all))
                .findFirst();
    }

    /** Whether a host name resolves to a component that is not in {@code components}. */
    public boolean meansAnother(String host, Collection<String> components) {
        return !components.containsAll(answering(host));
    }

    public ChangedNames changed() {
        return changed;
    }

    /**
     * Returns the endpoints, given each component's ports.
     *
     * @param early components that are found before they are ready
     */
    public List<Endpoint> endpoints(Map<String, List<Port>> ports, Set<String> early) {
        Endpoints endpoints = new Endpoints(ports, early, roundRobin);
        List<Endpoint> all = new ArrayList<>();
        answering.forEach((name, who) -> all.add(endpoints.of(name, who, !ownNames.contains(name))));
        podNames.subdomains()
                .forEach((name, services) -> all.add(endpoints.ofHosts(
                        name, services.stream().map(this::component).toList())));
        return all;
    }
}
