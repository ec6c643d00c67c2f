package dev.sild.compose.translate;

import dev.sild.compose.translate.relations.OwnAddress;
import dev.sild.model.Health;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Services that become ready by finding each other: several of one image with the same health check, as the members of
 * a cluster have it, what finds itself, and what is well when another service is, which may have to find it for that.
 * Compose finds them before they are well.
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
        Set<String> names = new HashSet<>();
        services.forEach(service -> names.addAll(List.of(service.name(), service.key())));
        services.stream()
                .filter(service -> asksAnother(service, names))
                .map(ServiceFacts::name)
                .forEach(peers::add);
        return peers;
    }

    /** Whether the check of a service goes to another service. */
    private static boolean asksAnother(ServiceFacts service, Set<String> names) {
        String words = service.health().map(health -> words(health.check())).orElse("");
        return Stream.of(words.split("[^A-Za-z0-9._-]+"))
                .filter(word -> names.contains(word) && !word.equals(service.name()) && !word.equals(service.key()))
                .distinct()
                .anyMatch(other -> OwnAddress.isAsked(words, other));
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
