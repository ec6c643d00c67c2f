package dev.sild.compose.translate;

import dev.sild.compose.translate.relations.ServiceOrder;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.storage.Storage;
import dev.sild.images.KnownImages;
import dev.sild.model.Component;
import dev.sild.model.Dependency;
import dev.sild.model.Health;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Health checks whose result changes nothing with compose, since no service waits for it: a container whose check fails
 * is still reached. In a cluster its pod gets no traffic, so that a check that never passed is first noticed there.
 *
 * <p>A single pod that is stopped before its next one starts gains nothing by that: there is no other pod that could
 * answer in its place. Its Service reaches it as compose does, whatever the check says. With others, the check keeps
 * requests from a new pod that does not answer yet; they are named in a note. Checks without their program, and those
 * that ask other services, are dealt with elsewhere.
 */
final class UnaskedChecks {
    private static final int MOST_NAMED = 8;

    private final Set<String> peers;
    private final List<ServiceFacts> unasked;
    private final Set<String> reached;

    private UnaskedChecks(Set<String> peers, List<ServiceFacts> unasked, Set<String> reached) {
        this.peers = peers;
        this.unasked = unasked;
        this.reached = reached;
    }

    /**
     * Finds the checks. With podman there are none: containers are reached as with compose.
     *
     * @param components what the services have become, by themselves
     */
    static UnaskedChecks of(
            Collection<ServiceFacts> services,
            ServiceOrder order,
            Collection<Component> components,
            Storage storage,
            TranslateOptions options) {
        Set<String> peers = Peers.of(services);
        List<ServiceFacts> unasked = options.podman()
                ? List.of()
                : services.stream()
                        .filter(service -> !peers.contains(service.name()) && isUnasked(service, order))
                        .toList();
        Set<String> reached = components.stream()
                .filter(component -> isReplacedAlone(component, storage))
                .map(Component::name)
                .collect(Collectors.toSet());
        return new UnaskedChecks(peers, unasked, reached);
    }

    /**
     * Returns the components that are found before they are ready: those that become ready by finding each other, and
     * those whose Services reach them while their check fails.
     */
    Set<String> foundEarly() {
        Set<String> early = new HashSet<>(peers);
        unasked.stream().map(ServiceFacts::name).filter(reached::contains).forEach(early::add);
        return early;
    }

    /** Reports the others in one line. */
    void report() {
        List<ServiceFacts> gating = unasked.stream()
                .filter(service -> !reached.contains(service.name()))
                // Their checks are those of their images' documentation.
                .filter(service -> !KnownImages.isDatabase(service.image().name()))
                .toList();
        if (gating.isEmpty()) {
            return;
        }
        List<String> names = gating.stream().map(ServiceFacts::name).toList();
        int more = names.size() - MOST_NAMED;
        ServiceFacts first = gating.get(0);
        first.attribute()
                .get("healthcheck")
                .or(first.attribute())
                .note(
                        Code.HEALTH_GATES_TRAFFIC,
                        "pods get traffic only while their health check passes; compose does not look at the checks of "
                                + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                                + (more > 0 ? " and " + more + " more" : ""),
                        "see that they pass ('docker compose ps'), or use '--health none'");
    }

    /** Whether no two pods of a component run at a time: it keeps data that only one may write. */
    private static boolean isReplacedAlone(Component component, Storage storage) {
        return component.workload().mostPods() == 1
                && !component.overlapping()
                && component.mounts().stream().anyMatch(storage::isClaimOfOneNode);
    }

    private static boolean isUnasked(ServiceFacts service, ServiceOrder order) {
        boolean gates = service.health()
                .filter(health -> health.use() == Health.Use.READINESS)
                .isPresent();
        return gates
                && !service.ports().all().isEmpty()
                && order.dependants(service.key()).stream()
                        .noneMatch(other -> order.waits(other).get(service.key()) == Dependency.Until.HEALTHY);
    }
}
