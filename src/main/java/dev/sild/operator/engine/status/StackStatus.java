package dev.sild.operator.engine.status;

import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.Condition;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The status of a stack, as the tree that is sent. */
public final class StackStatus {
    private StackStatus() {}

    /** Returns the status of a stack that is kept as it should be. */
    public static Map<String, Object> of(
            Owner owner,
            Assessment assessment,
            List<Map<String, Object>> components,
            long ready,
            Map<?, ?> last,
            Instant now) {
        boolean current = assessment.outcome() == Readiness.State.CURRENT;
        boolean stalled = assessment.outcome() == Readiness.State.FAILED;
        boolean progressing = assessment.outcome() == Readiness.State.IN_PROGRESS;
        Reason reason = assessment.reason();
        String message = assessment.message();
        List<Condition> conditions = List.of(
                Condition.of(Condition.READY, current, reason, message, last(last, Condition.READY), now),
                Condition.of(
                        Condition.RECONCILING,
                        progressing,
                        progressing ? reason : Reason.SETTLED,
                        progressing ? message : "",
                        last(last, Condition.RECONCILING),
                        now),
                Condition.of(
                        Condition.STALLED,
                        stalled,
                        stalled ? reason : Reason.SETTLED,
                        stalled ? message : "",
                        last(last, Condition.STALLED),
                        now),
                Condition.of(Condition.PAUSED, false, Reason.ACTIVE, "", last(last, Condition.PAUSED), now));
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("observedGeneration", owner.generation());
        status.put(
                "conditions",
                conditions.stream()
                        .map(condition -> condition.tree(owner.generation()))
                        .toList());
        if (!components.isEmpty()) {
            status.put("ready", ready + "/" + components.size());
            status.put("components", components);
        } else if (assessment.reason() == Reason.API_UNAVAILABLE) {
            // The components are unknown, which does not mean that there are none.
            List.of("ready", "components").stream()
                    .filter(last::containsKey)
                    .forEach(name -> status.put(name, last.get(name)));
        }
        return status;
    }

    /** Returns the status of a stack that is paused: as it was, but for that. */
    public static Map<String, Object> paused(Owner owner, Map<?, ?> last, Instant now) {
        List<Object> conditions = new ArrayList<>();
        for (String type : List.of(Condition.READY, Condition.RECONCILING, Condition.STALLED)) {
            Map<String, Object> condition = last(last, type);
            if (!condition.isEmpty()) {
                conditions.add(condition);
            }
        }
        conditions.add(Condition.of(
                        Condition.PAUSED,
                        true,
                        Reason.PAUSED,
                        "spec.paused is true: changes are suspended",
                        last(last, Condition.PAUSED),
                        now)
                .tree(owner.generation()));
        Map<String, Object> status = new LinkedHashMap<>();
        last.forEach((name, value) -> status.put((String) name, value));
        status.put("observedGeneration", owner.generation());
        status.put("conditions", conditions);
        return status;
    }

    /** Whether a status reports that the stack is ready at its current generation. */
    public static boolean isReady(Map<?, ?> status, Owner owner) {
        return status.get("observedGeneration") instanceof Number seen
                && seen.longValue() == owner.generation()
                && "True".equals(last(status, Condition.READY).get("status"));
    }

    /** Returns for how long the stack has not been ready; zero for one that is, or that has no status yet. */
    public static Duration notReadyFor(Map<?, ?> status, Instant now) {
        return "False".equals(last(status, Condition.READY).get("status"))
                ? Duration.between(notReadySince(status), now)
                : Duration.ZERO;
    }

    /** Returns when the stack ceased to be ready; long ago where that is not known. */
    public static Instant notReadySince(Map<?, ?> status) {
        Object time = last(status, Condition.READY).get("lastTransitionTime");
        try {
            return time == null ? Instant.EPOCH : Instant.parse(time.toString());
        } catch (DateTimeParseException malformed) {
            return Instant.EPOCH;
        }
    }

    private static Map<String, Object> last(Map<?, ?> status, String type) {
        Map<String, Object> found = new LinkedHashMap<>();
        if (status.get("conditions") instanceof List<?> conditions) {
            for (Object condition : conditions) {
                if (condition instanceof Map<?, ?> map && type.equals(map.get("type"))) {
                    map.forEach((name, value) -> found.put((String) name, value));
                }
            }
        }
        return found;
    }
}
