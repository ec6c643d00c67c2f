package dev.sild.kubernetes.network;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.kubernetes.objects.TakenNames;
import dev.sild.model.Application;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Port;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathModifier;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilterBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRuleBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteTimeoutsBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressRuleValue;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressSpec;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ports opened to the world outside: a further Service, an Ingress, or a route of the Gateway API.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/ingress/">Ingress</a>
 * @see <a href="https://gateway-api.sigs.k8s.io/api-types/httproute/">HTTPRoute</a>
 */
public final class Exposures {
    private final Application application;
    private final TakenNames services;
    private final TakenNames routes = new TakenNames();

    /** Creates an instance whose Services have other names than the application's own. */
    public Exposures(Application application) {
        this.application = application;
        services = new TakenNames(
                application.endpoints().stream().map(Endpoint::dnsName).collect(Collectors.toSet()));
    }

    /** Returns the object that opens the ports; empty for host ports, which are set in the pod. */
    public Optional<HasMetadata> of(Exposure exposure) {
        Exposure.Kind kind = exposure.kind();
        if (kind instanceof Exposure.NodePort nodePort) {
            return Optional.of(service(exposure, "NodePort", nodePort.terms()));
        }
        if (kind instanceof Exposure.LoadBalancer balancer) {
            Service service = service(exposure, "LoadBalancer", balancer.terms());
            service.getSpec().setLoadBalancerClass(emptyToNull(balancer.loadBalancerClass()));
            service.getSpec().setLoadBalancerSourceRanges(balancer.sourceRanges());
            return Optional.of(service);
        }
        if (kind instanceof Exposure.Ingress ingress) {
            return Optional.of(ingress(exposure, ingress));
        }
        if (kind instanceof Exposure.Gateway gateway) {
            return Optional.of(route(exposure, gateway));
        }
        return Optional.empty();
    }

    private Service service(Exposure exposure, String type, Exposure.Terms terms) {
        ServiceSpec spec = new ServiceSpec();
        spec.setType(type);
        spec.setExternalTrafficPolicy(emptyToNull(terms.externalTrafficPolicy()));
        spec.setSelector(Labels.selector(application, exposure.component()));
        spec.setPorts(Services.apart(exposure.ports().stream()
                .map(port -> {
                    var servicePort = Services.port(port.target(), port.number());
                    servicePort.setName(Services.name(port.target().renumbered(port.number())));
                    servicePort.setNodePort(port.nodePort().orElse(null));
                    return servicePort;
                })
                .toList()));
        Service service = new Service();
        service.setMetadata(metadata(exposure, exposure.component() + "-public", services, terms.annotations()));
        service.setSpec(spec);
        return service;
    }

    private HasMetadata ingress(Exposure exposure, Exposure.Ingress kind) {
        ServiceBackendPort port = new ServiceBackendPort();
        port.setNumber(backendPort(exposure));
        IngressBackend backend = new IngressBackend();
        backend.setService(new IngressServiceBackend(backend(exposure), port));
        HTTPIngressRuleValue http = new HTTPIngressRuleValue(kind.paths().stream()
                .map(path -> new HTTPIngressPath(backend, path.value(), pathType(path.type())))
                .toList());
        List<String> hosts = kind.hosts().isEmpty() ? List.of("") : kind.hosts();
        IngressSpec spec = new IngressSpec();
        spec.setIngressClassName(emptyToNull(kind.className()));
        spec.setRules(hosts.stream()
                .map(host -> new IngressRule(emptyToNull(host), http))
                .toList());
        spec.setTls(kind.tls().stream()
                .map(tls -> new IngressTLS(tls.hosts(), emptyToNull(tls.secret())))
                .toList());
        Ingress ingress = new Ingress();
        ingress.setMetadata(metadata(exposure, exposure.component(), routes, kind.annotations()));
        ingress.setSpec(spec);
        return ingress;
    }

    private static String pathType(Exposure.PathType type) {
        return switch (type) {
            case PREFIX -> "Prefix";
            case EXACT -> "Exact";
            case IMPLEMENTATION_SPECIFIC -> "ImplementationSpecific";
        };
    }

    private HasMetadata route(Exposure exposure, Exposure.Gateway kind) {
        int slash = kind.gateway().indexOf('/');
        return new HTTPRouteBuilder()
                .withMetadata(metadata(exposure, exposure.component(), routes, kind.annotations()))
                .withNewSpec()
                .addNewParentRef()
                .withNamespace(slash < 0 ? null : kind.gateway().substring(0, slash))
                .withName(kind.gateway().substring(slash + 1))
                .withSectionName(emptyToNull(kind.section()))
                .endParentRef()
                .withHostnames(kind.hosts())
                .withRules(rules(exposure, kind.paths()))
                .endSpec()
                .build();
    }

    /**
     * Returns a rule for all the paths to which nothing is done, and one for each other: what is done belongs to a
     * rule.
     */
    private List<HTTPRouteRule> rules(Exposure exposure, List<Exposure.Path> paths) {
        List<HTTPRouteRule> rules = new ArrayList<>();
        List<Exposure.Path> plain = paths.stream()
                .filter(path ->
                        path.replacement().isEmpty() && path.timeoutSeconds().isEmpty())
                .toList();
        if (!plain.isEmpty()) {
            // Without matches a rule is for all requests.
            rules.add(rule(exposure, plain.equals(List.of(Exposure.Path.ALL)) ? List.of() : plain));
        }
        for (Exposure.Path path : paths) {
            if (!plain.contains(path)) {
                HTTPRouteRule rule = rule(exposure, List.of(path));
                path.replacement().ifPresent(to -> rule.setFilters(List.of(replacing(path.type(), to))));
                path.timeoutSeconds()
                        .ifPresent(seconds -> rule.setTimeouts(new HTTPRouteTimeoutsBuilder()
                                .withRequest(seconds + "s")
                                .build()));
                rules.add(rule);
            }
        }
        return rules;
    }

    private HTTPRouteRule rule(Exposure exposure, List<Exposure.Path> paths) {
        return new HTTPRouteRuleBuilder()
                .withMatches(paths.stream().map(Exposures::match).toList())
                .addNewBackendRef()
                .withName(backend(exposure))
                .withPort(backendPort(exposure))
                .endBackendRef()
                .build();
    }

    private static HTTPRouteFilter replacing(Exposure.PathType type, String replacement) {
        HTTPPathModifier modifier = new HTTPPathModifier();
        if (type == Exposure.PathType.EXACT) {
            modifier.setType("ReplaceFullPath");
            modifier.setReplaceFullPath(replacement);
        } else {
            modifier.setType("ReplacePrefixMatch");
            modifier.setReplacePrefixMatch(replacement);
        }
        return new HTTPRouteFilterBuilder()
                .withType("URLRewrite")
                .withNewUrlRewrite()
                .withPath(modifier)
                .endUrlRewrite()
                .build();
    }

    private static HTTPRouteMatch match(Exposure.Path path) {
        HTTPPathMatch matched = new HTTPPathMatch();
        matched.setType(path.type() == Exposure.PathType.EXACT ? "Exact" : "PathPrefix");
        matched.setValue(path.value());
        HTTPRouteMatch match = new HTTPRouteMatch();
        match.setPath(matched);
        return match;
    }

    /** Returns the Service for the first port: one of the pod's own names, not all of which have every port. */
    private String backend(Exposure exposure) {
        List<String> leading = leading(exposure).stream().map(Endpoint::dnsName).toList();
        return application
                .naming()
                .object(
                        leading.isEmpty() || leading.contains(exposure.component())
                                ? exposure.component()
                                : leading.get(0));
    }

    /** Returns the number under which that Service has the port. */
    private int backendPort(Exposure exposure) {
        Port target = exposure.ports().get(0).target();
        return leading(exposure).stream()
                .findFirst()
                .map(endpoint -> endpoint.number(target))
                .orElse(target.number());
    }

    private List<Endpoint> leading(Exposure exposure) {
        return application.endpoints().stream()
                .filter(endpoint -> endpoint.components().equals(List.of(exposure.component())))
                .filter(endpoint -> endpoint.ports().stream()
                        .anyMatch(exposure.ports().get(0).target()::sameAs))
                .toList();
    }

    /** A pod with several services may be open by several means: each is an object of its own. */
    private ObjectMeta metadata(Exposure exposure, String wanted, TakenNames taken, Map<String, String> annotations) {
        return ObjectMetadata.of(
                application.naming().object(taken.take(wanted)),
                Labels.of(application, exposure.component()),
                annotations);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
