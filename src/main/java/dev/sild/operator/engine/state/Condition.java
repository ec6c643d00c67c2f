package dev.sild.operator.engine.state;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing a status says.
 *
 * @param type what it speaks of
 * @param status whether it is so: True, False or Unknown
 * @param lastTransitionTime when {@code status} last became another, to the second
 * @see <a
 *     href="https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#typical-status-properties">Conventions</a>
 */
public record Condition(String type, String status, Reason reason, String message, String lastTransitionTime) {
    public static final String READY = "Ready";
    public static final String RECONCILING = "Reconciling";
    public static final String STALLED = "Stalled";
    public static final String PAUSED = "Paused";
    private static final int MAX_MESSAGE = 1024;

    /** Returns what holds now, since when it held in the last status if it is the same. */
    public static Condition of(
            String type, boolean holds, Reason reason, String message, Map<String, Object> last, Instant now) {
        String status = holds ? "True" : "False";
        String since = Optional.ofNullable(last.get("lastTransitionTime"))
                .filter(time -> Objects.equals(status, last.get("status")))
                .map(Object::toString)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        String cut = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
        return new Condition(type, status, reason, cut, since);
    }

    public Map<String, Object> tree(long generation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", type);
        tree.put("status", status);
        tree.put("observedGeneration", generation);
        tree.put("lastTransitionTime", lastTransitionTime);
        tree.put("reason", reason.word());
        tree.put("message", message);
        return tree;
    }
}
