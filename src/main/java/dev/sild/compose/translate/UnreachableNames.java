package dev.sild.compose.translate;

import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.pods.PodPlan;
import dev.sild.compose.translate.relations.ExternalNetworks;
import dev.sild.compose.translate.relations.Relations;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Endpoint;
import dev.sild.model.Wait;
import dev.sild.model.Workload;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The own names of services that lead to nothing but Jobs and known workers without a port. Such a name needs no
 * Service unless something is seen to use it.
 */
final class UnreachableNames {
    private UnreachableNames() {}

    /**
     * Returns these names, each with what the compose file calls its service: without those of services that other
     * projects can call or that ask for a headless Service, and without those that a pod waits for.
     */
    static Map<String, String> of(PodPlan plan, Relations relations, Attribute root, Collection<ServiceFacts> facts) {
        Set<String> workers = facts.stream()
                .filter(service -> service.process().isOnlyWorker())
                .map(ServiceFacts::name)
                .collect(Collectors.toSet());
        Set<String> silent = plan.components().stream()
                .filter(component -> servesNobody(component, workers))
                .map(Component::name)
                .collect(Collectors.toSet());
        Set<String> portless = plan.endpoints().stream()
                .filter(endpoint -> endpoint.ports().isEmpty() && silent.containsAll(endpoint.components()))
                .map(Endpoint::dnsName)
                .collect(Collectors.toSet());
        Set<String> awaited = plan.components().stream()
                .flatMap(component -> component.waits().stream())
                .map(wait -> wait instanceof Wait.Address address ? address.host() : "")
                .collect(Collectors.toSet());
        Map<String, String> names = new TreeMap<>();
        relations.services().forEach((service, attribute) -> {
            String name = relations.component(service);
            if (portless.contains(name)
                    && !awaited.contains(name)
                    && !ExternalNetworks.reach(root, attribute)
                    && !KomposeLabels.of(attribute).headless()) {
                names.put(name, service);
            }
        });
        return names;
    }

    private static boolean servesNobody(Component component, Set<String> workers) {
        return component.workload() instanceof Workload.Once
                || !(component.workload() instanceof Workload.Stateful)
                        && component.containers().stream().map(Container::name).allMatch(workers::contains);
    }
}
