package dev.sild.webstack;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Endpoint;
import dev.sild.model.Files;
import dev.sild.model.Health;
import dev.sild.model.Mount;
import dev.sild.model.Origin;
import dev.sild.model.PodSecurity;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.model.Volume;
import dev.sild.programs.Exporters;
import dev.sild.programs.NginxConf;
import dev.sild.stack.Account;
import dev.sild.stack.ContainerDraft;
import dev.sild.stack.Openings.Door;
import dev.sild.stack.Others;
import dev.sild.stack.Places;
import dev.sild.stack.Shapes;
import dev.sild.v1alpha1.webstackspec.Exposure;
import dev.sild.v1alpha1.webstackspec.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** nginx, in front of the api. */
final class ProxyComponent {
  private static final String FILE = "nginx.conf";
  private static final String SCRATCH = "proxy-tmp";

  /** Until those who know of a copy have heard that it ends, it still gets requests. */
  private static final List<String> OUT_OF_SIGHT = List.of("sleep", "5");

  private final Frame frame;
  private final Proxy proxy;
  private final PodSecurity level;

  ProxyComponent(Frame frame) {
    this.frame = frame;
    proxy = frame.spec().getProxy();
    level = Shapes.same(PodSecurity.class, proxy.getPodSecurity());
  }

  Component component() {
    List<Container> containers = new ArrayList<>();
    containers.add(nginx());
    if (exports()) {
      containers.add(exporter());
    }
    return new Component(Frame.PROXY, Places.workload(proxy.getReplicas(), proxy.getAutoscaling()), containers, List.of(),
        frame.pod(level, Optional.empty(), Optional.empty(), proxy.getLabels(), proxy.getAnnotations()),
        Places.of(proxy.getPlacement()), List.of(), Map.of(), Map.of(), Optional.empty(),
        Shapes.disruption(proxy.getDisruptionBudget()), Origin.NONE);
  }

  private boolean exports() {
    return frame.monitored() && proxy.getExporter().getEnabled();
  }

  /** Returns the port of the exporter; nothing where it does not run. */
  Optional<Port> metrics() {
    return exports() ? Optional.of(Shapes.port(Exporters.NGINX_PORT, "metrics", "http")) : Optional.empty();
  }

  private Container nginx() {
    List<Mount> mounts = new ArrayList<>();
    mounts.add(Mount.ofFiles(Frame.PROXY, NginxConf.FILE, FILE));
    mounts.add(Mount.ofVolume(SCRATCH, NginxConf.SCRATCH_FOLDER, false));
    if (frame.tlsAtProxy()) {
      mounts.add(Mount.ofFiles(Others.secret(frame.spec().getExposure().getTls().getSecretName()), NginxConf.TLS_FOLDER, ""));
    }
    if (frame.spec().getStaticFiles().getEnabled()) {
      mounts.add(Mount.ofVolume(Frame.STATIC_FILES, NginxConf.STATIC_FOLDER, true));
    }
    return new ContainerDraft(Frame.PROXY, proxy.getImage())
        .pulled(Shapes.pulled(proxy.getImagePullPolicy()))
        .command(NginxConf.command(frame.host(Frame.API)))
        .env(Shapes.env(List.of(), proxy.getEnv(), proxy.getSecretEnv()))
        .ports(frame.entrancePorts())
        .mounts(mounts)
        .probes(List.of(new Probe(Probe.Use.READINESS, check(), 0, 5, 2, 3, 0),
            new Probe(Probe.Use.LIVENESS, check(), 0, 10, 5, 6, 0)))
        .resources(Shapes.resources(proxy.getResources()))
        .security(Account.ofNginx(proxy.getImage()).security(level))
        .preStop(OUT_OF_SIGHT)
        .build();
  }

  /** A configuration of the user's own need not answer at our path. */
  private Health.Check check() {
    return generated() ? new Health.Http(NginxConf.HTTP_PORT, NginxConf.HEALTH_PATH, false, "", List.of())
        : new Health.Tcp(NginxConf.HTTP_PORT);
  }

  private boolean generated() {
    return proxy.getConfig() == null && proxy.getConfigFrom() == null;
  }

  private Container exporter() {
    return new ContainerDraft("exporter", proxy.getExporter().getImage())
        .pulled(Shapes.pulled(proxy.getExporter().getImagePullPolicy()))
        .args(Exporters.nginxArgs())
        .ports(metrics().stream().toList())
        .resources(Shapes.resources(proxy.getExporter().getResources()))
        .security(Account.security(level, Exporters.NGINX_UID))
        .build();
  }

  Volume scratch() {
    return new Volume.Scratch(SCRATCH, false, "");
  }

  /** Returns the configuration, ours or the user's. */
  Files files() {
    if (proxy.getConfigFrom() != null) {
      return Others.configMap(Frame.PROXY, proxy.getConfigFrom(), FILE);
    }
    String text = proxy.getConfig() == null ? conf().text() : proxy.getConfig();
    return new Files(Frame.PROXY,
        List.of(new Files.Entry(FILE, FILE, -1, text.getBytes(StandardCharsets.UTF_8))), false, true,
        Optional.of(Frame.PROXY));
  }

  private NginxConf conf() {
    Exposure exposure = frame.spec().getExposure();
    boolean behindProxy = exposure.getType() == Exposure.Type.INGRESS || exposure.getType() == Exposure.Type.GATEWAY;
    return new NginxConf(frame.host(Frame.API), frame.apiPort().number(),
        frame.tlsAtProxy() ? Optional.of(new NginxConf.Tls(publicPort(exposure))) : Optional.empty(),
        frame.spec().getStaticFiles().getEnabled() ? Optional.of(frame.spec().getStaticFiles().getUrlPath())
            : Optional.empty(),
        proxy.getClientMaxBodySize(), proxy.getReadTimeoutSeconds(), proxy.getGzip(), behindProxy,
        NginxConf.workersFor(Shapes.cpuLimit(proxy.getResources())));
  }

  private static OptionalInt publicPort(Exposure exposure) {
    return exposure.getNodePort() == null || exposure.getNodePort().getHttps() == null ? OptionalInt.empty()
        : OptionalInt.of(exposure.getNodePort().getHttps());
  }

  Endpoint endpoint() {
    return new Endpoint(Frame.PROXY, List.of(Frame.PROXY), frame.entrancePorts(), false, false,
        numbers(), frame.ofService(Frame.PROXY));
  }

  private Map<Integer, Integer> numbers() {
    return frame.doors().stream().collect(Collectors.toMap(door -> door.port().number(), Door::number));
  }
}
