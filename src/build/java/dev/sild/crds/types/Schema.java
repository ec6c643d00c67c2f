package dev.sild.crds.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A schema as far as it decides on Java classes. */
record Schema(Map<String, Object> content) {
    /** The properties, in the order of the schema. */
    Map<String, Object> properties() {
        return map("properties");
    }

    Schema property(String name) {
        return new Schema(cast(properties().get(name)));
    }

    /** This schema, that of its items or values, and so on: the class is made from the last one. */
    List<Schema> toElement() {
        List<Schema> chain = new ArrayList<>(List.of(this));
        for (Schema next = below(); next != null; next = next.below()) {
            chain.add(next);
        }
        return chain;
    }

    /** Whether a class is made from it, rather than a string, a number or an enum of the class around it. */
    boolean isClass() {
        return "object".equals(content.get("type")) && below() == null;
    }

    /**
     * Whether a class made from the other schema can hold what this one describes: it has all of the properties, with
     * the same types and defaults.
     */
    boolean fits(Schema other) {
        return List.of("type", "format", "enum", "x-kubernetes-int-or-string", "x-kubernetes-preserve-unknown-fields")
                        .stream()
                        .allMatch(key -> Objects.equals(content.get(key), other.content.get(key)))
                && (below() == null ? other.below() == null : other.below() != null && below().fits(other.below()))
                && properties().keySet().stream()
                        .allMatch(name -> other.properties().containsKey(name)
                                && Objects.equals(
                                        property(name).content.get("default"),
                                        other.property(name).content.get("default"))
                                && property(name).fits(other.property(name)));
    }

    private Schema below() {
        Map<String, Object> below = content.get("items") == null ? map("additionalProperties") : map("items");
        return below.isEmpty() ? null : new Schema(below);
    }

    private Map<String, Object> map(String key) {
        return content.get(key) instanceof Map<?, ?> map ? cast(map) : Map.of();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> cast(Object map) {
        return (Map<String, Object>) map;
    }
}
