package dev.sild.operator.engine.status;

import dev.sild.operator.engine.plan.Readiness;
import java.util.List;
import java.util.Map;

/**
 * How a stack is doing.
 *
 * @param state how far it is
 * @param backups one map for each component that writes dumps, as its status lists them
 */
public record StackState(String namespace, String name, Readiness.State state, List<Map<String, Object>> backups) {
    public StackState {
        backups = List.copyOf(backups);
    }
}
