package dev.sild.inputs.units;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.model.Lookup;
import dev.sild.yaml.Node.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the order of units says about the services of a compose file. */
final class UnitDependencies {
    private static final String STARTED = "service_started";

    private final UnitOrder order;
    private final UnitSet units;
    private final Map<Unit, String> keys = new HashMap<>();
    private final Set<String> containers = new HashSet<>();

    /**
     * Makes the dependencies of containers.
     *
     * @param firstOfPods the first container of each pod, by the pod's name
     */
    UnitDependencies(UnitOrder order, UnitSet units, List<PlannedContainer> all, Map<String, String> firstOfPods) {
        this.order = order;
        this.units = units;
        for (PlannedContainer container : all) {
            keys.putIfAbsent(container.unit(), container.key());
            containers.add(container.key());
        }
        for (Unit unit : units.all()) {
            if (unit.name().type().equals("pod") && firstOfPods.containsKey(units.nameOf(unit))) {
                keys.put(unit, firstOfPods.get(units.nameOf(unit)));
            }
        }
    }

    /** Adds to a service what it depends on. */
    void add(PlannedContainer container, ComposeDraft service) {
        Map<String, String> conditions = new LinkedHashMap<>();
        Map<String, Position> places = new HashMap<>();
        order.after(container.unit()).forEach((other, where) -> {
            String key = keys.getOrDefault(other, "");
            if (!key.isEmpty() && !key.equals(container.key())) {
                conditions.put(key, condition(other));
                places.put(key, where);
            }
        });
        for (String name : container.requires().split(",")) {
            String key = units.container(name);
            if (containers.contains(key) && !key.equals(container.key())) {
                conditions.putIfAbsent(key, STARTED);
                places.putIfAbsent(key, container.unit().position());
            }
        }
        boolean plain = conditions.values().stream().allMatch(STARTED::equals);
        conditions.forEach((key, condition) -> {
            Position where = Lookup.required(places, key);
            if (plain) {
                service.add("depends_on", key, where);
            } else {
                service.map("depends_on", where).map(key, where).set("condition", condition, where);
            }
        });
    }

    /** Returns what systemd waits for when it starts a unit. */
    private String condition(Unit unit) {
        if (unit.last("Service", "Type").map(Setting::value).orElse("").equals("oneshot")) {
            return "service_completed_successfully";
        }
        boolean healthy = unit.name().type().equals("container")
                && unit.last("Notify").map(Setting::value).orElse("").equals("healthy");
        return healthy ? "service_healthy" : STARTED;
    }
}
