package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.relations.Relations;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.model.Exposure;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says why the ports of a project stay closed although its user asks to open them. */
final class NothingExposed {
    private static final Set<Expose> WAYS =
            Set.of(Expose.NODEPORT, Expose.LOADBALANCER, Expose.INGRESS, Expose.GATEWAY);

    private NothingExposed() {}

    /** Reports it once, at the first service with ports for its machine alone, or for all services. */
    static void report(
            Attribute root,
            Relations relations,
            TranslateOptions options,
            Map<String, Ports> ports,
            Collection<Exposure> exposures) {
        if (!WAYS.contains(options.expose().orElse(Expose.NONE))
                || exposures.stream().anyMatch(NothingExposed::opens)) {
            return;
        }
        Optional<String> first = ports.entrySet().stream()
                .filter(service -> service.getValue().publications().stream().anyMatch(Ports.Publication::loopback))
                .map(Map.Entry::getKey)
                .findFirst();
        if (first.isPresent()) {
            relations
                    .service(first.get())
                    .get("ports")
                    .noteApproximated(
                            "'--expose' opens no port: those of '" + first.get()
                                    + "' are for 127.0.0.1, the machine of the container engine",
                            "publish a port without an address, as in '8080:80', to open it");
        } else if (ports.values().stream().allMatch(its -> its.publications().isEmpty())
                && relations.services().values().stream()
                        .noneMatch(service -> service.get("network_mode").present())) {
            root.get("services")
                    .noteApproximated(
                            "'--expose' opens no port: no service publishes one",
                            "add 'ports' to the service that clients connect to");
        }
    }

    private static boolean opens(Exposure exposure) {
        return !(exposure.kind() instanceof Exposure.PortForward);
    }
}
