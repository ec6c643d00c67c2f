package dev.sild.kubernetes;

import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Origin;
import dev.sild.model.Port;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Pods for {@code podman kube play}: one a component, found by its name on the network all pods share, or a single one
 * in which the containers share localhost. What podman has no place for becomes a finding.
 *
 * @see <a href="https://docs.podman.io/en/v5.4.2/markdown/podman-kube-play.1.html">podman-kube-play</a>
 */
final class PodmanPods {
  private final Application application;
  private final List<Finding> findings;
  private final List<Component> running;
  private final Index index;
  private final Containers containers;
  private final FolderMounts folders;
  private final boolean played;

  private PodmanPods(Application application, RenderOptions options, List<Finding> findings) {
    this.application = application;
    index = new Index(application, options, Optional.empty());
    containers = new Containers(index, Target.PODMAN);
    folders = new FolderMounts(index, Target.PODMAN);
    this.findings = findings;
    played = options.played();
    running = application.components().stream().filter(component -> wanted(component) > 0).toList();
  }

  static List<HasMetadata> of(Application application, RenderOptions options, List<Finding> findings) {
    PodmanPods pods = new PodmanPods(application, options, findings);
    new PodmanFindings(application, pods.running, options.played(), findings).report();
    if (options.singlePod() && !pods.running.isEmpty()) {
      return pods.portsClash() ? List.of() : List.of(pods.single());
    }
    return pods.running.stream().map(pods::one).toList();
  }

  private HasMetadata one(Component component) {
    PodSpecBuilder builder = spec(List.of(component));
    Pods.settings(component.pod().withoutFsGroup(), builder);
    if (!played) {
      nameByAliases(component, builder);
    } else if (component.pod().hostname().isEmpty() && !component.pod().hostNetwork()) {
      builder.withHostname(component.name());
    }
    return pod(index.object(component), labels(component), annotations(List.of(component), builder), builder.build());
  }

  /** A pod is found by its own name, by its container's and by its host name: there is room for two aliases. */
  private void nameByAliases(Component component, PodSpecBuilder builder) {
    List<String> aliases = new ArrayList<>();
    for (Endpoint endpoint : application.endpoints()) {
      String name = endpoint.dnsName();
      if (endpoint.components().contains(component.name()) && !name.equals(component.name())
          && !name.equals(component.pod().hostname())
          // What has run to its end is asked for by nobody, and each other container is found by its name.
          && Stream.concat(component.inits().stream(), component.containers().stream())
              .noneMatch(container -> container.name().equals(name))) {
        aliases.add(name);
      }
    }
    if (!aliases.isEmpty()) {
      builder.editFirstContainer().withName(aliases.remove(0)).endContainer();
    }
    if (!aliases.isEmpty() && component.pod().hostname().isEmpty()) {
      builder.withHostname(aliases.remove(0));
    }
    for (String alias : aliases) {
      lost(component.origin(), "", "podman finds a pod by three names, and '" + alias + "' is one more",
          "use the name '" + component.name() + "', or play with --network NAME:alias=" + alias);
    }
  }

  private HasMetadata single() {
    PodSpecBuilder builder = spec(running);
    Component first = running.get(0);
    Pods.settings(first.pod().withoutFsGroup(), builder);
    for (Component component : running) {
      if (!component.pod().equals(first.pod()) && !component.pod().equals(dev.sild.model.Pod.PLAIN)) {
        lost(component.origin(), "", "in a single pod the host name, DNS, groups, kernel parameters and time to end are those of '"
            + first.name() + "'", "leave out --single-pod");
      }
    }
    List<String> names = new ArrayList<>(new TreeSet<>(
        application.endpoints().stream().map(Endpoint::dnsName).toList()));
    builder.addToHostAliases(new HostAlias(names, "127.0.0.1"));
    return pod(application.name(), Map.of("app", application.name()), annotations(running, builder), builder.build());
  }

  private Map<String, String> annotations(List<Component> components, PodSpecBuilder builder) {
    if (PodmanAnnotations.differInLimits(components)) {
      for (Component component : components) {
        component.containers().stream().filter(container -> !container.resources().ulimits().isEmpty())
            .forEach(container -> lost(component.origin(container), ".ulimits",
                "the containers of a pod have the same limits, those of the first that names each",
                "leave out --single-pod, or give them the same"));
      }
    }
    return PodmanAnnotations.of(components, builder.buildContainers().stream()
        .map(io.fabric8.kubernetes.api.model.Container::getName).toList());
  }

  private PodSpecBuilder spec(List<Component> components) {
    List<Exposure> exposures = application.exposures();
    PodSpecBuilder builder = new PodSpecBuilder();
    List<Container> all = new ArrayList<>();
    for (Component component : components) {
      List<Exposure> own =
          exposures.stream().filter(exposure -> exposure.component().equals(component.name())).toList();
      builder.addAllToInitContainers(new Waits().containers(component, Target.PODMAN));
      for (Container init : component.inits()) {
        Container flat = folders.flat(init);
        all.add(flat);
        builder.addToInitContainers(containers.of(flat, List.of()));
      }
      for (Container container : component.containers()) {
        Container flat = folders.flat(container);
        all.add(flat);
        builder.addToContainers(containers.of(flat, own));
      }
    }
    return builder
        .withVolumes(PodVolumes.of(index, all, Target.PODMAN))
        .withRestartPolicy(restartPolicy(components));
  }

  /** Says so only where it is not podman's default, which is to start again. */
  private static String restartPolicy(List<Component> components) {
    boolean allEnd = true;
    boolean retried = false;
    boolean someEnd = false;
    for (Component component : components) {
      if (component.workload() instanceof Workload.Once once) {
        someEnd = true;
        retried |= once.retries() > 0;
      } else {
        allEnd = false;
      }
    }
    if (!someEnd) {
      return null;
    }
    return allEnd && !retried ? "Never" : "OnFailure";
  }

  private static HasMetadata pod(
      String name, Map<String, String> labels, Map<String, String> annotations, PodSpec spec) {
    Pod pod = new Pod();
    pod.setMetadata(Metadata.of(name, labels, annotations));
    pod.setSpec(spec);
    return pod;
  }

  private static Map<String, String> labels(Component component) {
    Map<String, String> labels = new LinkedHashMap<>(component.labels());
    labels.put("app", component.name());
    return labels;
  }

  private boolean portsClash() {
    Map<String, String> listeners = new LinkedHashMap<>();
    boolean clash = false;
    for (Component component : running) {
      for (Container container : component.containers()) {
        for (Port port : container.ports()) {
          String other = listeners.putIfAbsent(port.number() + "/" + port.protocol(), component.name());
          if (other != null && !other.equals(component.name())) {
            clash = true;
            findings.add(new Finding(Code.PORT_CLASH, component.origin(),
                "'" + other + "' and '" + component.name() + "' both listen on port " + port.number()
                    + ", and in a single pod they share it",
                "leave out --single-pod, or let one of them listen on another port"));
          }
        }
      }
    }
    return clash;
  }

  /** Returns how many pods of a component are to run; none of what runs by a schedule, which podman has not. */
  private static int wanted(Component component) {
    return component.workload() instanceof Workload.Scheduled ? 0 : component.workload().leastPods();
  }

  private void lost(Origin place, String attribute, String reason, String remedy) {
    findings.add(new Finding(Code.NOT_FOR_PODMAN, place.at(place.path() + attribute), reason, remedy));
  }
}
