package dev.sild.stacks.shared;

import dev.sild.model.Naming;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import dev.sild.model.Workload.Retention;
import dev.sild.model.Workload.Rollout;
import java.util.Map;
import java.util.Optional;

/** What components that store something have in common. */
public final class Stores {
    private Stores() {}

    /** Returns one copy with a claim of its own, which goes with it where the user says so. */
    public static Workload one(boolean deletesItsClaim) {
        return new Workload.Stateful(
                1, Rollout.DEFAULT, deletesItsClaim ? Optional.of(new Retention(true, false)) : Optional.empty());
    }

    /**
     * Returns a claim that one pod mounts.
     *
     * @param storageClass its class; empty for the cluster's default
     */
    public static Volume claim(String name, String size, String storageClass) {
        return new Volume.Claim(name, size, storageClass, Volume.Access.READ_WRITE_ONCE, Map.of(), Optional.empty());
    }

    /** Returns the name of the claim that a StatefulSet makes: its template, its set and the number of its pod. */
    public static String ownClaim(Naming naming, String component) {
        return component + "-" + naming.object(component) + "-0";
    }
}
