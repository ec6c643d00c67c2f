package dev.sild.model;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every connection that an application's components may open or accept; all others are refused.
 *
 * @param edges the connections
 * @param dns who resolves names for them; none for anybody. Clusters differ in who does: pods of kube-system, one on
 *     each node, or something outside.
 * @param byNetwork whether the cluster's network refuses the others; a mesh does so in any case
 * @param apiServer where the API server is, for components that may call it; empty for any address
 */
public record Calls(List<Call> edges, List<Call.Peer> dns, boolean byNetwork, List<Call.Peer> apiServer) {
    public Calls {
        edges = List.copyOf(edges);
        dns = List.copyOf(dns);
        apiServer = List.copyOf(apiServer);
    }

    /** Creates an instance without the addresses of the API server. */
    public Calls(List<Call> edges, List<Call.Peer> dns, boolean byNetwork) {
        this(edges, dns, byNetwork, List.of());
    }

    public Calls withApiServer(List<Call.Peer> addresses) {
        return new Calls(edges, dns, byNetwork, addresses);
    }

    /** Creates an instance that the network enforces, with any DNS server allowed. */
    public Calls(List<Call> edges) {
        this(edges, List.of(), true);
    }

    /** Returns the connections with all ports of a caller and a callee together, once; no ports mean every port. */
    public List<Call> merged() {
        Map<Call, Set<Port>> ports = new LinkedHashMap<>();
        Set<Call> all = new LinkedHashSet<>();
        for (Call edge : edges) {
            Call ends = new Call(edge.from(), edge.to(), List.of());
            ports.computeIfAbsent(ends, key -> new LinkedHashSet<>())
                    .addAll(edge.ports().stream().map(Port::nameless).toList());
            if (edge.ports().isEmpty()) {
                all.add(ends);
            }
        }
        return ports.entrySet().stream()
                .map(edge -> all.contains(edge.getKey())
                        ? edge.getKey()
                        : new Call(edge.getKey().from(), edge.getKey().to(), List.copyOf(edge.getValue())))
                .toList();
    }
}
