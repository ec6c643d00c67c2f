package dev.sild.kubernetes;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Names;
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
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Pod templates for a cluster.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">Pod</a>
 */
final class Pods {
  static final String FILES_CHECKSUM = "sild.dev/files";

  private Pods() {}

  /** Returns the template of a component's pods. */
  static PodTemplateSpec template(Index index, Component component, Waits waits) {
    PodTemplateSpec template = new PodTemplateSpec();
    template.setMetadata(metadata(index, component));
    template.setSpec(spec(index, component, waits));
    return template;
  }

  private static ObjectMeta metadata(Index index, Component component) {
    Map<String, String> labels =
        new LinkedHashMap<>(Labels.selector(index.application(), component.name()));
    labels.put(Labels.PART_OF, index.application().name());
    for (Network network : index.networks(component)) {
      labels.put(Labels.NETWORK + network.name(), "true");
    }
    index.togetherBy(component).ifPresent(volume -> labels.put(Labels.VOLUME + volume, "true"));
    for (Endpoint endpoint : index.sharedEndpoints(component)) {
      labels.put(Labels.ENDPOINT + endpoint.dnsName(), "true");
    }
    Map<String, String> annotations = new LinkedHashMap<>(component.annotations());
    String checksum = checksum(index, component);
    if (!checksum.isEmpty()) {
      annotations.put(FILES_CHECKSUM, checksum);
    }
    ObjectMeta metadata = new ObjectMeta();
    metadata.setLabels(labels);
    metadata.setAnnotations(annotations);
    return metadata;
  }

  private static PodSpec spec(Index index, Component component, Waits waits) {
    Containers containers = new Containers(Target.KUBERNETES);
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
        .withServiceAccountName(Waits.needsApi(component) ? Waits.serviceAccount(component) : null)
        .withRestartPolicy(restartPolicy(component.workload()))
        .withAffinity(Placements.affinity(index, component))
        .withTopologySpreadConstraints(Placements.spread(index, component));
    settings(component.pod(), builder);
    if (component.pod().hostNetwork()) {
      builder.withDnsPolicy("ClusterFirstWithHostNet");
    }
    // Variables of the form REDIS_PORT=tcp://… for every Service would break images that read their own REDIS_PORT.
    builder.withEnableServiceLinks(false);
    builder.withAutomountServiceAccountToken(false);
    if (component.containers().stream().anyMatch(container -> !container.hooks().stopSignal().isEmpty())) {
      // Which signals there are depends on the system.
      builder.withOs(new PodOS("linux"));
    }
    PodSpec spec = builder.build();
    index.restricted().ifPresent(restricted -> restricted.harden(spec, component));
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
    return null;
  }

  /**
   * Returns a hash of the files a component mounts, so that its pods roll when one changes; empty where it mounts none.
   * Secrets are left out: the hash of a weak one can be guessed.
   */
  private static String checksum(Index index, Component component) {
    Set<String> mounted = new TreeSet<>();
    for (Mount mount : component.mounts()) {
      if (mount.source() instanceof Mount.OfFiles files) {
        mounted.add(files.name());
      }
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String name : mounted) {
      Files files = index.files(name);
      if (!files.secret() && files.supplied()) {
        for (Files.Entry entry : files.entries()) {
          byte[] head = (name + '\0' + entry.path() + '\0' + entry.content().length + '\0')
              .getBytes(StandardCharsets.UTF_8);
          all.write(head, 0, head.length);
          all.write(entry.content(), 0, entry.content().length);
        }
      }
    }
    return all.size() == 0 ? "" : "sha256-" + Names.sha256(all.toByteArray());
  }
}
