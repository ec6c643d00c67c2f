package dev.sild.kubernetes.workloads;

import dev.sild.kubernetes.network.Services;
import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.storage.Claims;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Endpoint;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicy;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Components whose pods keep their names and their claims.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/">StatefulSets</a>
 */
public final class StatefulSets {
    /** Pods carry the set's name and ten characters of a hash in one label. */
    private static final int MAX_NAME = Names.MAX_LABEL - 11;

    private StatefulSets() {}

    static HasMetadata of(Index index, Component component, PodTemplateSpec template, Workload.Stateful workload) {
        StatefulSetSpec spec = new StatefulSetSpec();
        spec.setReplicas(workload.replicas());
        spec.setServiceName(index.application()
                .naming()
                .object(governing(index.application(), component).dnsName()));
        spec.setSelector(Workloads.selector(index, component));
        // Compose starts all at once too; members that become ready by finding each other would wait forever one by
        // one.
        spec.setPodManagementPolicy("Parallel");
        spec.setMinReadySeconds(Workloads.positiveOrNull(workload.rollout().minReadySeconds()));
        spec.setVolumeClaimTemplates(templates(index, component));
        workload.retention()
                .ifPresent(retention -> spec.setPersistentVolumeClaimRetentionPolicy(
                        new StatefulSetPersistentVolumeClaimRetentionPolicy(
                                retention.deletedWithAll() ? "Delete" : "Retain",
                                retention.deletedWithOne() ? "Delete" : "Retain")));
        // Each pod's name is its host name, regardless of the template.
        template.getSpec().setHostname(null);
        spec.setTemplate(template);
        StatefulSet statefulSet = new StatefulSet();
        statefulSet.setMetadata(Workloads.metadata(index, component, Names.cut(index.object(component), MAX_NAME)));
        statefulSet.setSpec(spec);
        return statefulSet;
    }

    private static List<PersistentVolumeClaim> templates(Index index, Component component) {
        return index.ownClaims(component).stream()
                .map(claim -> {
                    PersistentVolumeClaim template = Claims.claim(index.application(), claim);
                    // Objects within others have no kind of their own in what people write; the server sets it.
                    template.setApiVersion(null);
                    template.setKind(null);
                    template.getMetadata().setName(PodVolumes.name(new Mount.OfVolume(claim.name())));
                    return template;
                })
                .toList();
    }

    /** Returns the Service that gives the pods their names. */
    public static Optional<HasMetadata> service(Application application, Component component) {
        return component.workload() instanceof Workload.Stateful
                ? Optional.of(Services.of(application, governing(application, component)))
                : Optional.empty();
    }

    /**
     * Returns a headless name for this alone. The component's own may be headless today and, with its first port, no
     * longer: the set's Service must stay the same forever.
     */
    private static Endpoint governing(Application application, Component component) {
        Set<String> taken =
                application.endpoints().stream().map(Endpoint::dnsName).collect(Collectors.toSet());
        return new Endpoint(
                Names.unique(component.name() + "-headless", taken),
                List.of(component.name()),
                component.main().ports(),
                true,
                true);
    }
}
