package dev.sild.operator.engine.observe;

import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a change of an object can make a difference to its stack. Controllers write the status of a workload several
 * times before a pod is ready, and that of an autoscaler every few seconds as long as it exists.
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
                || !Readiness.of(before).equals(Readiness.of(after))
                || !count(before, "readyReplicas").equals(count(after, "readyReplicas"))
                || !count(before, "numberReady").equals(count(after, "numberReady"))
                || !count(before, "desiredNumberScheduled").equals(count(after, "desiredNumberScheduled"))
                || !metadata(before).equals(metadata(after))
                || !fields(before).equals(fields(after));
    }

    private static Optional<Object> count(LiveObject live, String name) {
        return live.field(STATUS, name);
    }

    private static ObjectMeta metadata(LiveObject live) {
        return new ObjectMetaBuilder(live.metadata())
                .withResourceVersion(null)
                .withManagedFields(managers(live))
                .build();
    }

    private static List<ManagedFieldsEntry> managers(LiveObject live) {
        return live.managedFields().stream()
                .filter(entry -> !STATUS.equals(entry.getSubresource()))
                .toList();
    }

    private static Map<String, Object> fields(LiveObject live) {
        Map<String, Object> fields = new HashMap<>(live.resource().getAdditionalProperties());
        fields.remove(STATUS);
        return fields;
    }
}
