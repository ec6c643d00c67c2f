package dev.sild.kubernetes.mesh;

import dev.sild.kubernetes.objects.CustomObjects;
import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.kubernetes.objects.TakenNames;
import dev.sild.model.Application;
import dev.sild.model.Call;
import dev.sild.model.Component;
import dev.sild.model.Mesh;
import dev.sild.model.Port;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The Istio policies: no unencrypted connections, and which callers each component allows. One policy allows nothing,
 * so that each component refuses what no other policy allows.
 *
 * @see <a href="https://istio.io/latest/docs/reference/config/security/peer_authentication/">PeerAuthentication</a>
 * @see <a href="https://istio.io/latest/docs/reference/config/security/authorization-policy/">AuthorizationPolicy</a>
 */
final class IstioPolicies {
    private static final String API_VERSION = "security.istio.io/v1";
    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

    /** Somebody with a certificate of the mesh. */
    private static final Map<String, Object> MEMBER = Map.of("principals", List.of("*"));

    private final Index index;
    private final Application application;
    private final Mesh.Istio mesh;
    private final TakenNames taken = new TakenNames();

    private IstioPolicies(Index index, Mesh.Istio mesh) {
        this.index = index;
        this.mesh = mesh;
        application = index.application();
    }

    static List<HasMetadata> of(Index index, Mesh.Istio mesh) {
        IstioPolicies policies = new IstioPolicies(index, mesh);
        List<HasMetadata> objects = new ArrayList<>();
        for (Component component : index.application().components()) {
            objects.add(policies.encrypted(component));
        }
        if (index.application().calls().isPresent()) {
            objects.add(policies.denyAll());
            Meshes.inbound(index).forEach(call -> policies.allow(call).ifPresent(objects::add));
        }
        return objects;
    }

    /** One a component: of two that select the same pods the older would count. */
    private HasMetadata encrypted(Component component) {
        boolean open = mesh.open().contains(component.name());
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("selector", selector(Labels.selector(application, component.name())));
        spec.put("mtls", Map.of("mode", open ? "PERMISSIVE" : "STRICT"));
        Map<String, Object> ports = new LinkedHashMap<>();
        new TreeSet<>(Meshes.scraped(index, component.name()))
                .forEach(port -> ports.put(Integer.toString(port), Map.of("mode", "PERMISSIVE")));
        if (!open && !ports.isEmpty()) {
            spec.put("portLevelMtls", ports);
        }
        return CustomObjects.object(
                API_VERSION,
                "PeerAuthentication",
                ObjectMetadata.of(index.object(component), Labels.of(application, component.name())),
                spec);
    }

    private HasMetadata denyAll() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("selector", selector(Labels.selector(application)));
        spec.put("action", "ALLOW");
        return CustomObjects.object(
                API_VERSION,
                "AuthorizationPolicy",
                ObjectMetadata.of(application.naming().object(taken.take("default-deny")), Labels.of(application)),
                spec);
    }

    /** Returns the policy of a call; nothing for one at ports that the mesh does not carry. */
    private Optional<HasMetadata> allow(Call call) {
        List<Port> tcp = call.ports().stream()
                .filter(port -> port.protocol() == Port.Protocol.TCP)
                .toList();
        if (tcp.isEmpty() && !call.ports().isEmpty()) {
            return Optional.empty();
        }
        List<Port> plain =
                tcp.stream().filter(port -> Meshes.isPlain(index, call, port)).toList();
        List<Port> meshed = tcp.stream().filter(port -> !plain.contains(port)).toList();
        List<Object> rules = new ArrayList<>();
        if (!meshed.isEmpty() || tcp.isEmpty()) {
            rules.add(rule(sources(call.from()), meshed));
        }
        if (!plain.isEmpty()) {
            rules.add(rule(List.of(), plain));
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("selector", selector(Labels.selector(application, call.to().name())));
        spec.put("action", "ALLOW");
        spec.put("rules", rules);
        return Optional.of(CustomObjects.object(
                API_VERSION,
                "AuthorizationPolicy",
                ObjectMetadata.of(
                        application
                                .naming()
                                .object(taken.take(call.to().name() + "-from-"
                                        + call.from().name())),
                        Labels.of(application, call.to().name())),
                spec));
    }

    private static Map<String, Object> rule(List<Map<String, Object>> sources, List<Port> ports) {
        Map<String, Object> rule = new LinkedHashMap<>();
        if (!sources.isEmpty()) {
            rule.put(
                    "from",
                    sources.stream().map(source -> Map.of("source", source)).toList());
        }
        if (!ports.isEmpty()) {
            List<String> numbers =
                    ports.stream().map(port -> Integer.toString(port.number())).toList();
            rule.put("to", List.of(Map.of("operation", Map.of("ports", numbers))));
        }
        return rule;
    }

    private List<Map<String, Object>> sources(Call.Caller from) {
        if (from instanceof Call.OfComponent caller) {
            return application
                    .component(caller.name())
                    .flatMap(component -> Identities.account(index, component))
                    // Istio treats this domain as the mesh's own, regardless of its real name.
                    .map(account -> "cluster.local/ns/" + mesh.namespace() + "/sa/" + account)
                    .map(principal -> List.of(Map.<String, Object>of("principals", List.of(principal))))
                    .orElseThrow();
        }
        return from instanceof Call.Others others
                ? others.peers().stream().map(this::source).distinct().toList()
                : List.of(MEMBER);
    }

    /** Whom the mesh knows by their namespace only; other labels are the network's business. */
    private Map<String, Object> source(Call.Peer peer) {
        if (peer instanceof Call.Addresses addresses) {
            return Map.of("ipBlocks", List.of(addresses.block()));
        }
        Optional<String> namespace = ((Call.Pods) peer)
                .namespace()
                .map(labels -> Optional.ofNullable(labels.get(NAMESPACE_NAME)))
                .orElse(Optional.of(mesh.namespace()));
        return namespace
                .map(name -> Map.<String, Object>of("namespaces", List.of(name)))
                .orElse(MEMBER);
    }

    private static Map<String, Object> selector(Map<String, String> labels) {
        return Map.of("matchLabels", labels);
    }
}
