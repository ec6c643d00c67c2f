package dev.sild.cli.stack;

import dev.sild.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A generated password of a stack that can be rotated.
 *
 * @param component what the password belongs to, as the user names it
 * @param path the object of the custom resource that requests a rotation, as a JSON pointer
 * @param guard the operation that makes sure that the path still leads to this component; empty where it always does
 */
public record Rotation(String component, String path, Optional<Map<String, Object>> guard) {
    private static final String FIELD = "passwordRotation";
    private static final String OWN = "passwordFrom";

    /** Returns the passwords that the operator generates for a stack. */
    public static List<Rotation> all(LiveStack stack) {
        List<Rotation> all = new ArrayList<>();
        Optional.ofNullable(stack.crd().schema().properties().get("spec"))
                .map(Schema::properties)
                .orElse(Map.of())
                .forEach((name, part) -> {
                    if (part.properties().containsKey(FIELD) && isGenerated(stack.field("spec", name))) {
                        all.add(new Rotation(name, "/spec/" + name, Optional.empty()));
                    }
                });
        List<Map<?, ?>> services = stack.maps("spec", "services");
        for (int i = 0; i < services.size(); i++) {
            Object name = services.get(i).get("name");
            if (services.get(i).get("database") instanceof Map<?, ?> database && isGenerated(Optional.of(database))) {
                String path = "/spec/services/" + i;
                all.add(new Rotation(
                        Objects.toString(name),
                        path + "/database",
                        Optional.of(Map.of("op", "test", "path", path + "/name", "value", name))));
            }
        }
        return List.copyOf(all);
    }

    private static boolean isGenerated(Optional<Object> part) {
        return part.filter(Map.class::isInstance)
                .map(map -> (Map<?, ?>) map)
                .filter(map -> !map.containsKey(OWN) && !Boolean.FALSE.equals(map.get("enabled")))
                .isPresent();
    }

    /**
     * Returns those of some components; all where none is named.
     *
     * @throws VerbException where a component has no such password
     */
    public static List<Rotation> chosen(LiveStack stack, List<String> components) {
        List<Rotation> all = all(stack);
        if (all.isEmpty()) {
            throw new VerbException(stack + " has no generated password; change your own in its Secret");
        }
        for (String component : components) {
            if (all.stream().noneMatch(rotation -> rotation.isOf(component))) {
                throw new VerbException(stack + " has no generated password of '" + component + "'; it has those of "
                        + all.stream().map(Rotation::component).collect(Collectors.joining(", ")));
            }
        }
        return all.stream()
                .filter(rotation -> components.isEmpty() || components.stream().anyMatch(rotation::isOf))
                .toList();
    }

    private boolean isOf(String word) {
        return word.equals(component) || word.equals(component + "-database");
    }

    /** Returns the operations that request a rotation, by a name that differs from the last one's. */
    public List<Map<String, Object>> operations(String name) {
        List<Map<String, Object>> operations = new ArrayList<>();
        guard.ifPresent(operations::add);
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", "add");
        operation.put("path", path + "/" + FIELD);
        operation.put("value", name);
        operations.add(operation);
        return operations;
    }
}
