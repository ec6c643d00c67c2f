package dev.sild.stacks.spec;

import dev.sild.model.Call;
import dev.sild.model.Calls;
import dev.sild.model.Exposure;
import dev.sild.model.Exposure.Gateway;
import dev.sild.model.Exposure.Ingress;
import dev.sild.model.Exposure.LoadBalancer;
import dev.sild.model.Exposure.NodePort;
import dev.sild.model.Exposure.Path;
import dev.sild.model.Exposure.Published;
import dev.sild.model.Exposure.Terms;
import dev.sild.model.Exposure.Tls;
import dev.sild.model.Port;
import dev.sild.stacks.shared.Door;
import dev.sild.v1alpha1.shared.NetworkPolicy;
import dev.sild.v1alpha1.shared.exposure.tls.Issuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** How a stack is reached from outside. */
public final class Openings {
    private static final Call.Peer ALL_OF_THIS_NAMESPACE = new Call.Pods(Optional.empty(), Map.of());

    private final dev.sild.v1alpha1.shared.Exposure said;
    private final List<String> hosts;

    private Openings(dev.sild.v1alpha1.shared.Exposure said, List<String> more) {
        this.said = said;
        // One that is open to every host is open to those as well.
        hosts = said.getHost() == null
                ? List.of()
                : Stream.concat(Stream.of(said.getHost()), more.stream())
                        .distinct()
                        .toList();
    }

    /** Returns how the component that answers callers from outside is opened to them. */
    public static List<Exposure> of(dev.sild.v1alpha1.shared.Exposure said, String entrance, List<Door> doors) {
        return of(said, List.of(), entrance, doors);
    }

    /**
     * Returns the same for a component that also answers to other names than the one of the exposure.
     *
     * @param more the other names
     */
    public static List<Exposure> of(
            dev.sild.v1alpha1.shared.Exposure said, List<String> more, String entrance, List<Door> doors) {
        Openings openings = new Openings(said, more);
        return openings.kind()
                .map(kind -> List.of(new Exposure(
                        entrance, kind, doors.stream().map(openings::published).toList())))
                .orElse(List.of());
    }

    /**
     * Returns how a component is opened by a route of its own of the Gateway that the exposure names.
     *
     * @param hosts the host names; none for every one
     * @param paths the paths at each of them
     */
    public static Exposure route(
            dev.sild.v1alpha1.shared.Exposure said, String component, Port port, List<String> hosts, List<Path> paths) {
        return new Exposure(
                component,
                new Openings(said, List.of()).gateway(hosts, paths),
                List.of(new Published(port.number(), port)));
    }

    /** Returns the annotations of the entrance's own Service, which opens the stack where nothing else does. */
    public static Map<String, String> ofService(dev.sild.v1alpha1.shared.Exposure said) {
        return said.getType() == dev.sild.v1alpha1.shared.Exposure.Type.CLUSTERIP
                ? Shapes.map(said.getAnnotations())
                : Map.of();
    }

    /** Whether a controller of the cluster answers callers and calls the entrance in turn. */
    public static boolean behindProxy(dev.sild.v1alpha1.shared.Exposure said) {
        return said.getType() == dev.sild.v1alpha1.shared.Exposure.Type.INGRESS
                || said.getType() == dev.sild.v1alpha1.shared.Exposure.Type.GATEWAY;
    }

    /** Whether the entrance itself must end TLS, since no Ingress controller does. */
    public static boolean endsTls(dev.sild.v1alpha1.shared.Exposure said) {
        return said.getTls() != null && said.getType() != dev.sild.v1alpha1.shared.Exposure.Type.INGRESS;
    }

    /** Returns the port of the nodes at which callers find HTTPS, where the user chose one. */
    public static OptionalInt nodePortOfHttps(dev.sild.v1alpha1.shared.Exposure said) {
        return said.getNodePort() == null || said.getNodePort().getHttps() == null
                ? OptionalInt.empty()
                : OptionalInt.of(said.getNodePort().getHttps());
    }

    /** Returns who may call the entrance. */
    public static Call.Caller callers(NetworkPolicy policy, dev.sild.v1alpha1.shared.Exposure said) {
        return policy.getAllowFrom() != null && !policy.getAllowFrom().isEmpty()
                ? new Call.Others("callers", Shapes.peers(policy.getAllowFrom()))
                : said.getType() == dev.sild.v1alpha1.shared.Exposure.Type.CLUSTERIP
                        ? new Call.Others("namespace", List.of(ALL_OF_THIS_NAMESPACE))
                        : new Call.World();
    }

    /** Returns the connections of a stack with what its policies say about DNS. */
    public static Calls calls(NetworkPolicy policy, List<Call> calls) {
        return new Calls(calls, Shapes.peers(policy.getDnsTo()), policy.getEnabled());
    }

    private Optional<Exposure.Kind> kind() {
        return switch (said.getType()) {
            case CLUSTERIP -> Optional.empty();
            case NODEPORT -> Optional.of(new NodePort(terms()));
            case LOADBALANCER ->
                Optional.of(
                        said.getLoadBalancer() == null
                                ? new LoadBalancer("", List.of(), terms())
                                : new LoadBalancer(
                                        Shapes.text(said.getLoadBalancer().getClassName()),
                                        Shapes.list(said.getLoadBalancer().getSourceRanges()),
                                        terms()));
            case INGRESS ->
                Optional.of(new Ingress(
                        hosts,
                        List.of(Path.ALL),
                        tls(),
                        said.getIngress() == null
                                ? ""
                                : Shapes.text(said.getIngress().getClassName()),
                        ingressAnnotations()));
            case GATEWAY -> Optional.of(gateway(hosts, List.of(Path.ALL)));
        };
    }

    private Gateway gateway(List<String> names, List<Path> paths) {
        return new Gateway(
                names,
                paths,
                gateway(),
                Shapes.text(said.getGateway().getSectionName()),
                Shapes.map(said.getAnnotations()));
    }

    private Terms terms() {
        return new Terms(Shapes.map(said.getAnnotations()), "");
    }

    private List<Tls> tls() {
        return said.getTls() == null
                ? List.of()
                : List.of(new Tls(hosts, said.getTls().getSecretName()));
    }

    private Map<String, String> ingressAnnotations() {
        Map<String, String> annotations = new LinkedHashMap<>();
        if (said.getTls() != null && said.getTls().getIssuer() != null) {
            Issuer issuer = said.getTls().getIssuer();
            annotations.put(
                    issuer.getKind() == Issuer.Kind.CLUSTERISSUER
                            ? "cert-manager.io/cluster-issuer"
                            : "cert-manager.io/issuer",
                    issuer.getName());
        }
        annotations.putAll(Shapes.map(said.getAnnotations()));
        return annotations;
    }

    private String gateway() {
        String namespace = Shapes.text(said.getGateway().getNamespace());
        return namespace.isEmpty()
                ? said.getGateway().getName()
                : namespace + "/" + said.getGateway().getName();
    }

    private Published published(Door door) {
        return new Published(
                door.number(),
                door.port(),
                Optional.ofNullable(said.getNodePort())
                        .map(ports -> door.isSecure() ? ports.getHttps() : ports.getHttp()));
    }
}
