package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Exposure;
import dev.sild.model.Exposure.Published;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ports published in host mode: each is open on the node that a pod runs on, and forwards to that pod only.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/#long-syntax-4">mode</a>
 */
final class HostMode {
    private HostMode() {}

    /** Whether no other port forwards to the same container port: in a cluster, a container port has one host port. */
    static boolean isFree(Ports.Publication publication, List<Ports.Publication> others) {
        boolean free = others.stream()
                .noneMatch(other -> other.published()
                        .target()
                        .sameAs(publication.published().target()));
        if (!free) {
            publication
                    .hostMode()
                    .ifPresent(mode -> mode.noteApproximated(
                            "a container port can have one host port; this one is published like other ports"));
        }
        return free;
    }

    /** Returns ports by the address of the node that they are bound to; every address is its default, too. */
    static Map<String, List<Published>> byAddress(List<Ports.Publication> publications) {
        Map<String, List<Published>> byAddress = new LinkedHashMap<>();
        for (Ports.Publication publication : publications) {
            String address = publication.address().equals("::") ? "" : publication.address();
            byAddress.computeIfAbsent(address, key -> new ArrayList<>()).add(publication.published());
        }
        return byAddress;
    }

    /** Returns how such ports are opened, and says what follows from it. */
    static List<Exposure> opened(Attribute service, String component, List<Ports.Publication> publications) {
        publications.forEach(publication -> report(service, publication));
        Attribute order = service.get("deploy").get("update_config").get("order");
        if (!publications.isEmpty() && order.peek().equals("start-first")) {
            order.noteApproximated("hostPort: the old pod stops before the new one starts");
        }
        List<Exposure> exposures = new ArrayList<>();
        byAddress(publications)
                .forEach((address, ports) -> exposures.add(
                        new Exposure(component, new Exposure.OnHost(address), DistinctPorts.of(service, ports))));
        return exposures;
    }

    private static void report(Attribute service, Ports.Publication publication) {
        String asked = service.get("deploy").get("replicas").peek();
        String replicas = service.get("deploy").get("mode").peek().equals("global")
                ? ""
                : asked.isEmpty() ? service.get("scale").peek() : asked;
        publication
                .hostMode()
                .orElseThrow()
                .noteApproximated(
                        "hostPort " + publication.published().number() + " on the node"
                                + (publication.address().isEmpty()
                                                || publication.address().equals("::")
                                        ? ""
                                        : ", at " + publication.address() + " on nodes that have this address")
                                + "; one such pod per node"
                                + (replicas.isEmpty() || replicas.equals("1") ? "" : ", with " + replicas + " replicas")
                                + ", and Pod Security baseline and restricted refuse it",
                        "remove 'mode: host' to publish it like other ports");
    }

    /** Returns the ports that a label of kompose opens on the node that the pod runs on. */
    static List<Exposure> onTheNode(Attribute service, String component, Ports ports) {
        List<Ports.Publication> all = ports.publications().stream()
                .filter(publication -> !publication.loopback())
                .toList();
        List<Ports.Publication> open = new ArrayList<>();
        all.stream().filter(publication -> isFree(publication, open)).forEach(open::add);
        if (open.size() < all.size()) {
            service.get("ports")
                    .noteApproximated("a container port gets one node port; only the first published port is used");
        }
        return byAddress(open).entrySet().stream()
                .map(address -> new Exposure(component, new Exposure.OnHost(address.getKey()), address.getValue()))
                .toList();
    }
}
