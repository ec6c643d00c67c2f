package dev.sild.webstack;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Container.EnvFrom;
import dev.sild.model.Endpoint;
import dev.sild.model.Identity;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Origin;
import dev.sild.model.PodSecurity;
import dev.sild.model.Port;
import dev.sild.model.Security;
import dev.sild.model.Volume;
import dev.sild.stack.ContainerDraft;
import dev.sild.stack.Others;
import dev.sild.stack.Places;
import dev.sild.stack.Shapes;
import dev.sild.v1alpha1.webstackspec.Api;
import dev.sild.v1alpha1.webstackspec.api.Mounts;
import dev.sild.v1alpha1.webstackspec.api.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user's own program. */
final class ApiComponent {
  /** Owns a volume that the api writes to, where the user names no group: any will do that is not another's. */
  private static final long ANY_GROUP = 1000;

  private final Frame frame;
  private final Api api;
  private final PodSecurity level;

  ApiComponent(Frame frame) {
    this.frame = frame;
    api = frame.spec().getApi();
    level = Shapes.same(PodSecurity.class, api.getPodSecurity());
  }

  Component component() {
    return new Component(Frame.API, Places.workload(api.getReplicas(), api.getAutoscaling()), List.of(container()),
        List.of(), frame.pod(level, fsGroup(), Optional.of(api.getTerminationGracePeriodSeconds()), api.getLabels(),
            api.getAnnotations()),
        Places.of(api.getPlacement()), List.of(), Map.of(), Map.of(), identity(),
        Shapes.disruption(api.getDisruptionBudget()), Origin.NONE);
  }

  private Container container() {
    List<Mount> mounts = new ArrayList<>();
    if (frame.spec().getStaticFiles().getEnabled()) {
      mounts.add(Mount.ofVolume(Frame.STATIC_FILES, frame.spec().getStaticFiles().getApiPath(), false));
    }
    Shapes.list(api.getMounts()).forEach(mount -> mounts.add(mount(mount)));
    return new ContainerDraft(Frame.API, api.getImage())
        .pulled(Shapes.pulled(api.getImagePullPolicy()))
        .command(Shapes.list(api.getCommand()))
        .args(Shapes.list(api.getArgs()))
        .env(Shapes.env(Connections.of(frame), api.getEnv(), api.getSecretEnv()), envFrom())
        .ports(ports())
        .mounts(mounts)
        .probes(ApiProbes.of(api))
        .resources(Shapes.resources(api.getResources()))
        .security(security())
        .build();
  }

  private List<EnvFrom> envFrom() {
    return Shapes.list(api.getEnvFrom()).stream().map(from -> new EnvFrom(
        from.getSecretName() == null ? Others.configMap(from.getConfigMapName()) : Others.secret(from.getSecretName()),
        from.getPrefix())).toList();
  }

  private List<Port> ports() {
    List<Port> ports = new ArrayList<>(List.of(frame.apiPort()));
    metrics().filter(port -> port.number() != api.getPort()).ifPresent(ports::add);
    return ports;
  }

  /** Returns the port of its own numbers; nothing where nobody fetches them. */
  Optional<Port> metrics() {
    if (!frame.monitored() || api.getMetrics() == null) {
      return Optional.empty();
    }
    Integer port = api.getMetrics().getPort();
    return Optional.of(port == null || port.equals(api.getPort()) ? frame.apiPort() : Shapes.port(port, "metrics", "http"));
  }

  private static Mount mount(Mounts mount) {
    return mount.getEmptyDir() != null ? Mount.ofVolume(scratch(mount), mount.getPath(), false)
        : Mount.ofFiles(mount.getSecretName() == null ? Others.configMap(mount.getConfigMapName())
            : Others.secret(mount.getSecretName()), mount.getPath(), "");
  }

  private static String scratch(Mounts mount) {
    return Names.label(Frame.API, Names.hash(mount.getPath()));
  }

  List<Volume> scratch() {
    List<Volume> volumes = new ArrayList<>();
    for (Mounts mount : Shapes.list(api.getMounts())) {
      if (mount.getEmptyDir() != null) {
        volumes.add(new Volume.Scratch(scratch(mount), mount.getEmptyDir().getMemory(),
            Shapes.text(mount.getEmptyDir().getSizeLimit())));
      }
    }
    return volumes;
  }

  private Security security() {
    SecurityContext context = api.getSecurityContext();
    return new Security(Optional.ofNullable(context.getRunAsUser()), Optional.ofNullable(context.getRunAsGroup()), false,
        context.getReadOnlyRootFilesystem(), List.of(), List.of(), false, "", "", Optional.empty(), false);
  }

  private Optional<Long> fsGroup() {
    SecurityContext context = api.getSecurityContext();
    if (context.getFsGroup() != null || !frame.spec().getStaticFiles().getEnabled() || level != PodSecurity.RESTRICTED) {
      return Optional.ofNullable(context.getFsGroup());
    }
    return Optional.ofNullable(context.getRunAsGroup()).filter(group -> group > 0)
        .or(() -> Optional.ofNullable(context.getRunAsUser()).filter(user -> user > 0)).or(() -> Optional.of(ANY_GROUP));
  }

  private Optional<Identity> identity() {
    return Optional.ofNullable(api.getServiceAccountName()).map(account ->
        new Identity(Optional.of(account), List.of(), api.getAutomountServiceAccountToken(), Map.of()));
  }

  Endpoint endpoint() {
    return new Endpoint(Frame.API, List.of(Frame.API), List.of(frame.apiPort()), false, false, Map.of(),
        frame.ofService(Frame.API));
  }
}
