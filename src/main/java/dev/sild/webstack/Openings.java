package dev.sild.webstack;

import dev.sild.model.Exposure;
import dev.sild.model.Exposure.Gateway;
import dev.sild.model.Exposure.Ingress;
import dev.sild.model.Exposure.LoadBalancer;
import dev.sild.model.Exposure.NodePort;
import dev.sild.model.Exposure.Path;
import dev.sild.model.Exposure.Published;
import dev.sild.model.Exposure.Terms;
import dev.sild.model.Exposure.Tls;
import dev.sild.model.Port;
import dev.sild.stack.Shapes;
import dev.sild.v1alpha1.webstackspec.exposure.tls.Issuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a stack is reached from outside. */
final class Openings {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** Under which numbers the ports of nginx are found: those below 1024 are not for a program without root. */
  static final Map<Integer, Integer> NUMBERS = Map.of(NginxConf.HTTP_PORT, HTTP, NginxConf.HTTPS_PORT, HTTPS);

  private final Frame frame;
  private final dev.sild.v1alpha1.webstackspec.Exposure said;

  private Openings(Frame frame) {
    this.frame = frame;
    said = frame.spec().getExposure();
  }

  static List<Exposure> of(Frame frame) {
    return new Openings(frame).exposures();
  }

  /** Returns the annotations of a component's own Service, which opens the stack where nothing else does. */
  static Map<String, String> ofService(Frame frame, String component) {
    dev.sild.v1alpha1.webstackspec.Exposure exposure = frame.spec().getExposure();
    return component.equals(frame.entrance())
        && exposure.getType() == dev.sild.v1alpha1.webstackspec.Exposure.Type.CLUSTERIP
            ? Shapes.map(exposure.getAnnotations()) : Map.of();
  }

  private List<Exposure> exposures() {
    return kind().map(kind -> List.of(new Exposure(frame.entrance(), kind, ports()))).orElse(List.of());
  }

  private Optional<Exposure.Kind> kind() {
    return switch (said.getType()) {
      case CLUSTERIP -> Optional.empty();
      case NODEPORT -> Optional.of(new NodePort(terms()));
      case LOADBALANCER -> Optional.of(said.getLoadBalancer() == null ? new LoadBalancer("", List.of(), terms())
          : new LoadBalancer(Shapes.text(said.getLoadBalancer().getClassName()),
              Shapes.list(said.getLoadBalancer().getSourceRanges()), terms()));
      case INGRESS -> Optional.of(new Ingress(hosts(), List.of(Path.ALL), tls(),
          said.getIngress() == null ? "" : Shapes.text(said.getIngress().getClassName()), ingressAnnotations()));
      case GATEWAY -> Optional.of(new Gateway(hosts(), List.of(Path.ALL), gateway(),
          Shapes.text(said.getGateway().getSectionName()), Shapes.map(said.getAnnotations())));
    };
  }

  private Terms terms() {
    return new Terms(Shapes.map(said.getAnnotations()), "");
  }

  private List<String> hosts() {
    return said.getHost() == null ? List.of() : List.of(said.getHost());
  }

  private List<Tls> tls() {
    return said.getTls() == null ? List.of() : List.of(new Tls(hosts(), said.getTls().getSecretName()));
  }

  private Map<String, String> ingressAnnotations() {
    Map<String, String> annotations = new LinkedHashMap<>();
    if (said.getTls() != null && said.getTls().getIssuer() != null) {
      Issuer issuer = said.getTls().getIssuer();
      annotations.put(issuer.getKind() == Issuer.Kind.CLUSTERISSUER ? "cert-manager.io/cluster-issuer"
          : "cert-manager.io/issuer", issuer.getName());
    }
    annotations.putAll(Shapes.map(said.getAnnotations()));
    return annotations;
  }

  private String gateway() {
    String namespace = Shapes.text(said.getGateway().getNamespace());
    return namespace.isEmpty() ? said.getGateway().getName() : namespace + "/" + said.getGateway().getName();
  }

  private List<Published> ports() {
    return frame.entrancePorts().stream().map(port -> {
      boolean secure = port.number() == NginxConf.HTTPS_PORT && frame.tlsAtProxy();
      return new Published(secure ? HTTPS : HTTP, port, nodePort(secure));
    }).toList();
  }

  private Optional<Integer> nodePort(boolean secure) {
    return Optional.ofNullable(said.getNodePort()).map(ports -> secure ? ports.getHttps() : ports.getHttp());
  }
}
