package dev.sild.compose.translate.container;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Workload.Rollout;
import dev.sild.report.Code;
import dev.sild.units.GoDuration;
import dev.sild.units.Quantities;

/**
 * How a new version of a service takes the old one's place.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/deploy/#update_config">update_config</a>
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy">Strategy</a>
 */
final class Rollouts {
    /** After how long without progress Kubernetes itself considers a roll-out failed. */
    private static final int DEFAULT_DEADLINE_SECONDS = 600;

    private Rollouts() {}

    /**
     * Reads {@code update_config} and {@code max_replicas_per_node}: if nodes have no room for another pod, an old pod
     * stops before its replacement starts, as in compose by default.
     */
    static Rollout of(Attribute deploy, boolean podman) {
        if (podman) {
            none(
                    deploy,
                    Code.NOT_FOR_PODMAN,
                    "podman stops a pod before it starts its replacement",
                    "remove it for podman");
            return Rollout.DEFAULT;
        }
        Attribute update = deploy.get("update_config");
        boolean full =
                !deploy.get("placement").get("max_replicas_per_node").peek().isEmpty();
        if (!update.present()) {
            return full ? new Rollout(0, 1, 0, 0) : Rollout.DEFAULT;
        }
        int step = update.get("parallelism")
                .number()
                .map(value -> value == 0 ? Rollout.ALL : atMost(value))
                .orElse(1);
        boolean startFirst = update.get("order").string().equals("start-first");
        int delay = seconds(update.get("delay"));
        int monitor = seconds(update.get("monitor"));
        if (monitor > 0) {
            update.get("monitor")
                    .noteApproximated("a rollout is reported as failed when no pod makes progress for this time");
        }
        failure(update);
        return new Rollout(startFirst ? step : 0, startFirst ? 0 : step, delay, deadline(delay, monitor));
    }

    /** Says by {@code code} that nothing takes another's place there. */
    static void none(Attribute deploy, Code code, String reason, String remedy) {
        for (String attribute : new String[] {"update_config", "rollback_config"}) {
            if (deploy.get(attribute).present()) {
                deploy.get(attribute).found(code, reason, remedy);
            }
        }
    }

    /** A deadline must be longer than the time a pod has to be ready. */
    private static int deadline(int delay, int monitor) {
        if (monitor > 0) {
            return atMost((long) delay + monitor);
        }
        return delay >= DEFAULT_DEADLINE_SECONDS ? atMost((long) delay + DEFAULT_DEADLINE_SECONDS) : 0;
    }

    private static void failure(Attribute update) {
        Attribute action = update.get("failure_action");
        switch (action.string()) {
            case "", "pause" -> {}
            case "rollback" ->
                action.noteLost(
                        "a failed rollout stops; it is not rolled back", "roll back with 'kubectl rollout undo'");
            default ->
                action.noteLost(
                        "a rollout stops when pods do not become ready", "roll back with 'kubectl rollout undo'");
        }
        Attribute ratio = update.get("max_failure_ratio");
        if (Quantities.times(ratio.string(), 1000).orElse(0L) > 0) {
            ratio.noteLost(
                    "a rollout continues only after its new pods are ready, without a failure ratio", "remove it");
        }
    }

    private static int seconds(Attribute duration) {
        return GoDuration.millis(duration.string())
                .map(millis -> Quantities.seconds(millis, 0))
                .orElse(0);
    }

    private static int atMost(long value) {
        return (int) Math.min(Integer.MAX_VALUE - 1, value);
    }
}
