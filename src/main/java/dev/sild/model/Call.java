package dev.sild.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Connections that a caller may open to a callee.
 *
 * @param from who opens them
 * @param to who accepts them
 * @param ports at which ports; empty for every port, or, for the API server, for those it usually has
 */
public record Call(Caller from, Callee to, List<Port> ports) {

    /** Who opens or accepts connections. */
    public sealed interface End {
        /** What it is called in the names of policies. */
        String name();
    }

    /** Who opens connections. */
    public sealed interface Caller extends End {}

    /** Whom connections are opened to. */
    public sealed interface Callee extends End {}

    /** A component of the application. */
    public record OfComponent(String name) implements Caller, Callee {}

    /**
     * A caller or callee outside the application, such as an ingress controller.
     *
     * @param name what they are called in the names of policies, such as {@code ingress}
     * @param peers the peers that it consists of; at least one
     */
    public record Others(String name, List<Peer> peers) implements Caller, Callee {
        /**
         * Makes some.
         *
         * @throws IllegalArgumentException if {@code peers} is empty: policies would allow everyone
         */
        public Others {
            peers = List.copyOf(peers);
            if (peers.isEmpty()) {
                throw new IllegalArgumentException("'" + name + "' selects no pods");
            }
        }
    }

    /** A peer outside the application. */
    public sealed interface Peer {}

    /**
     * Pods.
     *
     * @param namespace labels of their namespaces, none for every namespace; empty for the application's own
     * @param labels their own labels; none for every pod
     */
    public record Pods(Optional<Map<String, String>> namespace, Map<String, String> labels) implements Peer {
        public Pods {
            namespace = namespace.map(Ordered::copyOf);
            labels = Ordered.copyOf(labels);
        }
    }

    /** Addresses outside of the cluster, in CIDR notation. */
    public record Addresses(String block) implements Peer {}

    /** Everybody, within the cluster and outside. */
    public record World() implements Caller {
        @Override
        public String name() {
            return "world";
        }
    }

    /**
     * Public addresses: each but those set aside for private networks, links and sharing. The excluded ranges contain
     * the addresses within a cluster, and the address at which clouds hand out credentials.
     */
    public record Internet() implements Callee {
        @Override
        public String name() {
            return "internet";
        }
    }

    /** The API server of the cluster. */
    public record ApiServer() implements Callee {
        @Override
        public String name() {
            return "api-server";
        }
    }

    public Call {
        ports = List.copyOf(ports);
    }

    /** Returns a call from one component to another. */
    public static Call between(String from, String to, Port... ports) {
        return new Call(new OfComponent(from), new OfComponent(to), List.of(ports));
    }
}
