package dev.sild.schema;

import dev.sild.yaml.Node.MapNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A custom resource that an API server would take.
 *
 * @param crd its definition
 * @param name its name; empty where the API server is to make one from {@code generateName}
 * @param namespace its namespace, where it names one
 * @param root all of it, with defaults filled in; without its status, which is not for users to set
 */
public record Resource(Crd crd, String name, Optional<String> namespace, MapNode root) {

    /** Returns it as JSON: maps, lists, strings, booleans, {@code Long} and {@code Double}. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> json() {
        return (Map<String, Object>) Objects.requireNonNull(Values.of(root), "a mapping without a value");
    }
}
