package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.relations.Namespaces;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.report.Code;
import java.util.function.Predicate;

/** Which networks lead to nothing outside the project, and which services are on no other. */
public final class InternalNetworks {
    /**
     * The option of docker's bridge without which nothing on it reaches the world: answers to what leaves it unmasked
     * find no way back. Unlike an internal network's, its ports can be published.
     */
    private static final String MASQUERADE = "com.docker.network.bridge.enable_ip_masquerade";

    private InternalNetworks() {}

    /** Whether nothing outside the project is reached from a network. */
    static boolean isOne(Attribute network) {
        boolean masked = network.get("driver_opts").get(MASQUERADE).string().equals("false");
        return network.get("internal").bool() || masked;
    }

    /**
     * Whether a service is only on internal networks, or on no network: a container engine publishes none of its ports.
     *
     * @see <a href="https://github.com/moby/moby/issues/36174">Internal networks publish no ports</a>
     */
    static boolean hideAll(Attribute root, Attribute service) {
        return isOnlyOn(root, service, network -> network.get("internal").bool());
    }

    /** Reports that what a service publishes is not exposed, since {@link #hideAll} is true of it. */
    static void reportHidden(Attribute service, Ports ports) {
        String remedy = "add '" + service.segment() + "' to a network that is not internal";
        ProxyRoutes.of(service)
                .said()
                .ifPresent(label -> label.noteApproximated(
                        "a service on internal networks only is not exposed; its route is left out", remedy));
        if (!ports.publications().isEmpty()) {
            service.get("ports")
                    .note(
                            Code.NOT_EXPOSED,
                            "compose publishes no ports on internal networks; the port is not exposed",
                            remedy);
        }
    }

    /** Whether a NetworkPolicy keeps the pod of a service from everything outside the project. */
    public static boolean shutIn(Attribute root, Attribute service, TranslateOptions options) {
        return options.networkPolicies() != TranslateOptions.NetworkPolicyMode.NEVER
                && isOnlyOn(root, service, InternalNetworks::isOne);
    }

    private static boolean isOnlyOn(Attribute root, Attribute service, Predicate<Attribute> which) {
        String mode = service.get("network_mode").string();
        return mode.equals(Namespaces.NO_NETWORK)
                || (mode.isEmpty()
                        && service.get("networks").entries().keySet().stream()
                                .allMatch(network ->
                                        which.test(root.get("networks").get(network))));
    }
}
