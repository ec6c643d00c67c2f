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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ports opened to the world outside: a further Service, an Ingress, or a route of the Gateway API.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/ingress/">Ingress</a>
 * @see <a href="https://gateway-api.sigs.k8s.io/api-types/httproute/">HTTPRoute</a>
 */
final class Exposures {
  private final Application application;
  private final Set<String> services = new HashSet<>();
  private final Set<String> routes = new HashSet<>();

  /** Makes one that names what it makes apart from the application's own Services. */
  Exposures(Application application) {
    this.application = application;
    application.endpoints().forEach(endpoint -> services.add(endpoint.dnsName()));
  }

  /** Returns the object that opens the ports; nothing for ports of the host, which stand in the pod. */
  Optional<HasMetadata> of(Exposure exposure) {
    Exposure.Kind kind = exposure.kind();
    if (kind instanceof Exposure.NodePort) {
      return Optional.of(service(exposure, "NodePort"));
    }
    if (kind instanceof Exposure.LoadBalancer) {
      return Optional.of(service(exposure, "LoadBalancer"));
    }
    if (kind instanceof Exposure.Ingress ingress) {
      return Optional.of(ingress(exposure, ingress));
    }
    if (kind instanceof Exposure.Gateway gateway) {
      return Optional.of(route(exposure, gateway));
    }
    return Optional.empty();
  }

  private HasMetadata service(Exposure exposure, String type) {
    ServiceSpec spec = new ServiceSpec();
    spec.setType(type);
    spec.setSelector(Labels.selector(application, exposure.component()));
    spec.setPorts(Services.apart(exposure.ports().stream().map(port -> {
      var servicePort = Services.port(port.target(), port.number());
      servicePort.setName(Services.name(port.target().renumbered(port.number())));
      return servicePort;
    }).toList()));
    Service service = new Service();
    service.setMetadata(metadata(exposure, exposure.component() + "-public", services));
    service.setSpec(spec);
    return service;
  }

  private HasMetadata ingress(Exposure exposure, Exposure.Ingress kind) {
    var builder = new IngressBuilder()
        .withMetadata(metadata(exposure, exposure.component(), routes))
        .withNewSpec()
        .addNewRule()
        .withHost(emptyToNull(kind.host()))
        .withNewHttp()
        .addNewPath()
        .withPath("/")
        .withPathType("Prefix")
        .withNewBackend()
        .withNewService()
        .withName(backend(exposure))
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

  private HasMetadata route(Exposure exposure, Exposure.Gateway kind) {
    int slash = kind.gateway().indexOf('/');
    return new HTTPRouteBuilder()
        .withMetadata(metadata(exposure, exposure.component(), routes))
        .withNewSpec()
        .addNewParentRef()
        .withNamespace(slash < 0 ? null : kind.gateway().substring(0, slash))
        .withName(kind.gateway().substring(slash + 1))
        .endParentRef()
        .withHostnames(kind.host().isEmpty() ? List.of() : List.of(kind.host()))
        .addNewRule()
        .addNewBackendRef()
        .withName(backend(exposure))
        .withPort(exposure.ports().get(0).target().number())
        .endBackendRef()
        .endRule()
        .endSpec()
        .build();
  }

  /** Returns the Service that leads to the first port: one of the pod's own names, of which not every one has each port. */
  private String backend(Exposure exposure) {
    List<String> leading = application.endpoints().stream()
        .filter(endpoint -> endpoint.components().equals(List.of(exposure.component())))
        .filter(endpoint -> endpoint.ports().stream().anyMatch(exposure.ports().get(0).target()::sameAs))
        .map(Endpoint::dnsName).toList();
    return leading.isEmpty() || leading.contains(exposure.component()) ? exposure.component() : leading.get(0);
  }

  /** A pod with several services may be open by several means: each is an object of its own. */
  private ObjectMeta metadata(Exposure exposure, String wanted, Set<String> taken) {
    String name = Names.unique(wanted, taken);
    taken.add(name);
    return Metadata.of(name, Labels.of(application, exposure.component()));
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
