package dev.sild.webstack;

import dev.sild.model.Component;
import dev.sild.model.Origin;
import dev.sild.model.Placement;
import dev.sild.model.PodSecurity;
import dev.sild.model.Resources;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import dev.sild.model.Workload.Retention;
import dev.sild.model.Workload.Rollout;
import dev.sild.stack.ContainerDraft;
import dev.sild.stack.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the cache and the database have in common. */
final class Stores {
  private static final int TRIES = 6;

  /** A client that says two words. */
  private static final Resources SMALL =
      new Resources(Map.of("memory", "64Mi"), Map.of("cpu", "10m", "memory", "16Mi"), Map.of());

  private Stores() {}

  /** Returns one copy with a claim of its own, which goes with it where the user says so. */
  static Workload one(boolean deletesItsClaim) {
    return new Workload.Stateful(1, Rollout.DEFAULT,
        deletesItsClaim ? Optional.of(new Retention(true, false)) : Optional.empty());
  }

  static Volume claim(String name, String size, String storageClass) {
    return new Volume.Claim(name, size, Shapes.text(storageClass), Volume.Access.READ_WRITE_ONCE, Map.of(),
        Optional.empty());
  }

  /** Returns the component that tells a server its next password, and is gone once it has. */
  static Component rotation(Frame frame, String server, ContainerDraft draft, PodSecurity level, Placement placement) {
    return new Component(server + Credentials.ROTATION, new Workload.Once(TRIES, 1),
        List.of(draft.resources(SMALL).build()), List.of(),
        frame.pod(level, Optional.empty(), Optional.empty(), Map.of(), Map.of()), placement, List.of(), Map.of(), Map.of(),
        Origin.NONE);
  }
}
