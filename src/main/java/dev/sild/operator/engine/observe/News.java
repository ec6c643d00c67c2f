package dev.sild.operator.engine.observe;

import dev.sild.operator.engine.plan.Managers;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.OwnerMarks;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a change of an object can make a difference to its stack. Controllers annotate a workload and write its
 * status several times before a pod is ready, and that of an autoscaler every few seconds as long as it exists.
 */
final class News {
    private static final String STATUS = "status";
    /** Whose status says more than how ready it is: when runs ended, and how large a volume has become. */
    private static final Set<ChildKind> READ_WHOLE =
            Set.of(ChildKind.JOB, ChildKind.CRON_JOB, ChildKind.PERSISTENT_VOLUME_CLAIM);

    private News() {}

    /** Whether more than details of the status differ between two versions of an object. */
    static boolean isIn(LiveObject before, LiveObject after) {
        return READ_WHOLE.contains(after.ref().kind())
                || isOtherwiseReady(Readiness.of(before), Readiness.of(after))
                || count(before, "readyReplicas") != count(after, "readyReplicas")
                || count(before, "numberReady") != count(after, "numberReady")
                || count(before, "desiredNumberScheduled") != count(after, "desiredNumberScheduled")
                || !metadata(before, after).equals(metadata(after, before))
                || !fields(before).equals(fields(after));
    }

    /** What is still in progress is looked at every few seconds, so another message of it can wait for that. */
    private static boolean isOtherwiseReady(Readiness before, Readiness after) {
        return before.state() != after.state()
                || after.state() != Readiness.State.IN_PROGRESS
                        && !before.message().equals(after.message());
    }

    /** A controller that has observed an object writes a zero, or nothing. */
    private static long count(LiveObject live, String name) {
        return live.number(0, STATUS, name);
    }

    /**
     * Returns what is of weight of an object's metadata, as long as the operator manages the same fields in another.
     */
    private static ObjectMeta metadata(LiveObject live, LiveObject other) {
        List<ManagedFieldsEntry> ours = Managers.ours(live);
        ObjectMetaBuilder metadata = new ObjectMetaBuilder(live.metadata()).withResourceVersion(null);
        return ours.isEmpty() || !ours.equals(Managers.ours(other))
                ? metadata.withManagedFields(managers(live)).build()
                : metadata.withManagedFields(ours).withAnnotations(marks(live)).build();
    }

    private static List<ManagedFieldsEntry> managers(LiveObject live) {
        return live.managedFields().stream()
                .filter(entry -> !STATUS.equals(entry.getSubresource()))
                .toList();
    }

    /** Returns the annotations that the operator reads, by whomever; those that it states are among its fields. */
    private static Map<String, String> marks(LiveObject live) {
        Map<String, String> marks = new HashMap<>();
        if (live.metadata().getAnnotations() != null) {
            marks.putAll(live.metadata().getAnnotations());
            marks.keySet().removeIf(name -> !name.startsWith(OwnerMarks.PREFIX));
        }
        return marks;
    }

    private static Map<String, Object> fields(LiveObject live) {
        Map<String, Object> fields = new HashMap<>(live.resource().getAdditionalProperties());
        fields.remove(STATUS);
        return fields;
    }
}
