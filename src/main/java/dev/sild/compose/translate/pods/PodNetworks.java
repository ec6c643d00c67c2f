package dev.sild.compose.translate.pods;

import dev.sild.model.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which networks a pod is on: those of all whose containers run in it. */
public final class PodNetworks {
    private final PodTable pods;
    private final Map<String, List<Network>> ofMember = new HashMap<>();
    private final boolean isolated;

    public PodNetworks(PodTable pods, List<Network> networks) {
        this.pods = pods;
        networks.forEach(network -> new LinkedHashSet<>(network.members())
                .forEach(member -> ofMember.computeIfAbsent(member, key -> new ArrayList<>())
                        .add(network)));
        isolated = !networks.isEmpty();
    }

    /** Whether networks keep anybody out at all. */
    boolean isolated() {
        return isolated;
    }

    /** Returns the networks of a pod, as it is now. */
    Collection<Network> of(String pod) {
        return byName(pod).values();
    }

    /** Returns the networks that two pods are both on. */
    List<Network> shared(String one, String other) {
        Map<String, Network> others = byName(other);
        return of(one).stream()
                .filter(network -> others.containsKey(network.name()))
                .toList();
    }

    /**
     * Whether two pods are on the same networks. Two that are on none have each a loopback of their own, and no more.
     */
    boolean same(String one, String other) {
        Set<String> networks = byName(one).keySet();
        return networks.equals(byName(other).keySet())
                && (!isolated || !networks.isEmpty() || pods.pod(one).pod().hostNetwork());
    }

    /** Whether nothing but the project's own networks can be reached from a pod, not even the API server. */
    boolean isShutIn(String pod) {
        return isolated
                && of(pod).stream().allMatch(Network::internal)
                && !pods.pod(pod).pod().hostNetwork();
    }

    /** Whether a pod is kept from everybody, even from those who know what names mean. */
    boolean isAlone(String pod) {
        return isolated && of(pod).isEmpty() && !pods.pod(pod).pod().hostNetwork();
    }

    /** By name, since a network itself is as large as the number of its members. */
    private Map<String, Network> byName(String pod) {
        Map<String, Network> networks = new LinkedHashMap<>();
        pods.members(pod)
                .forEach(member -> ofMember.getOrDefault(member, List.of())
                        .forEach(network -> networks.put(network.name(), network)));
        return networks;
    }
}
