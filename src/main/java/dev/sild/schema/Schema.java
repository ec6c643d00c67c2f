package dev.sild.schema;

import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A structural schema: what a field of a custom resource may hold.
 *
 * @param node the schema as it is written in the definition
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema">
 *     Structural schemas</a>
 */
public record Schema(MapNode node) {

    /** Returns the schema that {@code text} holds: YAML of our own. */
    static Schema parse(String text) {
        try {
            return new Schema((MapNode) Crds.document(text, "schema"));
        } catch (InputException e) {
            throw new IllegalArgumentException("the schema is not valid YAML: " + e.getMessage(), e);
        }
    }

    /** Returns the schema with another field, in the place of one of the same name. */
    Schema withProperty(String name, Schema property) {
        Map<String, Entry> properties = new LinkedHashMap<>();
        child("properties").ifPresent(all -> properties.putAll(all.node().entries()));
        properties.put(name, new Entry(property.node().position(), property.node()));
        Map<String, Entry> keywords = new LinkedHashMap<>(node.entries());
        keywords.put("properties", new Entry(node.position(), new MapNode(properties, node.position())));
        return new Schema(new MapNode(keywords, node.position()));
    }

    /** Returns the type, such as {@code object}; empty for a field that takes an integer or a string. */
    public String type() {
        return text("type");
    }

    /** Returns what the field means, in the words of the definition. */
    public String description() {
        return text("description");
    }

    /** Returns the fields of an object, in the order of the definition. */
    public Map<String, Schema> properties() {
        Map<String, Schema> properties = new LinkedHashMap<>();
        if (node.get("properties") instanceof MapNode map) {
            map.entries().forEach((name, entry) -> properties.put(name, new Schema((MapNode) entry.value())));
        }
        return properties;
    }

    /** Returns the schema of the values of a map with free keys. */
    public Optional<Schema> additionalProperties() {
        return child("additionalProperties");
    }

    /** Returns the schema of the items of a list. */
    public Optional<Schema> items() {
        return child("items");
    }

    /** Returns the names of the fields that must be there. */
    public List<String> required() {
        return texts("required");
    }

    /** Returns the values that are allowed; empty where any is. */
    public List<Node> enumeration() {
        return node.get("enum") instanceof ListNode list ? list.items() : List.of();
    }

    /** Returns what the field holds where it is left out. */
    public Optional<Node> defaultValue() {
        return Optional.ofNullable(node.get("default"));
    }

    public Optional<Node> example() {
        return Optional.ofNullable(node.get("example"));
    }

    /** Returns the rules that the value must hold to. */
    public List<Rule> rules() {
        return node.get("x-kubernetes-validations") instanceof ListNode list
                ? list.items().stream().map(rule -> Rule.of((MapNode) rule)).toList()
                : List.of();
    }

    /** Whether null is a value of its own. */
    public boolean nullable() {
        return isTrue("nullable");
    }

    /** Whether the field takes an integer or a string. */
    public boolean intOrString() {
        return isTrue("x-kubernetes-int-or-string");
    }

    /** Whether fields that the definition does not know are kept. */
    public boolean preservesUnknownFields() {
        return isTrue("x-kubernetes-preserve-unknown-fields");
    }

    /** Returns {@code set} or {@code map} for a list whose items differ; empty or {@code atomic} for any other. */
    public String listType() {
        return text("x-kubernetes-list-type");
    }

    /** Returns the fields in which no two items of a list of type {@code map} are the same. */
    public List<String> listMapKeys() {
        return texts("x-kubernetes-list-map-keys");
    }

    List<Schema> alternatives(String keyword) {
        return node.get(keyword) instanceof ListNode list
                ? list.items().stream().map(item -> new Schema((MapNode) item)).toList()
                : List.of();
    }

    Optional<Schema> child(String keyword) {
        return node.get(keyword) instanceof MapNode map ? Optional.of(new Schema(map)) : Optional.empty();
    }

    /** Returns the text under a keyword; empty where it is not there. */
    public String text(String keyword) {
        return node.get(keyword) instanceof ScalarNode scalar ? scalar.value() : "";
    }

    /** Returns a bound such as {@code maximum}. */
    public Optional<BigDecimal> number(String keyword) {
        return node.get(keyword) instanceof ScalarNode scalar
                ? Optional.of(new BigDecimal(scalar.value()))
                : Optional.empty();
    }

    /** Returns a bound such as {@code maxLength}. */
    public OptionalLong length(String keyword) {
        return number(keyword)
                .map(number -> OptionalLong.of(number.longValueExact()))
                .orElse(OptionalLong.empty());
    }

    boolean isTrue(String keyword) {
        return text(keyword).equals("true");
    }

    private List<String> texts(String keyword) {
        return node.get(keyword) instanceof ListNode list
                ? list.items().stream().map(item -> ((ScalarNode) item).value()).toList()
                : List.of();
    }
}
