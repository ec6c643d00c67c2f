package dev.sild.compose.translate;

import dev.sild.compose.translate.relations.ServiceOrder;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.KnownImages;
import dev.sild.model.Dependency;
import dev.sild.model.Health;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Health checks whose result changes nothing with compose, since no service waits for it: a container whose check fails
 * is still reached. In a cluster it gets no traffic, so that a check that never passed is first noticed there. This is
 * a note: checks without their program, and those that ask other services, are dealt with elsewhere.
 */
final class UnaskedChecks {
    private static final int MOST_NAMED = 8;

    private UnaskedChecks() {}

    /** Reports them in one line; with podman, containers are reached as with compose. */
    static void report(Collection<ServiceFacts> services, ServiceOrder order, TranslateOptions options) {
        if (options.podman()) {
            return;
        }
        Set<String> peers = Peers.of(services);
        List<ServiceFacts> unasked = services.stream()
                .filter(service -> !peers.contains(service.name()) && isUnasked(service, order))
                .toList();
        if (unasked.isEmpty()) {
            return;
        }
        List<String> names = unasked.stream().map(ServiceFacts::name).toList();
        int more = names.size() - MOST_NAMED;
        ServiceFacts first = unasked.get(0);
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

    /** Checks of databases are those of their images' documentation. */
    private static boolean isUnasked(ServiceFacts service, ServiceOrder order) {
        boolean gates = service.health()
                .filter(health -> health.use() == Health.Use.READINESS)
                .isPresent();
        return gates
                && !service.ports().all().isEmpty()
                && !KnownImages.isDatabase(service.image().name())
                && order.dependants(service.key()).stream()
                        .noneMatch(other -> order.waits(other).get(service.key()) == Dependency.Until.HEALTHY);
    }
}
