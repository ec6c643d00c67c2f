package dev.sild.compose.translate.network;

import dev.sild.compose.translate.network.ProxyRoutes.Unclear;
import dev.sild.compose.translate.source.Attribute;
import java.util.List;
import java.util.Optional;

/**
 * Why no load balancer opens a stream of a proxy: it would not lead there, or let more clients connect than the proxy.
 *
 * @param said the attribute that is the reason
 */
record StreamRefusal(Attribute said, Unclear why) {
    private static final Unclear PASSED_ON = new Unclear(
            "the proxy passes on connections to this port, which needs more than HTTP routes",
            "set 'x-sild: {expose: loadbalancer}' on the service and publish the port");
    private static final Unclear ENDS_TLS = new Unclear(
            "the proxy ends TLS at this port, which a Service does not",
            "serve TLS in the service, publish the port, and set 'x-sild: {expose: loadbalancer}'");
    private static final Unclear NOT_ROUTED = new Unclear(
            "no port is opened: Traefik passes on nothing without a router, or by TCP without its rule",
            "add them, or remove the label");
    private static final String WITH_RANGES =
            "publish the port, set 'x-sild: {expose: loadbalancer}', and set loadBalancerSourceRanges with --patch";
    private static final Unclear RULE = new Unclear(
            "no port is opened: a load balancer cannot check this rule, and would let everyone connect", WITH_RANGES);
    private static final Unclear MIDDLEWARES = new Unclear(
            "no port is opened: a load balancer cannot apply these middlewares, and would let everyone connect",
            WITH_RANGES);

    /**
     * Returns the reason; empty if a load balancer can open the stream.
     *
     * @param allowed the clients that may connect; empty if not only their addresses decide that
     * @param hasTarget whether the port of the service is known
     * @param arrivals where the stream arrives
     */
    static Optional<StreamRefusal> of(
            ProxyStream stream, Optional<ClientRanges> allowed, boolean hasTarget, List<StreamArrival> arrivals) {
        if (!stream.routed()) {
            return Optional.of(new StreamRefusal(stream.said(), NOT_ROUTED));
        }
        if (stream.endsTls()) {
            return Optional.of(new StreamRefusal(stream.said(), ENDS_TLS));
        }
        if (StreamClients.ofRule(stream).isEmpty()) {
            return Optional.of(new StreamRefusal(stream.rule().orElse(stream.said()), RULE));
        }
        if (allowed.isEmpty()) {
            return Optional.of(new StreamRefusal(stream.middlewares().get(0), MIDDLEWARES));
        }
        if (!hasTarget || arrivals.isEmpty()) {
            return Optional.of(new StreamRefusal(stream.said(), PASSED_ON));
        }
        return arrivals.stream().anyMatch(StreamArrival::isOpen)
                ? Optional.empty()
                : Optional.of(new StreamRefusal(stream.said(), bound(arrivals.get(0))));
    }

    private static Unclear bound(StreamArrival arrival) {
        return new Unclear(
                "no port is opened: the proxy's is bound to " + arrival.address() + ", and a load balancer's is not",
                "to let everyone connect, publish the port and set 'x-sild: {expose: loadbalancer}'");
    }
}
