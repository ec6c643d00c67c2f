package dev.sild.operator.engine;

import dev.sild.kubernetes.Labels;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Optional;

/** Whose an object is, as a stack sees it. */
enum Ownership {
  /** The stack's own: it is its controller, or nobody is and the object has the stack's labels. */
  OURS,
  /** An earlier stack's of the same name, whose objects are on their way out. */
  OF_PREDECESSOR,
  /** Another controller's. */
  OF_CONTROLLER,
  /** Nobody's that can be told: made by kubectl or Helm. */
  OF_NOBODY;

  static Ownership of(Live live, Owner owner) {
    Optional<OwnerReference> controller = live.controller();
    if (controller.isPresent()) {
      OwnerReference other = controller.get();
      if (other.getUid().equals(owner.uid())) {
        return OURS;
      }
      boolean samePlace = other.getKind().equals(owner.kind()) && other.getName().equals(owner.name())
          && other.getApiVersion().startsWith(owner.apiVersion().substring(0, owner.apiVersion().indexOf('/') + 1));
      return samePlace ? OF_PREDECESSOR : OF_CONTROLLER;
    }
    boolean labelled = Marks.SILD.equals(live.labels().get(Labels.MANAGED_BY))
        && owner.name().equals(live.labels().get(Labels.INSTANCE));
    // Who changed a label of what the operator applied has not made it his own.
    boolean applied = Managers.applies(live, Marks.MANAGER) && live.ref().name().startsWith(owner.name());
    return labelled || applied ? OURS : OF_NOBODY;
  }
}
