package dev.sild.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Ports of a component that are opened to the world outside.
 *
 * @param component whose ports
 * @param kind by what means
 * @param ports which ports
 */
public record Exposure(String component, Kind kind, List<Published> ports) {

    /**
     * A published port.
     *
     * @param number the port seen from outside
     * @param target the port of the container
     * @param nodePort the port of the nodes, where the user asks for one; empty for one that the cluster chooses
     */
    public record Published(int number, Port target, Optional<Integer> nodePort) {
        /** Creates a port whose node port, if needed, is chosen by the cluster. */
        public Published(int number, Port target) {
            this(number, target, Optional.empty());
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    /** By what means ports are opened. */
    public sealed interface Kind {}

    /** Not opened at all: anyone who may use the cluster's API can forward the port. */
    public record PortForward() implements Kind {}

    /** On the machine the container runs on, at one address or (empty) all of them. */
    public record OnHost(String address) implements Kind {}

    /** A port of every node. */
    public record NodePort(Terms terms) implements Kind {
        /** Creates an exposure with the default terms. */
        public NodePort() {
            this(Terms.DEFAULT);
        }
    }

    /**
     * An address of its own, from the cluster's load balancer.
     *
     * @param loadBalancerClass which load balancer; empty for the cluster's default
     * @param sourceRanges the addresses that may come in, in CIDR notation; empty for all
     */
    public record LoadBalancer(String loadBalancerClass, List<String> sourceRanges, Terms terms) implements Kind {
        public LoadBalancer {
            sourceRanges = List.copyOf(sourceRanges);
        }

        /** Creates an exposure with the default terms. */
        public LoadBalancer() {
            this("", List.of(), Terms.DEFAULT);
        }
    }

    /**
     * Further settings of a Service that is open to the outside.
     *
     * @param annotations annotations for cloud providers
     * @param externalTrafficPolicy {@code Local} to keep the callers' addresses, {@code Cluster} to reach every pod
     *     from every node; empty for the cluster's default
     */
    public record Terms(Map<String, String> annotations, String externalTrafficPolicy) {
        /** The cluster's own. */
        public static final Terms DEFAULT = new Terms(Map.of(), "");

        public Terms {
            annotations = Ordered.copyOf(annotations);
        }
    }

    /**
     * HTTP by host name and path, through an ingress controller.
     *
     * @param hosts the host names, also {@code *.name}; empty for every one
     * @param paths the paths at each of the hosts; at least one
     * @param tls the certificates
     * @param className which controller; empty for the cluster's default
     * @param annotations annotations for the controller and for certificate issuers
     */
    public record Ingress(
            List<String> hosts, List<Path> paths, List<Tls> tls, String className, Map<String, String> annotations)
            implements Kind {
        public Ingress {
            hosts = List.copyOf(hosts);
            paths = List.copyOf(paths);
            tls = List.copyOf(tls);
            annotations = Ordered.copyOf(annotations);
        }

        /**
         * Creates an exposure for every path of a host; {@code host}, {@code tlsSecret} and {@code className} may be
         * empty.
         */
        public Ingress(String host, String tlsSecret, String className) {
            this(
                    one(host),
                    List.of(Path.ALL),
                    tlsSecret.isEmpty() ? List.of() : List.of(new Tls(one(host), tlsSecret)),
                    className,
                    Map.of());
        }
    }

    /**
     * The paths of requests.
     *
     * @param value the path, beginning with {@code /}
     * @param type how it is compared
     * @param replacement what a Gateway replaces the path by on its way; empty for nothing
     * @param timeoutSeconds how long a Gateway waits for the whole answer; empty for as long as it is set to
     */
    public record Path(String value, PathType type, Optional<String> replacement, OptionalInt timeoutSeconds) {
        /** Every path. */
        public static final Path ALL = new Path("/", PathType.PREFIX);

        /** Creates a path that reaches the component unchanged. */
        public Path(String value, PathType type) {
            this(value, type, Optional.empty(), OptionalInt.empty());
        }
    }

    /** How the path of a request is compared. */
    public enum PathType {
        /** Element by element, as far as ours goes. */
        PREFIX,
        /** Character by character, to its end. */
        EXACT,
        /** As the controller sees fit. */
        IMPLEMENTATION_SPECIFIC
    }

    /**
     * A certificate.
     *
     * @param hosts the hosts it is for
     * @param secret the Secret that contains it, or that it will be written to; empty for the controller's default
     */
    public record Tls(List<String> hosts, String secret) {
        public Tls {
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * HTTP by host name and path, through a Gateway.
     *
     * @param hosts the host names, also {@code *.name}; empty for every one
     * @param paths the paths at each of the hosts; at least one
     * @param gateway the Gateway's name, or {@code namespace/name}
     * @param section the Gateway's listener; empty for each
     * @param annotations annotations for the controller
     */
    public record Gateway(
            List<String> hosts, List<Path> paths, String gateway, String section, Map<String, String> annotations)
            implements Kind {
        public Gateway {
            hosts = List.copyOf(hosts);
            paths = List.copyOf(paths);
            annotations = Ordered.copyOf(annotations);
        }

        /** Creates an exposure for every path of a host; {@code host} may be empty. */
        public Gateway(String host, String gateway) {
            this(one(host), List.of(Path.ALL), gateway, "", Map.of());
        }
    }

    private static List<String> one(String host) {
        return host.isEmpty() ? List.of() : List.of(host);
    }

    public Exposure {
        ports = List.copyOf(ports);
    }

    /** Returns this exposure as one of another component. */
    public Exposure of(String otherComponent) {
        return new Exposure(otherComponent, kind, ports);
    }
}
