package dev.sild.compose.translate.pods;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Services that a command waits for with {@code wait-for-it} and then does without, which is long enough on a machine
 * where they start first. In a cluster, where images are pulled and claims are made, it often is not.
 */
final class ScriptWaits {
    private final PodGrouping group;
    private final Map<String, Set<String>> targets = new LinkedHashMap<>();
    private final PodNeeds needs;

    /** Finds them, by the hosts that components name. */
    ScriptWaits(PodGrouping group, PodNeeds needs, Map<String, Set<String>> scripts) {
        this.group = group;
        Map<String, Set<String>> more = new HashMap<>();
        for (String service : group.relations().services().keySet()) {
            Set<String> awaited = new LinkedHashSet<>(scripts.getOrDefault(group.component(service), Set.of()));
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

    /** Whether the command of a service goes on without the target after a time. */
    boolean areOf(String service, String target) {
        return targets.getOrDefault(service, Set.of()).contains(target);
    }

    /** Returns those that do not need the service themselves: two that wait for each other would wait forever. */
    Set<String> of(String service) {
        Set<String> awaited = new LinkedHashSet<>(targets.getOrDefault(service, Set.of()));
        awaited.removeIf(target -> needs.reach(group.podOf(target), group.podOf(service)));
        return awaited;
    }
}
