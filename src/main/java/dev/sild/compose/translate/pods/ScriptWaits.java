package dev.sild.compose.translate.pods;

import dev.sild.model.Dependency.Until;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Services that a command waits for with {@code wait-for-it} and then does without, which is long enough on a machine
 * where they start first. In a cluster, where images are pulled and claims are made, it often is not. Likewise, a
 * script that goes on after a failure does without the services that compose waits for until they are healthy; and what
 * does without its database, since a supervisor holds the failed program or a script goes on after a failed migration,
 * does so although nothing but an address names the database: compose pulls all images before it starts anything.
 */
final class ScriptWaits {
    /** Variables with nothing but a host; a database or its kind may be called like the service. */
    private static final Pattern HOST = Pattern.compile("(?i)(?:host|hostname|server|addr|address)$");

    private final PodGrouping group;
    private final Map<String, Set<String>> targets = new LinkedHashMap<>();
    private final Map<String, Set<String>> addressed = new HashMap<>();
    private final Connections connections;
    private final PodNeeds needs;
    private final Set<String> careless;
    private final Set<String> migrating;

    /** Finds them, by how components start. */
    ScriptWaits(PodGrouping group, PodNeeds needs, PodPlan.Starts starts, Connections connections) {
        this.group = group;
        this.connections = connections;
        careless = starts.careless();
        migrating = starts.migrating();
        Map<String, Set<String>> more = new HashMap<>();
        for (String service : group.relations().services().keySet()) {
            Set<String> awaited =
                    new LinkedHashSet<>(starts.scripts().getOrDefault(group.component(service), Set.of()));
            awaited.retainAll(group.relations().services().keySet());
            awaited.remove(service);
            awaited.removeIf(target -> group.inOnePod(service, target));
            targets.put(service, awaited);
            boolean goesOn = isMigrating(service) || starts.supervisors().containsKey(group.component(service));
            addressed.put(service, goesOn ? dataServers(service) : Set.of());
            Stream.of(awaited, addressed.get(service))
                    .flatMap(Set::stream)
                    .forEach(target -> more.computeIfAbsent(group.podOf(service), first -> new LinkedHashSet<>())
                            .add(group.podOf(target)));
        }
        this.needs = more.isEmpty() ? needs : needs.with(more);
    }

    /** Returns the databases and the like whose names are in the variables, the command or the files of a service. */
    private Set<String> dataServers(String service) {
        Set<String> named = new HashSet<>(
                group.relations().addressed().getOrDefault(service, Map.of()).keySet());
        group.service(service).get("environment").entries().entrySet().stream()
                .filter(variable -> HOST.matcher(variable.getKey()).find())
                .map(variable -> variable.getValue().peek())
                .filter(group.relations().names().hosts()::contains)
                .forEach(host -> named.addAll(group.relations().names().answering(host)));
        return named.isEmpty()
                ? Set.of()
                : group.relations().services().keySet().stream()
                        .filter(target -> !target.equals(service) && named.contains(group.component(target)))
                        .filter(target -> !group.inOnePod(service, target))
                        .filter(target -> connections.isDataServer(service, target))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether the command of a service goes on without the target, after a time or after it failed. */
    boolean areOf(String service, String target) {
        return targets.getOrDefault(service, Set.of()).contains(target)
                || isCareless(service)
                        && group.relations().order().waits(service).get(target) == Until.HEALTHY
                || isMigrating(service)
                        && (connections.isDataServer(service, target)
                                || group.relations().order().waits(service).containsKey(target)
                                        && connections.isDatabase(target));
    }

    private boolean isMigrating(String service) {
        return migrating.contains(group.component(service));
    }

    private boolean isCareless(String service) {
        return careless.contains(group.component(service));
    }

    /** Returns why a service waits for targets though no option asks for it. */
    String reason(String service, Collection<String> awaited) {
        return targets.getOrDefault(service, Set.of()).containsAll(awaited)
                ? "its 'wait-for-it' starts the program without them after a time"
                : "its command goes on after a part of it has failed";
    }

    /** Returns what happens to a service that does not wait. */
    String without(String service) {
        return isCareless(service)
                ? "; its command goes on after a part of it has failed"
                : "; a program that ends without it is started again";
    }

    /** Returns those that do not need the service themselves: two that wait for each other would wait forever. */
    Set<String> of(String service) {
        Set<String> awaited = new LinkedHashSet<>(targets.getOrDefault(service, Set.of()));
        awaited.addAll(addressed.getOrDefault(service, Set.of()));
        awaited.removeIf(target -> needs.reach(group.podOf(target), group.podOf(service)));
        return awaited;
    }
}
