package dev.sild.compose.translate.relations;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.DependencyOrder;
import dev.sild.model.Dependency.Until;
import dev.sild.model.Lookup;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which services wait for which. */
public final class ServiceOrder {
    private final Map<String, Map<String, Until>> waits = new LinkedHashMap<>();
    private final Map<String, List<String>> dependants = new HashMap<>();
    private final Set<String> awaited = new HashSet<>();

    private ServiceOrder() {}

    public static ServiceOrder of(Map<String, Attribute> services) {
        ServiceOrder order = new ServiceOrder();
        services.forEach((service, attribute) -> {
            Map<String, Until> targets = new LinkedHashMap<>();
            attribute.get("depends_on").entries().forEach((target, settings) -> {
                if (services.containsKey(target)) {
                    Until until = until(settings.get("condition").string());
                    targets.put(target, until);
                    order.dependants
                            .computeIfAbsent(target, key -> new ArrayList<>())
                            .add(service);
                    if (until == Until.COMPLETED) {
                        order.awaited.add(target);
                    }
                } else {
                    settings.note(
                            Code.NODE_LEVEL,
                            "'" + target + "' has no container in this project, so it cannot be waited for");
                }
                reportRestart(target, settings);
                settings.done();
            });
            order.waits.put(service, targets);
        });
        return order;
    }

    /** What compose adds for links and shared networks has the position of the complete attribute. */
    private static void reportRestart(String target, Attribute settings) {
        Attribute restart = settings.get("restart");
        boolean written = restart.origin().line() != settings.origin().line()
                || restart.origin().column() != settings.origin().column();
        if (written && restart.bool()) {
            restart.note(
                    Code.NODE_LEVEL,
                    "'restart' only concerns 'docker compose restart'; Kubernetes restarts nothing together with '"
                            + target + "'");
        }
    }

    private static Until until(String condition) {
        return switch (condition) {
            case "service_healthy" -> Until.HEALTHY;
            case "service_completed_successfully" -> Until.COMPLETED;
            default -> Until.STARTED;
        };
    }

    public Map<String, Until> waits(String service) {
        return Lookup.required(waits, service);
    }

    /** Whether others wait for the end of a service. */
    public boolean awaitedToComplete(String service) {
        return awaited.contains(service);
    }

    /** Returns the services that wait for {@code target}, in the order of the file. */
    public List<String> dependants(String target) {
        return dependants.getOrDefault(target, List.of());
    }

    /**
     * Returns the services, each after those it waits for, else in the order of the file; cycles end where they close.
     */
    public List<String> sorted() {
        Map<String, Set<String>> after = new LinkedHashMap<>();
        waits.forEach((service, targets) -> after.put(service, targets.keySet()));
        return DependencyOrder.each(after);
    }

    /**
     * Returns what services have with what users open first: each before those it waits for, else in the order of the
     * file.
     */
    public <T> Map<String, T> frontFirst(Map<String, T> all) {
        Map<String, Set<String>> after = new LinkedHashMap<>();
        waits.keySet().forEach(service -> after.put(service, new LinkedHashSet<>(dependants(service))));
        Map<String, T> sorted = new LinkedHashMap<>();
        for (String service : DependencyOrder.each(after)) {
            if (all.containsKey(service)) {
                sorted.put(service, Lookup.required(all, service));
            }
        }
        return sorted;
    }
}
