package dev.sild.kubernetes;

import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Endpoint;
import dev.sild.model.Names;
import dev.sild.model.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Components whose pods keep their names and their claims.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/">StatefulSets</a>
 */
final class StatefulSets {
  /** Pods carry the set's name and ten characters of a hash in one label. */
  private static final int MAX_NAME = Names.MAX_LABEL - 11;

  private StatefulSets() {}

  static HasMetadata of(Index index, Component component, PodTemplateSpec template, Workload.Stateful workload) {
    StatefulSetSpec spec = new StatefulSetSpec();
    spec.setReplicas(workload.replicas());
    spec.setServiceName(governing(index.application(), component).dnsName());
    spec.setSelector(Workloads.selector(index, component));
    // Compose starts all at once too; members that become ready by finding each other would wait for ever one by one.
    spec.setPodManagementPolicy("Parallel");
    spec.setMinReadySeconds(Workloads.positiveOrNull(workload.rollout().minReadySeconds()));
    spec.setVolumeClaimTemplates(templates(index, component));
    // Each pod's name is its host name, whatever the template says.
    template.getSpec().setHostname(null);
    spec.setTemplate(template);
    StatefulSet statefulSet = new StatefulSet();
    statefulSet.setMetadata(Workloads.metadata(index, component, Names.cut(component.name(), MAX_NAME)));
    statefulSet.setSpec(spec);
    return statefulSet;
  }

  private static List<PersistentVolumeClaim> templates(Index index, Component component) {
    return index.ownClaims(component).stream().map(claim -> {
      PersistentVolumeClaim template = Claims.claim(index.application(), claim);
      // Objects within others have no kind of their own in what people write; the server sets it.
      template.setApiVersion(null);
      template.setKind(null);
      return template;
    }).toList();
  }

  /** Returns the Service that gives the pods their names, where none of the application's own does. */
  static Optional<HasMetadata> service(Application application, Component component) {
    if (!(component.workload() instanceof Workload.Stateful)) {
      return Optional.empty();
    }
    Endpoint endpoint = governing(application, component);
    return application.endpoints().contains(endpoint)
        ? Optional.empty() : Optional.of(Services.of(application, endpoint));
  }

  /** Returns the headless name of the component alone: its own, another, or one that is made for this. */
  private static Endpoint governing(Application application, Component component) {
    Endpoint found = null;
    Set<String> taken = new HashSet<>();
    for (Endpoint endpoint : application.endpoints()) {
      taken.add(endpoint.dnsName());
      boolean fits = endpoint.headless() && endpoint.components().equals(List.of(component.name()));
      if (fits && (found == null || endpoint.dnsName().equals(component.name()))) {
        found = endpoint;
      }
    }
    return found != null ? found : new Endpoint(Names.unique(component.name() + "-headless", taken),
        List.of(component.name()), component.main().ports(), true, true);
  }
}
