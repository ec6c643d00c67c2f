package dev.sild.operator.engine.plan;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.state.FieldPath;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.OwnerMarks;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Optional;

/** Whose an object is, as a stack sees it. */
public enum Ownership {
    /**
     * The stack's own: it is the object's controller, or the object has no controller and the operator created it, or
     * the one it was restored from, not for another stack.
     */
    OURS,
    /** An earlier stack's of the same name, whose objects are on their way out. */
    OF_PREDECESSOR,
    /** Another controller's. */
    OF_CONTROLLER,
    /** No known owner: created by kubectl or Helm. */
    OF_NOBODY;

    private static final FieldPath INSTANCE = FieldPath.of("metadata", "labels", Labels.INSTANCE);

    public static Ownership of(LiveObject live, Owner owner) {
        Optional<OwnerReference> controller = live.controller();
        if (controller.isPresent()) {
            OwnerReference other = controller.get();
            if (other.getUid().equals(owner.uid())) {
                return OURS;
            }
            boolean samePlace = other.getKind().equals(owner.kind())
                    && other.getName().equals(owner.name())
                    && other.getApiVersion()
                            .startsWith(owner.apiVersion()
                                    .substring(0, owner.apiVersion().indexOf('/') + 1));
            return samePlace ? OF_PREDECESSOR : OF_CONTROLLER;
        }
        // Labels do not prove ownership: what Sild renders has them too, no matter who applies it, and
        // changing a label does not take ownership of the object. Who wrote it the API server knows, until
        // the object is made again from a backup, often without that: then the operator's annotation tells
        // it, which is in nothing that is rendered.
        if (!Managers.writes(live, OwnerMarks.MANAGER)) {
            boolean restored = live.annotation(OwnerMarks.APPLIED).isPresent()
                    && OwnerMarks.SILD.equals(live.labels().get(Labels.MANAGED_BY))
                    && owner.name().equals(live.labels().get(Labels.INSTANCE));
            return restored ? OURS : OF_NOBODY;
        }
        boolean ofAnother = !owner.name().equals(live.labels().getOrDefault(Labels.INSTANCE, owner.name()))
                && Managers.holds(live, OwnerMarks.MANAGER, INSTANCE);
        return ofAnother ? OF_NOBODY : OURS;
    }
}
