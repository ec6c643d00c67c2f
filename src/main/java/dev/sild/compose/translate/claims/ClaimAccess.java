package dev.sild.compose.translate.claims;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Component;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.model.Volume.Access;
import dev.sild.model.Workload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Who mounts each claim, and whether its access mode lets them. */
public final class ClaimAccess {
    private final Map<String, Integer> pods = new HashMap<>();
    private final Map<String, String> onEachNode = new HashMap<>();

    public ClaimAccess(Iterable<Component> components) {
        for (Component component : components) {
            Set<String> mounted = new HashSet<>();
            component
                    .containers()
                    .forEach(container -> container.mounts().forEach(mount -> {
                        if (mount.source() instanceof Mount.OfVolume of) {
                            mounted.add(of.name());
                        }
                    }));
            for (String volume : mounted) {
                pods.merge(volume, pods(component.workload()), Integer::sum);
                if (component.workload() instanceof Workload.PerNode) {
                    onEachNode.putIfAbsent(volume, component.name());
                }
            }
        }
    }

    /** How many pods mount what one pod of it mounts: those of a StatefulSet have claims of their own. */
    private static int pods(Workload workload) {
        return workload instanceof Workload.Replicated || workload instanceof Workload.Autoscaled
                ? workload.mostPods()
                : workload instanceof Workload.PerNode ? 2 : 1;
    }

    /** Reports a component that runs on every node and mounts a claim of one node. */
    public void reportEachNode(Volume volume, Supplier<Attribute> where) {
        String everywhere = onEachNode.get(volume.name());
        if (everywhere != null && volume.isClaimOfOneNode()) {
            where.get()
                    .noteApproximated(
                            "'" + everywhere + "' runs on every node, but only one can use the claim '" + volume.name()
                                    + "'; pods on other nodes do not start",
                            "set 'access: ReadWriteMany' in the volume's x-sild, or --storage-access, if the"
                                    + " cluster has such storage");
        }
    }

    /**
     * Returns the access mode of a claim: the requested one, unless its users would wait for each other forever.
     *
     * @param where where the claim is described; looked for only where there is something to say
     */
    public Access of(Volume.Claim claim, Supplier<Attribute> where) {
        reportEachNode(claim, where);
        if (claim.access() == Access.READ_WRITE_ONCE_POD && pods.getOrDefault(claim.name(), 0) > 1) {
            Attribute asked = where.get().get("x-sild").get("access");
            asked.or(where.get())
                    .noteApproximated("several pods mount the claim '" + claim.name() + "'; it is ReadWriteOnce, since"
                            + " all but one pod would not start otherwise");
            return Access.READ_WRITE_ONCE;
        }
        return claim.access();
    }
}
