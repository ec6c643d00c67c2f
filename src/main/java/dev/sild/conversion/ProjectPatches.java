package dev.sild.conversion;

import dev.sild.compose.ComposeProject;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Names;
import dev.sild.model.Naming;
import dev.sild.patch.Patch;
import dev.sild.patch.PatchReader;
import dev.sild.patch.Patches;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.MapNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The patches of a project, those of its services and those of the command line. */
final class ProjectPatches {
    /** Podman runs pods, and has nothing of these kinds. */
    private static final Set<String> OF_PODMAN = Set.of("Pod", "ConfigMap", "Secret", "PersistentVolumeClaim");

    private ProjectPatches() {}

    /**
     * Returns the objects with the patches applied.
     *
     * @param findings takes the patches that podman has no object for
     */
    static List<HasMetadata> applied(
            List<HasMetadata> objects,
            ComposeProject project,
            List<Patch> given,
            Target target,
            Optional<Naming> naming,
            List<Finding> findings)
            throws InputException {
        List<Patch> all = ofServices(project);
        all.addAll(given);
        if (all.isEmpty()) {
            return objects;
        }
        List<Patch> fitting = new ArrayList<>();
        for (Patch patch : all) {
            if (target == Target.KUBERNETES || OF_PODMAN.contains(patch.kind())) {
                fitting.add(patch);
            } else {
                findings.add(new Finding(
                        Code.NOT_FOR_PODMAN,
                        patch.position().origin(patch.path()),
                        "podman has no objects of this kind; the patch is not applied",
                        "write a patch of the Pod"));
            }
        }
        return Patches.applied(objects, fitting, naming.map(Naming::prefix).orElse(""));
    }

    private static List<Patch> ofServices(ComposeProject project) throws InputException {
        List<Patch> patches = new ArrayList<>();
        if (project.root().get("services") instanceof MapNode services) {
            for (Map.Entry<String, Entry> service : services.entries().entrySet()) {
                Node hints = service.getValue().value() instanceof MapNode map ? map.get("x-sild") : null;
                Node own = hints instanceof MapNode map ? map.get("patches") : null;
                if (own != null) {
                    patches.addAll(PatchReader.of(
                            own, Names.label(service.getKey()), "services." + service.getKey() + ".x-sild.patches"));
                }
            }
        }
        return patches;
    }
}
