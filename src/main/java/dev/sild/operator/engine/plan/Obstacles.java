package dev.sild.operator.engine.plan;

import dev.sild.kubernetes.objects.ListKeys;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.LiveObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What prevents an apply: it is merged with what others specify and what the server fills in, and the API server
 * rejects an object in which the two exclude each other.
 */
public final class Obstacles {
    private final List<Map<String, Object>> operations = new ArrayList<>();

    private Obstacles() {}

    /**
     * Returns the JSON patch that removes from an object what conflicts with what is specified; empty for nothing. It
     * does not apply if the conflicting part has since changed or moved; other changes, such as a status that changes
     * all the time, do not matter.
     */
    public static List<Map<String, Object>> patch(Desired desired, LiveObject live) {
        Obstacles obstacles = new Obstacles();
        obstacles.strategy(desired, live);
        obstacles.ports(
                "/spec/ports",
                desired.field("spec", "ports"),
                live.field("spec", "ports").orElse(null));
        for (String containers : List.of("containers", "initContainers")) {
            obstacles.containers(
                    "/spec/template/spec/" + containers,
                    desired.field("spec", "template", "spec", containers),
                    live.field("spec", "template", "spec", containers).orElse(null));
        }
        return List.copyOf(obstacles.operations);
    }

    /** What a rolling update is filled in with must go before the strategy can be another. */
    private void strategy(Desired desired, LiveObject live) {
        if ("Recreate".equals(desired.field("spec", "strategy", "type"))
                && live.field("spec", "strategy", "rollingUpdate").isPresent()) {
            operations.add(operation("replace", "/spec/strategy", Map.of("type", "Recreate")));
        }
    }

    private static Map<String, Object> operation(String op, String path, @Nullable Object value) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", op);
        operation.put("path", path);
        operation.put("value", value);
        return operation;
    }

    private void containers(String path, @Nullable Object stated, @Nullable Object live) {
        if (stated instanceof List<?> wanted && live instanceof List<?> there) {
            Map<Object, Object> ports = new HashMap<>();
            wanted.forEach(
                    container -> ports.put(((Map<?, ?>) container).get("name"), ((Map<?, ?>) container).get("ports")));
            for (int i = 0; i < there.size(); i++) {
                Map<?, ?> container = (Map<?, ?>) there.get(i);
                int before = operations.size();
                ports(path + "/" + i + "/ports", ports.get(container.get("name")), container.get("ports"));
                if (operations.size() > before) {
                    operations.add(before, operation("test", path + "/" + i + "/name", container.get("name")));
                }
            }
        }
    }

    /** A port that was given another number is another port, and the one that is stated would have its name too. */
    private void ports(String path, @Nullable Object stated, @Nullable Object live) {
        if (!(stated instanceof List<?> wanted) || !(live instanceof List<?> there) || wanted.isEmpty()) {
            return;
        }
        List<String> keys = ListKeys.of("ports", wanted).orElseThrow();
        Map<Object, Map<String, Object>> named = new HashMap<>();
        wanted.forEach(port -> named.put(((Map<?, ?>) port).get("name"), ListKeys.values(keys, port)));
        List<Map<String, Object>> removals = new ArrayList<>();
        int removed = 0;
        // From the last on: those before it keep their places.
        for (int i = there.size() - 1; i >= 0; i--) {
            Object name = ((Map<?, ?>) there.get(i)).get("name");
            if (name != null
                    && named.containsKey(name)
                    && !named.get(name).equals(ListKeys.values(keys, there.get(i)))) {
                removals.add(operation("test", path + "/" + i, there.get(i)));
                removals.add(Map.of("op", "remove", "path", path + "/" + i));
                removed++;
            }
        }
        // A Service without a port is invalid: its ports are set, not removed.
        operations.addAll(
                removed == there.size() && removed > 0 ? List.of(operation("replace", path, wanted)) : removals);
    }
}
