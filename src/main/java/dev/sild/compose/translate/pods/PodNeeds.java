package dev.sild.compose.translate.pods;

import dev.sild.model.Lookup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which pods need which: a pod that waits for one that needs it would wait forever. */
final class PodNeeds {
    private final PodGrouping group;
    private final Map<String, Set<String>> needs = new LinkedHashMap<>();

    private PodNeeds(PodGrouping group) {
        this.group = group;
    }

    /** Returns the needs of the pods as they are now. */
    static PodNeeds of(PodGrouping group) {
        PodNeeds all = new PodNeeds(group);
        group.pods().names().forEach(pod -> all.needs.put(pod, new LinkedHashSet<>()));
        for (String service : group.relations().services().keySet()) {
            group.relations().order().waits(service).keySet().stream()
                    .filter(target -> !group.inOnePod(service, target))
                    .forEach(target ->
                            Lookup.required(all.needs, group.podOf(service)).add(group.podOf(target)));
        }
        return all;
    }

    /** Returns these needs with more, each of a pod by another. */
    PodNeeds with(Map<String, Set<String>> more) {
        PodNeeds all = new PodNeeds(group);
        needs.forEach((pod, needed) -> all.needs.put(pod, new LinkedHashSet<>(needed)));
        more.forEach((pod, needed) ->
                all.needs.computeIfAbsent(pod, first -> new LinkedHashSet<>()).addAll(needed));
        return all;
    }

    /** Returns the pods that each pod needs directly. */
    Map<String, Set<String>> all() {
        return needs;
    }

    /** Whether {@code from} needs {@code to}, if only through others. */
    boolean reach(String from, String to) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(from);
        while (!open.isEmpty()) {
            String pod = open.poll();
            if (pod.equals(to)) {
                return true;
            }
            if (seen.add(pod)) {
                open.addAll(needs.getOrDefault(pod, Set.of()));
            }
        }
        return false;
    }

    /** Whether a service names a pod in its environment, its command or a file. */
    boolean names(String service, String pod) {
        return group.relations().addressed().getOrDefault(service, Map.of()).keySet().stream()
                .anyMatch(named -> pod.equals(group.pods().podOf(named)));
    }
}
