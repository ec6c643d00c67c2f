package dev.sild.operator.engine.plan;

import dev.sild.operator.engine.state.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The defaults that the API server adds to atomic values: an element of a list without keys, or a selector. Any other
 * unspecified field there is a change, since it alters the meaning of the specified ones: with one more label in its
 * selector, a policy applies to other pods.
 */
final class Defaulted {
    /** Maps and objects that have one owner as a whole. */
    private static final Set<String> WHOLE = Set.of(
            "selector",
            "podSelector",
            "namespaceSelector",
            "labelSelector",
            "matchLabels",
            "nodeSelector",
            "secretKeyRef",
            "configMapKeyRef",
            "fieldRef",
            "resourceFieldRef");

    private static final Map<String, Set<Object>> VALUES = Map.ofEntries(
            Map.entry("protocol", Set.of("TCP")),
            Map.entry("volumeMode", Set.of("Filesystem")),
            Map.entry("expirationSeconds", Set.of(3600)),
            Map.entry("group", Set.of("", "gateway.networking.k8s.io")),
            Map.entry("kind", Set.of("PersistentVolumeClaim", "Gateway", "Service")),
            Map.entry("apiVersion", Set.of("v1")),
            Map.entry("apiGroup", Set.of("", "rbac.authorization.k8s.io")),
            Map.entry("weight", Set.of(1)),
            Map.entry("divisor", Set.of("0")),
            Map.entry("defaultMode", Set.of(420)),
            Map.entry("status", Set.of(Map.of("phase", "Pending"))),
            Map.entry("matches", Set.of(List.of(Map.of("path", Map.of("type", "PathPrefix", "value", "/"))))));

    private Defaulted() {}

    /** Whether what is at the path has one owner as a whole. */
    static boolean isWhole(FieldPath path) {
        return WHOLE.contains(path.name(0));
    }

    /** Whether the API server sets a field to this value if it is not specified. */
    static boolean isDefault(String field, Object value) {
        return value == null || VALUES.getOrDefault(field, Set.of()).contains(value);
    }
}
