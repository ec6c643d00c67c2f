package dev.sild.kubernetes;

import dev.sild.model.Application;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ports opened to the world outside: a further Service, an Ingress, or a route of the Gateway API.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/ingress/">Ingress</a>
 * @see <a href="https://gateway-api.sigs.k8s.io/api-types/httproute/">HTTPRoute</a>
 */
final class Exposures {
  private Exposures() {}

  /** Returns the object that opens the ports; nothing for ports of the host, which stand in the pod. */
  static Optional<HasMetadata> of(Application application, Exposure exposure) {
    Exposure.Kind kind = exposure.kind();
    if (kind instanceof Exposure.NodePort) {
      return Optional.of(service(application, exposure, "NodePort"));
    }
    if (kind instanceof Exposure.LoadBalancer) {
      return Optional.of(service(application, exposure, "LoadBalancer"));
    }
    if (kind instanceof Exposure.Ingress ingress) {
      return Optional.of(ingress(application, exposure, ingress));
    }
    if (kind instanceof Exposure.Gateway gateway) {
      return Optional.of(route(application, exposure, gateway));
    }
    return Optional.empty();
  }

  private static HasMetadata service(Application application, Exposure exposure, String type) {
    ServiceSpec spec = new ServiceSpec();
    spec.setType(type);
    spec.setSelector(Labels.selector(application, exposure.component()));
    spec.setPorts(exposure.ports().stream().map(port -> {
      var servicePort = Services.port(port.target(), port.number());
      servicePort.setName(Services.name(port.target().renumbered(port.number())));
      return servicePort;
    }).toList());
    Service service = new Service();
    // Another service of the application may have that very name.
    Set<String> taken = application.endpoints().stream().map(Endpoint::dnsName).collect(Collectors.toSet());
    service.setMetadata(Metadata.of(Names.unique(exposure.component() + "-public", taken),
        Labels.of(application, exposure.component())));
    service.setSpec(spec);
    return service;
  }

  private static HasMetadata ingress(Application application, Exposure exposure, Exposure.Ingress kind) {
    var builder = new IngressBuilder()
        .withMetadata(metadata(application, exposure))
        .withNewSpec()
        .addNewRule()
        .withHost(emptyToNull(kind.host()))
        .withNewHttp()
        .addNewPath()
        .withPath("/")
        .withPathType("Prefix")
        .withNewBackend()
        .withNewService()
        .withName(exposure.component())
        .withNewPort()
        .withNumber(exposure.ports().get(0).target().number())
        .endPort()
        .endService()
        .endBackend()
        .endPath()
        .endHttp()
        .endRule()
        .endSpec();
    if (!kind.className().isEmpty()) {
      builder.editSpec().withIngressClassName(kind.className()).endSpec();
    }
    if (!kind.tlsSecret().isEmpty()) {
      List<String> hosts = kind.host().isEmpty() ? List.of() : List.of(kind.host());
      builder.editSpec()
          .addToTls(new IngressTLSBuilder().withHosts(hosts).withSecretName(kind.tlsSecret()).build())
          .endSpec();
    }
    return builder.build();
  }

  private static HasMetadata route(Application application, Exposure exposure, Exposure.Gateway kind) {
    int slash = kind.gateway().indexOf('/');
    return new HTTPRouteBuilder()
        .withMetadata(metadata(application, exposure))
        .withNewSpec()
        .addNewParentRef()
        .withNamespace(slash < 0 ? null : kind.gateway().substring(0, slash))
        .withName(kind.gateway().substring(slash + 1))
        .endParentRef()
        .withHostnames(kind.host().isEmpty() ? List.of() : List.of(kind.host()))
        .addNewRule()
        .addNewBackendRef()
        .withName(exposure.component())
        .withPort(exposure.ports().get(0).target().number())
        .endBackendRef()
        .endRule()
        .endSpec()
        .build();
  }

  private static ObjectMeta metadata(Application application, Exposure exposure) {
    return Metadata.of(exposure.component(), Labels.of(application, exposure.component()));
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
