package dev.sild.compose.translate;

import dev.sild.compose.translate.relations.ExternalNetworks;
import dev.sild.compose.translate.relations.ServiceOrder;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Component;
import dev.sild.model.Dependency.Until;
import dev.sild.model.Lookup;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Services that others start after, or other projects know, and of which no port is known. A Service without ports has
 * no address of its own: its name leads to the pod, and a proxy that asked for it once has a dead address when the pod
 * is replaced.
 */
final class UnknownPorts {
    private UnknownPorts() {}

    /** Reports them; {@code components} are the services' own. */
    static void report(
            Collection<ServiceFacts> facts,
            List<Component> components,
            ServiceOrder order,
            AddressedPorts addresses,
            ProjectFacts project) {
        if (project.options().podman()) {
            return;
        }
        Map<String, Attribute> services = new HashMap<>();
        facts.forEach(service -> services.put(service.key(), service.attribute()));
        Set<String> running = components.stream()
                .filter(component -> !(component.workload() instanceof Workload.Once)
                        && !(component.workload() instanceof Workload.Scheduled))
                .map(Component::name)
                .collect(Collectors.toSet());
        facts.stream()
                .filter(service -> running.contains(service.name()))
                .filter(service -> addresses.ports(service.name()).all().isEmpty())
                .filter(service -> ImagePorts.mayServe(service, project)
                        && !service.process().startsWorker()
                        && ImagePorts.ofRole(service).isEmpty()
                        && !service.attribute().get("network_mode").present())
                .filter(service -> !ExternalNetworks.names(project.root(), service.attribute())
                                .isEmpty()
                        || order.dependants(service.key()).stream()
                                .anyMatch(other -> order.waits(other).get(service.key()) != Until.COMPLETED
                                        && !sharesWith(Lookup.required(services, other), service.key())))
                .forEach(service -> service.attribute()
                        .note(
                                Code.PORT_UNKNOWN,
                                "no port of '" + service.key() + "' is known: its name leads to the pod itself, whose"
                                        + " address changes when it is replaced",
                                "if it is a server, name its port, as in 'expose: [\"8000\"]'"));
    }

    /** Whether a service depends on another for a namespace or volumes that both share. */
    private static boolean sharesWith(Attribute service, String other) {
        return Stream.of("network_mode", "pid", "ipc")
                        .anyMatch(key -> service.get(key).peek().equals("service:" + other))
                || service.get("volumes_from").items().stream()
                        .anyMatch(
                                item -> item.peek().equals(other) || item.peek().startsWith(other + ":"));
    }
}
