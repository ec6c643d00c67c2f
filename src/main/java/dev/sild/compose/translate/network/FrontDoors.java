package dev.sild.compose.translate.network;

import dev.sild.compose.translate.relations.ProxyTargets;
import dev.sild.compose.translate.relations.Relations;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.KnownImages;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which service visitors come to first. Where the project has a reverse proxy of its own, it is that one: it sends on
 * to the others what they answer, and adds what they lack, such as paths and headers.
 *
 * @param proxies components whose own configuration leads to other services, and that no such component leads to
 * @param routedByFile components that find services in files, and not through the container engine
 */
public record FrontDoors(Set<String> proxies, Set<String> routedByFile) {
    /**
     * Finds the proxies.
     *
     * @param targets where the configurations of components lead
     */
    public static FrontDoors of(
            Collection<ProxyTargets.Target> targets, Relations relations, Set<String> routedByFile) {
        Map<String, Set<String>> leads = new HashMap<>();
        Set<String> behind = new HashSet<>();
        for (ProxyTargets.Target target : targets) {
            for (String answering : relations.names().answering(target.host())) {
                if (!answering.equals(target.component())) {
                    leads.computeIfAbsent(target.component(), first -> new HashSet<>())
                            .add(answering);
                    behind.add(answering);
                }
            }
        }
        Set<String> proxies = toApplications(leads, relations);
        proxies.removeAll(behind);
        return new FrontDoors(Set.copyOf(proxies), routedByFile);
    }

    /**
     * Returns the proxies that lead to an application, perhaps through others. One before a store of files, a database
     * or its pages serves the application, and is not where visitors come first.
     */
    private static Set<String> toApplications(Map<String, Set<String>> leads, Relations relations) {
        Map<String, Set<String>> before = new HashMap<>();
        leads.forEach((proxy, targets) -> targets.forEach(target ->
                before.computeIfAbsent(target, first -> new HashSet<>()).add(proxy)));
        Deque<String> open = new ArrayDeque<>();
        relations.services().keySet().stream()
                .filter(service -> !isBesides(relations.service(service)))
                .map(relations::component)
                .filter(component -> !leads.containsKey(component))
                .forEach(open::add);
        Set<String> proxies = new HashSet<>();
        while (!open.isEmpty()) {
            for (String proxy : before.getOrDefault(open.poll(), Set.of())) {
                if (proxies.add(proxy)) {
                    open.add(proxy);
                }
            }
        }
        return proxies;
    }

    /** Returns the only proxy, where there are not several. */
    Optional<String> only() {
        return proxies.size() == 1 ? proxies.stream().findFirst() : Optional.empty();
    }

    /**
     * Returns services in the order in which one is chosen to answer visitors: proxies, then those that others are made
     * for, and pages for administrators last.
     */
    <T> Map<String, T> first(Map<String, T> services, Relations relations) {
        Map<String, T> front = relations.order().frontFirst(services);
        Map<String, T> sorted = new LinkedHashMap<>();
        for (int rank : List.of(0, 1, 2)) {
            front.forEach((service, its) -> {
                if (rank(service, relations) == rank) {
                    sorted.put(service, its);
                }
            });
        }
        return sorted;
    }

    private int rank(String service, Relations relations) {
        if (proxies.contains(relations.component(service))) {
            return 0;
        }
        return isBesides(relations.service(service)) ? 2 : 1;
    }

    private static boolean isBesides(Attribute service) {
        String image = service.get("image").string();
        return !service.get("build").present()
                && (KnownImages.adminPages(image).isPresent() || KnownImages.isDatabase(image));
    }
}
