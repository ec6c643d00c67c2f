package dev.sild.operator.engine.plan;

import dev.sild.operator.engine.state.LiveObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an object is doing, by the same rules as kstatus, so that {@code kubectl wait}, Flux and Argo CD come to the same
 * answer.
 *
 * @param state how far it is
 * @param message what is missing or wrong; empty where it is as it should be
 * @see <a href="https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md">kstatus</a>
 */
public record Readiness(State state, String message) {
    /** How far an object is. */
    public enum State {
        /** It is what its spec says. */
        CURRENT,
        /** Its controller is still at it. */
        IN_PROGRESS,
        /** Its controller gave up. */
        FAILED
    }

    private static final Readiness CURRENT = new Readiness(State.CURRENT, "");

    /** Returns how an object is doing. */
    public static Readiness of(LiveObject live) {
        if (live.isDeleting()) {
            return progress("terminating");
        }
        long seen = live.number(-1, "status", "observedGeneration");
        if (seen >= 0 && seen != live.generation()) {
            return progress("its controller has not observed the last change yet");
        }
        return switch (live.ref().kind()) {
            case DEPLOYMENT -> deployment(live);
            case STATEFUL_SET -> statefulSet(live);
            case DAEMON_SET -> daemonSet(live);
            case JOB -> job(live);
            // A claim that waits for its first consumer counts as current; a pod that waits for the claim
            // is itself not ready.
            case PERSISTENT_VOLUME_CLAIM ->
                live.field("status", "phase").filter("Lost"::equals).isPresent()
                        ? failed("its volume is lost")
                        : CURRENT;
            case SERVICE -> service(live);
            default -> CURRENT;
        };
    }

    private static Readiness deployment(LiveObject live) {
        Optional<Map<?, ?>> progressing = condition(live, "Progressing");
        if (progressing
                .filter(condition -> "ProgressDeadlineExceeded".equals(condition.get("reason")))
                .isPresent()) {
            return failed("its pods did not become ready before the deadline");
        }
        long wanted = live.number(1, "spec", "replicas");
        if (live.number(0, "status", "updatedReplicas") < wanted) {
            return progress(live.number(0, "status", "updatedReplicas") + " of " + wanted + " pods are up to date");
        }
        if (live.number(0, "status", "replicas") > live.number(0, "status", "updatedReplicas")) {
            return progress("pods of an earlier revision are still running");
        }
        if (live.number(0, "status", "availableReplicas") < wanted) {
            return progress(live.number(0, "status", "availableReplicas") + " of " + wanted + " pods are available");
        }
        return seen(live);
    }

    private static Readiness statefulSet(LiveObject live) {
        long wanted = live.number(1, "spec", "replicas");
        if (live.number(0, "status", "readyReplicas") < wanted) {
            return progress(live.number(0, "status", "readyReplicas") + " of " + wanted + " pods are ready");
        }
        if (live.number(0, "status", "updatedReplicas") < wanted
                || !live.field("status", "currentRevision").equals(live.field("status", "updateRevision"))) {
            return progress("pods of an earlier revision are still running");
        }
        return seen(live);
    }

    private static Readiness daemonSet(LiveObject live) {
        long wanted = live.number(-1, "status", "desiredNumberScheduled");
        if (wanted < 0) {
            return progress("its controller has not observed it yet");
        }
        if (live.number(0, "status", "updatedNumberScheduled") < wanted) {
            return progress("pods of an earlier revision are still running");
        }
        if (live.number(0, "status", "numberAvailable") < wanted) {
            return progress(live.number(0, "status", "numberAvailable") + " of " + wanted + " pods are available");
        }
        return seen(live);
    }

    private static Readiness job(LiveObject live) {
        if (condition(live, "Failed")
                .filter(condition -> "True".equals(condition.get("status")))
                .isPresent()) {
            return failed("the Job failed; delete it to run it again");
        }
        return isComplete(live) || live.field("status", "startTime").isPresent()
                ? CURRENT
                : progress("the Job has not started yet");
    }

    private static Readiness service(LiveObject live) {
        boolean balancer =
                live.field("spec", "type").filter("LoadBalancer"::equals).isPresent();
        return balancer && live.field("status", "loadBalancer", "ingress").isEmpty()
                ? progress("the load balancer has no address yet")
                : CURRENT;
    }

    /** Whether a Job has done its work. */
    public static boolean isComplete(LiveObject live) {
        return condition(live, "Complete")
                .filter(condition -> "True".equals(condition.get("status")))
                .isPresent();
    }

    /** Returns when a Job failed, in the form of RFC 3339; empty where it did not. */
    public static Optional<String> failedAt(LiveObject live) {
        return condition(live, "Failed")
                .filter(condition -> "True".equals(condition.get("status")))
                .map(condition -> condition.get("lastTransitionTime"))
                .map(Object::toString);
    }

    private static Readiness seen(LiveObject live) {
        return live.field("status", "observedGeneration").isEmpty()
                ? progress("its controller has not observed it yet")
                : CURRENT;
    }

    private static Optional<Map<?, ?>> condition(LiveObject live, String type) {
        List<?> conditions = live.field("status", "conditions")
                .filter(List.class::isInstance)
                .map(List.class::cast)
                .orElse(List.of());
        return conditions.stream()
                .<Map<?, ?>>map(condition -> (Map<?, ?>) condition)
                .filter(condition -> type.equals(condition.get("type")))
                .findFirst();
    }

    private static Readiness progress(String message) {
        return new Readiness(State.IN_PROGRESS, message);
    }

    private static Readiness failed(String message) {
        return new Readiness(State.FAILED, message);
    }
}
