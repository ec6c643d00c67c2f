package dev.sild.compose.translate.pods;

import dev.sild.model.Dependency.Until;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Services that a command waits for with {@code wait-for-it} and then does without, which is long enough on a machine
 * where they start first. In a cluster, where images are pulled and claims are made, it often is not. Likewise, a
 * script that goes on after a failure does without the services that compose waits for until they are healthy.
 */
final class ScriptWaits {
    private final PodGrouping group;
    private final Map<String, Set<String>> targets = new LinkedHashMap<>();
    private final PodNeeds needs;
    private final Set<String> careless;

    /** Finds them, by how components start. */
    ScriptWaits(PodGrouping group, PodNeeds needs, PodPlan.Starts starts) {
        this.group = group;
        careless = starts.careless();
        Map<String, Set<String>> more = new HashMap<>();
        for (String service : group.relations().services().keySet()) {
            Set<String> awaited =
                    new LinkedHashSet<>(starts.scripts().getOrDefault(group.component(service), Set.of()));
            awaited.retainAll(group.relations().services().keySet());
            awaited.remove(service);
            awaited.removeIf(target -> group.inOnePod(service, target));
            if (!awaited.isEmpty()) {
                targets.put(service, awaited);
                awaited.forEach(target -> more.computeIfAbsent(group.podOf(service), first -> new LinkedHashSet<>())
                        .add(group.podOf(target)));
            }
        }
        this.needs = targets.isEmpty() ? needs : needs.with(more);
    }

    /** Whether the command of a service goes on without the target, after a time or after it failed. */
    boolean areOf(String service, String target) {
        return targets.getOrDefault(service, Set.of()).contains(target)
                || isCareless(service)
                        && group.relations().order().waits(service).get(target) == Until.HEALTHY;
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
        awaited.removeIf(target -> needs.reach(group.podOf(target), group.podOf(service)));
        return awaited;
    }
}
