package dev.sild.compose.translate;

import dev.sild.compose.translate.relations.OwnAddress;
import dev.sild.model.Health;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Services that become ready by finding each other: several of one image with the same health check, as the members of
 * a cluster have it, and what finds itself. Compose finds them before they are well.
 */
final class Peers {
    private Peers() {}

    /** Returns the components of such services. */
    static Set<String> of(Collection<ServiceFacts> services) {
        Map<String, List<String>> alike = new LinkedHashMap<>();
        services.forEach(service -> service.health()
                .ifPresent(health -> alike.computeIfAbsent(
                                service.image().name() + '\n' + words(health.check()), key -> new ArrayList<>())
                        .add(service.name())));
        Set<String> peers = new LinkedHashSet<>();
        alike.values().stream().filter(group -> group.size() > 1).forEach(peers::addAll);
        services.stream().filter(Peers::needsItself).map(ServiceFacts::name).forEach(peers::add);
        return peers;
    }

    /**
     * Whether the service must be found before its health check has passed: the check goes through the service's own
     * name, or the service itself does.
     */
    private static boolean needsItself(ServiceFacts service) {
        return service.health()
                .map(health -> words(health.check()))
                .filter(words -> Stream.of(service.name(), service.key())
                        .distinct()
                        .anyMatch(own -> OwnAddress.isAsked(words, own)
                                || OwnAddress.isPartOfACluster(
                                        service.environment().values().values(), own)
                                || OwnAddress.isPartOfACluster(service.openWords(), own)))
                .isPresent();
    }

    private static String words(Health.Check check) {
        if (check instanceof Health.Exec exec) {
            return String.join(" ", exec.command());
        }
        return check instanceof Health.Http http
                ? http.port() + http.path()
                : Integer.toString(((Health.Tcp) check).port());
    }
}
