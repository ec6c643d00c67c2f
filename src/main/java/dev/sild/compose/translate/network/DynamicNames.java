package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageReference;
import dev.sild.report.Code;
import java.util.regex.Pattern;

/**
 * Clients of dynamic DNS, which publish the address that they reach the internet from: with compose that of the machine
 * that serves the name, in a cluster perhaps another than that of its load balancer.
 */
public final class DynamicNames {
    private static final Pattern CLIENT =
            Pattern.compile("(?:docker-|alpine-)?(?:duckdns|ddclient|inadyn|godns|noip|no-ip"
                    + "|dyndns|ddns|ddns-updater|ddns-go|[a-z0-9]{1,40}[-_](?:ddns|dyndns|dynamic-dns))");

    private DynamicNames() {}

    /** Reports such a client. */
    public static void report(Attribute service) {
        Attribute image = service.get("image");
        if (CLIENT.matcher(ImageReference.parse(image.peek()).lastSegment()).matches()) {
            image.note(
                    Code.NETWORK_DIFFERS,
                    "it publishes the address from which its pod reaches the internet, and the cluster may be reached at"
                            + " another one",
                    "keep it if both are behind one router; else remove it, and let the name lead to the load balancer,"
                            + " for example with external-dns");
        }
    }
}
