package dev.sild.kubernetes.mesh;

import dev.sild.kubernetes.objects.CustomObjects;
import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.kubernetes.objects.TakenNames;
import dev.sild.model.Application;
import dev.sild.model.Call;
import dev.sild.model.Names;
import dev.sild.model.Port;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Linkerd policies: a Server for each called port, which denies all access, and an AuthorizationPolicy for each
 * allowed call. Ports without a Server are closed by an annotation of the pods.
 *
 * @see <a href="https://linkerd.io/2/reference/authorization-policy/">Authorization Policy</a>
 */
final class LinkerdPolicies {
    private static final String GROUP = "policy.linkerd.io";
    private static final String SERVER_VERSION = GROUP + "/v1beta3";
    private static final String POLICY_VERSION = GROUP + "/v1alpha1";
    private static final String ANYBODY = "anybody";
    private static final String MEMBERS = "mesh-members";

    private final Index index;
    private final Application application;
    private final Map<String, HasMetadata> servers = new LinkedHashMap<>();
    private final Map<String, HasMetadata> authentications = new LinkedHashMap<>();
    private final TakenNames taken = new TakenNames();
    private final List<HasMetadata> policies = new ArrayList<>();

    private LinkerdPolicies(Index index) {
        this.index = index;
        application = index.application();
    }

    static List<HasMetadata> of(Index index) {
        LinkerdPolicies policies = new LinkerdPolicies(index);
        Meshes.inbound(index).forEach(policies::allow);
        List<HasMetadata> objects = new ArrayList<>(policies.servers.values());
        objects.addAll(policies.authentications.values());
        objects.addAll(policies.policies);
        return objects;
    }

    private void allow(Call call) {
        String to = call.to().name();
        List<Port> known = application.component(to).stream()
                .flatMap(component -> component.containers().stream())
                .flatMap(container -> container.ports().stream())
                .toList();
        for (Port port : known) {
            boolean called = call.ports().isEmpty() || call.ports().stream().anyMatch(port::sameAs);
            if (called && port.protocol() == Port.Protocol.TCP) {
                String server = Names.label(to, Integer.toString(port.number()));
                servers.computeIfAbsent(server, name -> server(name, to, port));
                policies.add(policy(server, call, port));
            }
        }
    }

    private HasMetadata server(String name, String component, Port port) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("podSelector", Map.of("matchLabels", Labels.selector(application, component)));
        spec.put("port", port.number());
        protocol(port).ifPresent(protocol -> spec.put("proxyProtocol", protocol));
        return CustomObjects.object(
                SERVER_VERSION,
                "Server",
                ObjectMetadata.of(application.naming().object(name), Labels.of(application, component)),
                spec);
    }

    /** If no protocol is specified, the proxy detects it first, which takes time if the server speaks first. */
    private static Optional<String> protocol(Port port) {
        return switch (port.appProtocol()) {
            case "" -> Optional.empty();
            case "http" -> Optional.of("HTTP/1");
            case "kubernetes.io/h2c" -> Optional.of("HTTP/2");
            case "grpc" -> Optional.of("gRPC");
            case "https", "tls" -> Optional.of("TLS");
            default -> Optional.of("opaque");
        };
    }

    private HasMetadata policy(String server, Call call, Port port) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("targetRef", reference("Server", application.naming().object(server)));
        spec.put("requiredAuthenticationRefs", List.of(authentication(call, port)));
        return CustomObjects.object(
                POLICY_VERSION,
                "AuthorizationPolicy",
                ObjectMetadata.of(
                        application
                                .naming()
                                .object(taken.take(
                                        server + "-from-" + call.from().name())),
                        Labels.of(application, call.to().name())),
                spec);
    }

    private Map<String, Object> authentication(Call call, Port port) {
        if (call.from() instanceof Call.OfComponent caller) {
            Map<String, Object> account = new LinkedHashMap<>();
            account.put("kind", "ServiceAccount");
            account.put(
                    "name",
                    application
                            .component(caller.name())
                            .flatMap(component -> Identities.account(index, component))
                            .orElseThrow());
            return account;
        }
        boolean plain = Meshes.isPlain(index, call, port);
        String name = application.naming().object(plain ? ANYBODY : MEMBERS);
        authentications.computeIfAbsent(
                name,
                key -> plain
                        ? CustomObjects.object(
                                POLICY_VERSION,
                                "NetworkAuthentication",
                                ObjectMetadata.of(key, Labels.of(application)),
                                Map.of("networks", List.of(Map.of("cidr", "0.0.0.0/0"), Map.of("cidr", "::/0"))))
                        : CustomObjects.object(
                                POLICY_VERSION,
                                "MeshTLSAuthentication",
                                ObjectMetadata.of(key, Labels.of(application)),
                                Map.of("identities", List.of("*"))));
        return reference(plain ? "NetworkAuthentication" : "MeshTLSAuthentication", name);
    }

    private static Map<String, Object> reference(String kind, String name) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("group", GROUP);
        reference.put("kind", kind);
        reference.put("name", name);
        return reference;
    }
}
