package dev.sild.stacks.shared;

import dev.sild.model.Component;
import dev.sild.model.Naming;
import dev.sild.model.Origin;
import dev.sild.model.Placement;
import dev.sild.model.Pod;
import dev.sild.model.Resources;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import dev.sild.model.Workload.Retention;
import dev.sild.model.Workload.Rollout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What components that store something have in common. */
public final class Stores {
    /** The component that tells a server its next password is named after the server's. */
    public static final String ROTATION = "-rotation";

    private static final int TRIES = 6;

    /** A client that says two words. */
    private static final Resources SMALL =
            new Resources(Map.of("memory", "64Mi"), new TreeMap<>(Map.of("cpu", "10m", "memory", "16Mi")), Map.of());

    private Stores() {}

    /** Returns one copy with a claim of its own, which goes with it where the user says so. */
    public static Workload one(boolean deletesItsClaim) {
        return new Workload.Stateful(
                1, Rollout.DEFAULT, deletesItsClaim ? Optional.of(new Retention(true, false)) : Optional.empty());
    }

    /** Returns a claim that one pod mounts. */
    public static Volume claim(String name, String size, String storageClass) {
        return new Volume.Claim(
                name, size, Shapes.text(storageClass), Volume.Access.READ_WRITE_ONCE, Map.of(), Optional.empty());
    }

    /** Returns the name of the claim that a StatefulSet makes: its template, its set and the number of its pod. */
    public static String ownClaim(Naming naming, String component) {
        return component + "-" + naming.object(component) + "-0";
    }

    /** Returns the component that tells a server its next password, and is gone once it has. */
    public static Component rotation(String server, ContainerDraft draft, Pod pod, Placement placement) {
        return new Component(
                server + ROTATION,
                new Workload.Once(TRIES, 1),
                List.of(draft.resources(SMALL).build()),
                List.of(),
                pod,
                placement,
                List.of(),
                Map.of(),
                Map.of(),
                Origin.NONE);
    }
}
