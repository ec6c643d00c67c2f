package dev.sild.compose.translate.pods;

import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.relations.ServiceOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which pods need which: a pod that waits for one that needs it would wait forever. */
public final class PodNeeds {
    private final ServiceOrder order;
    private final ServiceNames names;
    private final PodTable pods;
    private final Map<String, Set<String>> addressed;
    private Map<String, Set<String>> needs = Map.of();

    /**
     * Reads the needs of the pods of {@code pods}.
     *
     * @param services the services of the project
     * @param addressed the components that a service's environment, command and files name, by service
     */
    public PodNeeds(
            Set<String> services,
            ServiceOrder order,
            ServiceNames names,
            PodTable pods,
            Map<String, Set<String>> addressed) {
        this.order = order;
        this.names = names;
        this.pods = pods;
        this.addressed = addressed;
        read(services);
    }

    private void read(Set<String> services) {
        Map<String, Set<String>> all = new LinkedHashMap<>();
        pods.names().forEach(pod -> all.put(pod, new LinkedHashSet<>()));
        for (String service : services) {
            String pod = pods.podOf(names.component(service));
            order.waits(service).keySet().forEach(target -> {
                String needed = pods.podOf(names.component(target));
                if (!needed.equals(pod)) {
                    all.get(pod).add(needed);
                }
            });
        }
        needs = all;
    }

    /** Returns the pods that each pod needs directly. */
    public Map<String, Set<String>> all() {
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
        return addressed.getOrDefault(service, Set.of()).stream().anyMatch(named -> pod.equals(pods.podOf(named)));
    }
}
