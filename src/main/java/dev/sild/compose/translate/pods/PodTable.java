package dev.sild.compose.translate.pods;

import dev.sild.compose.translate.source.DependencyOrder;
import dev.sild.model.Component;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Lookup;
import dev.sild.model.Network;
import dev.sild.model.Port;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The pods, and in which of them each service's container runs. A pod has the name of one of its services. */
public final class PodTable {
    private final Map<String, Component> pods = new LinkedHashMap<>();
    private final Map<String, String> podOf = new HashMap<>();
    private final Map<String, List<String>> members = new HashMap<>();
    private boolean shared;

    /** Starts with a pod for each of {@code components}. */
    PodTable(List<Component> components) {
        for (Component component : components) {
            pods.put(component.name(), component);
            podOf.put(component.name(), component.name());
            members.put(component.name(), new ArrayList<>(List.of(component.name())));
        }
    }

    /** Returns the name of the pod in which a service's container runs, by the name its component had. */
    String podOf(String name) {
        return Lookup.required(podOf, name);
    }

    /** Returns the pod in which a service's container runs. */
    public Component pod(String name) {
        return Lookup.required(pods, podOf(name));
    }

    /** Returns the names that the components had whose containers run in a pod. */
    List<String> members(String pod) {
        return Collections.unmodifiableList(members.get(pod));
    }

    /** Puts another pod into the place of the one of that name. */
    void put(Component pod) {
        pods.put(pod.name(), pod);
    }

    /** Lets what runs in the pod {@code guest} run in {@code host}, which takes the place of the pod of its name. */
    void join(String guest, Component host) {
        pods.remove(guest);
        pods.put(host.name(), host);
        List<String> moved = members.remove(guest);
        moved.forEach(name -> podOf.put(name, host.name()));
        Lookup.required(members, host.name()).addAll(moved);
    }

    /** Lets services that share a namespace run in one pod: from then on two pods may need each other. */
    void share(String guest, Component host) {
        join(guest, host);
        shared = true;
    }

    /** Whether two pods may need each other, though no two services do. */
    boolean circlesMayBe() {
        return shared;
    }

    /** Returns the pods, each after those that {@code needs} names for it. */
    List<Component> sorted(Map<String, Set<String>> needs) {
        return DependencyOrder.each(needs).stream().map(pods::get).toList();
    }

    /** Returns the names of the pods, in order. */
    Set<String> names() {
        return pods.keySet();
    }

    /**
     * Returns the ports that are open on each service's network, by the name of the service's component. Containers
     * that share its pod for another reason are excluded: if only their ports are known, the ports of the service are
     * not.
     *
     * @param networks whose network each component uses
     */
    Map<String, List<Port>> ports(Map<String, String> networks) {
        Map<String, List<Port>> ports = new HashMap<>();
        podOf.forEach((name, pod) -> ports.put(
                name,
                Lookup.required(pods, pod).containers().stream()
                        .filter(container -> Lookup.required(networks, name).equals(networks.get(container.name())))
                        .flatMap(container -> container.ports().stream())
                        .toList()));
        return ports;
    }

    /** Returns the endpoints with pods in the place of services. */
    List<Endpoint> endpoints(List<Endpoint> endpoints) {
        return endpoints.stream()
                .map(endpoint -> new Endpoint(
                        endpoint.dnsName(),
                        podsOf(endpoint.components()),
                        endpoint.ports(),
                        endpoint.headless(),
                        endpoint.publishNotReady()))
                .toList();
    }

    /** Returns the networks with pods in the place of services. */
    List<Network> networks(List<Network> networks) {
        return networks.stream()
                .map(network -> network.with(podsOf(network.members()), podsOf(network.callers())))
                .toList();
    }

    /** Returns the exposures with pods in the place of services: one for all that a pod opens by the same means. */
    public List<Exposure> exposures(List<Exposure> exposures) {
        if (!shared) {
            return exposures.stream()
                    .map(exposure -> exposure.of(podOf(exposure.component())))
                    .toList();
        }
        Map<List<Object>, Exposure> merged = new LinkedHashMap<>();
        for (Exposure exposure : exposures) {
            String pod = podOf(exposure.component());
            merged.merge(
                    List.of(pod, exposure.kind()),
                    exposure.of(pod),
                    (one, other) -> new Exposure(
                            pod,
                            one.kind(),
                            Stream.concat(one.ports().stream(), other.ports().stream())
                                    .distinct()
                                    .toList()));
        }
        return List.copyOf(merged.values());
    }

    private List<String> podsOf(Collection<String> names) {
        Set<String> distinct = new LinkedHashSet<>();
        names.forEach(name -> distinct.add(podOf(name)));
        return new ArrayList<>(distinct);
    }
}
