package dev.sild.explain;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map of an object, and those that it is in: what a row of the table means by the value of a field beside its own.
 *
 * @param outer the map that it is in; null for the object itself
 * @param fields its fields
 */
record FieldScope(@Nullable FieldScope outer, Map<?, ?> fields) {

    /** Returns the scope of the object. */
    FieldScope outermost() {
        return outer == null ? this : outer.outermost();
    }

    /** Returns the scalar of that name in the nearest map that has one; an object's own name for {@code name}. */
    Optional<String> value(String name) {
        for (FieldScope scope = this; scope != null; scope = scope.outer) {
            Object value = scope.fields.get(name);
            if (scope.outer == null
                    && name.equals("name")
                    && scope.fields.get("metadata") instanceof Map<?, ?> metadata) {
                value = metadata.get(name);
            }
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                return Optional.of(value.toString());
            }
        }
        return Optional.empty();
    }
}
