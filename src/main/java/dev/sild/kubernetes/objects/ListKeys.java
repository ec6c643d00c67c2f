package dev.sild.kubernetes.objects;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys by which the API server distinguishes the elements of a list. A list that is not here is one value as a
 * whole: who applies it has all of it. A strategic merge patch finds an element by the first of its keys.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy">Merge strategy</a>
 */
public final class ListKeys {
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("ephemeralContainers", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("volumeDevices", List.of("devicePath")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("secrets", List.of("name")),
            Map.entry("hostAliases", List.of("ip")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")),
            Map.entry("resourceClaims", List.of("name")),
            Map.entry("schedulingGates", List.of("name")),
            Map.entry("ownerReferences", List.of("uid")));
    private static final List<String> CONTAINER_PORT = List.of("containerPort", "protocol");
    private static final List<String> SERVICE_PORT = List.of("port", "protocol");

    /** What the API server takes for a key that is not stated. */
    private static final Map<String, Object> DEFAULTS = Map.of("protocol", "TCP");

    private ListKeys() {}

    /** Returns the keys of the elements of the list {@code field}; nothing for a list that is one value. */
    public static Optional<List<String>> of(String field, List<?> elements) {
        if (!field.equals("ports")) {
            return Optional.ofNullable(KEYS.get(field));
        }
        boolean ofContainer =
                elements.stream().anyMatch(port -> port instanceof Map<?, ?> map && map.containsKey("containerPort"));
        return Optional.of(ofContainer ? CONTAINER_PORT : SERVICE_PORT);
    }

    /** Returns the values of the keys in an element, those that are not stated as the API server has them. */
    public static Map<String, Object> values(List<String> keys, Object element) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (element instanceof Map<?, ?> map) {
            for (String key : keys) {
                Object value = map.get(key) == null ? DEFAULTS.get(key) : map.get(key);
                if (value != null) {
                    values.put(key, value instanceof Number number ? (Object) number.longValue() : value);
                }
            }
        }
        return values;
    }
}
