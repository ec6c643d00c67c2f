package dev.sild.compose.translate.pods;

import dev.sild.compose.translate.source.TranslateOptions.Waits.Until;
import dev.sild.images.KnownImages;
import dev.sild.model.Endpoint;
import dev.sild.model.Lookup;
import dev.sild.model.Network;
import dev.sild.model.Probe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which connections from a service to another open, and at which port. */
final class Connections {
    private final PodGrouping group;
    private final AwaitedPorts ports;
    private final Map<String, Endpoint> endpoints = new HashMap<>();

    Connections(PodGrouping group, List<Endpoint> endpoints) {
        this.group = group;
        ports = new AwaitedPorts(group);
        endpoints.forEach(endpoint -> this.endpoints.put(endpoint.dnsName(), endpoint));
    }

    /** Returns what resolves the name of a service. */
    Endpoint endpoint(String service) {
        return Lookup.required(endpoints, group.component(service));
    }

    /** Returns why the service cannot open a connection to the target; nothing where it can. */
    Optional<String> cannotCall(String service, String target) {
        if (tcpPort(service, target).isEmpty()) {
            return Optional.of("it has no known TCP port");
        }
        if (!group.options().podman() && isShared(target)) {
            return Optional.of("its name resolves to several services");
        }
        return cannotConnect(service, target)
                .or(() -> meansAnother(group.podOf(service), group.component(target))
                        ? Optional.of("the name resolves to another container in its pod")
                        : Optional.empty());
    }

    /** Returns why no connection to a port of the target opens, whatever name leads there. */
    Optional<String> cannotConnect(String service, String target) {
        String waiting = group.podOf(service);
        PodNetworks networks = group.networks();
        List<Network> shared = networks.shared(waiting, group.podOf(target));
        if (networks.isolated() && shared.isEmpty()) {
            return Optional.of("they share no network");
        }
        if (networks.isolated() && shared.stream().noneMatch(network -> mayCall(waiting, network))) {
            return Optional.of("it is not an allowed caller on their network");
        }
        return Optional.empty();
    }

    /** Whether the hosts file of a pod, which is read before DNS, leads from a name elsewhere. */
    private boolean meansAnother(String pod, String name) {
        return group.pods().pod(pod).pod().hostname().equals(name)
                || group.pods().pod(pod).pod().hostAliases().values().stream().anyMatch(names -> names.contains(name));
    }

    /** Returns the TCP port at which a service waits for another. */
    Optional<Integer> tcpPort(String service, String target) {
        return port(service, target).map(awaited -> awaited.port().number());
    }

    /**
     * Whether the target certainly answers at its port: the project names the port, or the image is a database's.
     * Podman starts pods in order, as compose does, and waits for none.
     */
    boolean isCertain(String service, String target) {
        return awaited(service, target)
                .filter(awaited -> awaited.certain() || isDatabase(target))
                .isPresent();
    }

    /** Whether the image of a service is known to be a database, cache, search engine or broker. */
    boolean isDatabase(String service) {
        return !group.service(service).get("build").present()
                && KnownImages.isDatabase(group.service(service).get("image").string());
    }

    /**
     * Whether a service waits for one that compose only starts before it: for a known database or the like, which
     * answers at its port without the services after it.
     */
    boolean isRunFirst(String service, String target) {
        return group.options().waits().until() == Until.HEALTHY && isDataServer(service, target);
    }

    /** Whether the target is a known database or the like that answers where the service connects. */
    boolean isDataServer(String service, String target) {
        return awaited(service, target)
                .filter(awaited -> DataServers.answers(group.service(target), awaited.port()))
                .isPresent();
    }

    /** Whether a health check says when a service is ready. */
    boolean isChecked(String service) {
        return group.pod(service).containers().stream()
                .filter(container -> container.name().equals(group.component(service)))
                .anyMatch(container -> container.health().isPresent()
                        || container.probes().stream().anyMatch(probe -> probe.use() == Probe.Use.READINESS));
    }

    private Optional<AwaitedPorts.Awaited> awaited(String service, String target) {
        return group.options().podman() ? Optional.empty() : port(service, target);
    }

    private Optional<AwaitedPorts.Awaited> port(String service, String target) {
        return Optional.ofNullable(endpoint(target)).flatMap(endpoint -> ports.of(service, target, endpoint));
    }

    private boolean isShared(String service) {
        return endpoint(service).components().stream()
                .map(group.pods()::podOf)
                .anyMatch(pod -> !pod.equals(group.podOf(service)));
    }

    /** Whether a policy lets a pod open connections on a network: a wait for one that lets it not would never end. */
    private boolean mayCall(String pod, Network network) {
        return network.callers().stream()
                .anyMatch(caller -> group.pods().podOf(caller).equals(pod));
    }
}
