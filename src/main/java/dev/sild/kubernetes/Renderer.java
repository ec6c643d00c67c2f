package dev.sild.kubernetes;

import dev.sild.kubernetes.mesh.CallPolicies;
import dev.sild.kubernetes.mesh.Identities;
import dev.sild.kubernetes.mesh.Meshes;
import dev.sild.kubernetes.network.Exposures;
import dev.sild.kubernetes.network.Monitors;
import dev.sild.kubernetes.network.NetworkPolicies;
import dev.sild.kubernetes.network.Services;
import dev.sild.kubernetes.network.Waits;
import dev.sild.kubernetes.objects.FileParts;
import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.Restricted;
import dev.sild.kubernetes.objects.Target;
import dev.sild.kubernetes.podman.PodmanPods;
import dev.sild.kubernetes.storage.Claims;
import dev.sild.kubernetes.storage.FileObjects;
import dev.sild.kubernetes.storage.NfsVolumes;
import dev.sild.kubernetes.workloads.Autoscalers;
import dev.sild.kubernetes.workloads.DisruptionBudgets;
import dev.sild.kubernetes.workloads.StatefulSets;
import dev.sild.kubernetes.workloads.Workloads;
import dev.sild.model.Application;
import dev.sild.model.Calls;
import dev.sild.model.Component;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Files;
import dev.sild.model.Volume;
import dev.sild.report.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From an application to the objects that run it: the one renderer that every command and the operator use. */
public final class Renderer {
    private Renderer() {}

    /** Returns the objects of an application, in the order in which they should be made. */
    public static Rendered render(Application application, RenderOptions options) {
        List<Finding> findings = new ArrayList<>();
        List<HasMetadata> objects = new ArrayList<>();
        for (Files files : application.files()) {
            for (Files part : options.target() == Target.PODMAN ? List.of(files) : FileParts.of(files)) {
                FileObjects.of(application, part).ifPresent(objects::add);
            }
        }
        Index index = new Index(
                application, options, options.restricted() ? Optional.of(new Restricted(findings)) : Optional.empty());
        for (Volume volume : application.volumes()) {
            if (options.target() == Target.PODMAN || !index.isOwn(volume)) {
                Claims.of(application, volume).ifPresent(objects::add);
            }
            if (volume instanceof Volume.Nfs nfs) {
                objects.addAll(NfsVolumes.of(application, nfs, options.target(), options.namespace()));
            }
        }
        if (options.target() == Target.PODMAN) {
            objects.addAll(PodmanPods.of(application, options, findings));
        } else {
            objects.addAll(forCluster(application, index));
        }
        options.namespace().ifPresent(namespace -> place(objects, namespace));
        return new Rendered(objects, findings);
    }

    private static List<HasMetadata> forCluster(Application application, Index index) {
        List<HasMetadata> objects = new ArrayList<>();
        for (Endpoint endpoint : application.endpoints()) {
            objects.add(Services.of(application, endpoint));
        }
        // Before any pod is there that they are to close.
        application
                .calls()
                .filter(Calls::byNetwork)
                .ifPresent(calls -> objects.addAll(CallPolicies.of(application, calls)));
        // A Job's name must be known before the components that wait for it are rendered, and findings must
        // be in order.
        boolean inOrder = index.restricted().isPresent()
                || application.components().stream().anyMatch(Waits::needsApi);
        if (inOrder) {
            objects.addAll(components(index, application.components()));
        } else {
            ParallelWork.map(application.components(), some -> components(index, some))
                    .forEach(objects::addAll);
        }
        Exposures exposures = new Exposures(application);
        for (Exposure exposure : application.exposures()) {
            exposures.of(exposure).ifPresent(objects::add);
        }
        objects.addAll(NetworkPolicies.of(index));
        objects.addAll(Meshes.of(index));
        return objects;
    }

    private static List<HasMetadata> components(Index index, List<Component> components) {
        List<HasMetadata> objects = new ArrayList<>();
        Waits waits = new Waits();
        for (Component component : components) {
            StatefulSets.service(index.application(), component).ifPresent(objects::add);
            objects.addAll(Identities.of(index, component, waits));
            HasMetadata workload = Workloads.of(index, component, waits);
            waits.made(component, workload);
            objects.add(workload);
            Autoscalers.of(index, component).ifPresent(objects::add);
            DisruptionBudgets.of(index, component).ifPresent(objects::add);
            objects.addAll(Monitors.of(index, component));
        }
        // Before the pods: a pod whose account is missing is created late.
        objects.addAll(0, Identities.ofWaiting(index, components, waits));
        return objects;
    }

    private static void place(List<HasMetadata> objects, String namespace) {
        for (HasMetadata object : objects) {
            if (!(object instanceof PersistentVolume)) {
                object.getMetadata().setNamespace(namespace);
            }
        }
        Namespace first = new Namespace();
        first.setMetadata(ObjectMetadata.of(namespace, java.util.Map.of()));
        objects.add(0, first);
    }
}
