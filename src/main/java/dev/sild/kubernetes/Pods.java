package dev.sild.kubernetes;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Identity;
import dev.sild.model.Network;
import dev.sild.model.Pod;
import dev.sild.model.Workload;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodDNSConfig;
import io.fabric8.kubernetes.api.model.PodDNSConfigOption;
import io.fabric8.kubernetes.api.model.PodOS;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Sysctl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Pod templates for a cluster.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">Pod</a>
 */
final class Pods {
  static final String FILES_CHECKSUM = "sild.dev/files";
  static final String SECRET_IDENTITIES = "sild.dev/secrets";

  private Pods() {}

  /** Returns the template of a component's pods. */
  static PodTemplateSpec template(Index index, Component component, Waits waits) {
    PodTemplateSpec template = new PodTemplateSpec();
    template.setMetadata(metadata(index, component));
    template.setSpec(spec(index, component, waits));
    return template;
  }

  private static ObjectMeta metadata(Index index, Component component) {
    Map<String, String> labels = new LinkedHashMap<>(component.pod().labels());
    labels.putAll(Labels.selector(index.application(), component.name()));
    labels.put(Labels.PART_OF, index.application().name());
    for (Network network : index.networks(component)) {
      labels.put(Labels.NETWORK + network.name(), "true");
    }
    index.togetherBy(component).ifPresent(volume -> labels.put(Labels.VOLUME + volume, "true"));
    for (Endpoint endpoint : index.sharedEndpoints(component)) {
      labels.put(Labels.ENDPOINT + endpoint.dnsName(), "true");
    }
    Map<String, String> annotations = new LinkedHashMap<>(component.annotations());
    annotations.putAll(component.pod().annotations());
    Meshes.mark(index, component, labels, annotations);
    Monitors.mark(index, component, annotations);
    Contents.ofFiles(index, component).ifPresent(hash -> annotations.put(FILES_CHECKSUM, hash));
    Contents.ofOthers(index, component, index.options().identities())
        .ifPresent(hash -> annotations.put(SECRET_IDENTITIES, hash));
    ObjectMeta metadata = new ObjectMeta();
    metadata.setLabels(labels);
    metadata.setAnnotations(annotations);
    return metadata;
  }

  private static PodSpec spec(Index index, Component component, Waits waits) {
    Containers containers = new Containers(index, Target.KUBERNETES);
    FolderMounts folders = new FolderMounts(index, Target.KUBERNETES);
    List<Exposure> exposures = index.exposures(component);
    List<Container> seeds = Seeds.of(index, component);
    List<Container> inits = component.inits().stream().map(folders::flat).toList();
    List<Container> mains = component.containers().stream().map(folders::flat).toList();
    List<Container> all = Stream.of(seeds, inits, mains).flatMap(List::stream).toList();
    PodSpecBuilder builder = new PodSpecBuilder()
        .addAllToInitContainers(seeds.stream().map(seed -> containers.of(seed, List.of())).toList())
        .addAllToInitContainers(waits.containers(component, Target.KUBERNETES))
        .addAllToInitContainers(inits.stream().map(init -> containers.of(init, List.of())).toList())
        .withContainers(mains.stream().map(main -> containers.of(main, exposures)).toList())
        .withVolumes(PodVolumes.of(index, all, Target.KUBERNETES))
        .addAllToVolumes(waits.volumes(component))
        .withServiceAccountName(Identities.account(index, component).orElse(null))
        .withRestartPolicy(restartPolicy(component.workload()))
        .withAffinity(Placements.affinity(index, component))
        .withTopologySpreadConstraints(Placements.spread(index, component))
        .withNodeSelector(component.placement().nodeSelector())
        .withTolerations(Placements.tolerations(component.placement()))
        .withPriorityClassName(
            component.placement().priorityClass().isEmpty() ? null : component.placement().priorityClass());
    settings(component.pod(), builder);
    if (component.pod().hostNetwork()) {
      builder.withDnsPolicy("ClusterFirstWithHostNet");
    }
    // Variables of the form REDIS_PORT=tcp://… for every Service would break images that read their own REDIS_PORT.
    builder.withEnableServiceLinks(false);
    builder.withAutomountServiceAccountToken(component.identity().map(Identity::token).orElse(false));
    if (component.containers().stream().anyMatch(container -> !container.hooks().stopSignal().isEmpty())) {
      // Which signals there are depends on the system.
      builder.withOs(new PodOS("linux"));
    }
    PodSpec spec = builder.build();
    if (component.pod().security().isPresent()) {
      SecurityLevels.apply(component.pod().security().get(), spec);
    } else {
      index.restricted().ifPresent(restricted -> restricted.harden(spec, component));
    }
    return spec;
  }

  /** Sets what the containers share, as both a cluster and podman take it. */
  static void settings(Pod pod, PodSpecBuilder builder) {
    builder
        .withHostname(pod.hostname().isEmpty() ? null : pod.hostname())
        .withSubdomain(pod.subdomain().isEmpty() ? null : pod.subdomain())
        .withHostNetwork(pod.hostNetwork() ? true : null)
        .withHostPID(pod.hostPid() ? true : null)
        .withHostIPC(pod.hostIpc() ? true : null)
        .withShareProcessNamespace(pod.shareProcesses() ? true : null)
        .withHostUsers(pod.hostUsers().orElse(null))
        .withTerminationGracePeriodSeconds(pod.graceSeconds().orElse(null))
        .withRuntimeClassName(pod.runtimeClass().isEmpty() ? null : pod.runtimeClass())
        .withSecurityContext(security(pod))
        .withHostAliases(pod.hostAliases().entrySet().stream()
            .map(alias -> new HostAlias(alias.getValue(), alias.getKey())).toList())
        .withImagePullSecrets(pod.pullSecrets().stream().map(LocalObjectReference::new).toList());
    pod.dns().ifPresent(dns -> builder.withDnsConfig(dns(dns)));
  }

  private static PodDNSConfig dns(Pod.Dns dns) {
    PodDNSConfig config = new PodDNSConfig();
    config.setNameservers(dns.servers());
    config.setSearches(dns.searches());
    config.setOptions(dns.options().stream().map(option -> {
      int colon = option.indexOf(':');
      return colon < 0
          ? new PodDNSConfigOption(option, null)
          : new PodDNSConfigOption(option.substring(0, colon), option.substring(colon + 1));
    }).toList());
    return config;
  }

  private static PodSecurityContext security(Pod pod) {
    if (pod.fsGroup().isEmpty() && pod.supplementalGroups().isEmpty() && pod.sysctls().isEmpty()) {
      return null;
    }
    PodSecurityContext context = new PodSecurityContext();
    pod.fsGroup().ifPresent(group -> {
      context.setFsGroup(group);
      // Leaves the modes of a data folder alone once its root belongs to the group: postgres refuses 0770.
      context.setFsGroupChangePolicy("OnRootMismatch");
    });
    context.setSupplementalGroups(pod.supplementalGroups());
    context.setSysctls(pod.sysctls().entrySet().stream()
        .map(sysctl -> new Sysctl(sysctl.getKey(), sysctl.getValue())).toList());
    return context;
  }

  private static String restartPolicy(Workload workload) {
    if (workload instanceof Workload.Once once) {
      return once.retries() == 0 ? "Never" : "OnFailure";
    }
    return workload instanceof Workload.Scheduled ? "Never" : null;
  }
}
