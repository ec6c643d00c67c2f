package dev.sild.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of an object that a manager states, as the API server accounts for them. */
final class StatedFields {
    private StatedFields() {}

    /**
     * A field without fields.
     *
     * @param path names of fields, indexes of lists that are one value, and the keys of elements of other lists as JSON
     *     objects
     */
    record Leaf(List<String> path) {
        /** Returns where the field is in an object, as a JSON pointer; nothing where its list has no such element. */
        Optional<String> pointer(JsonNode object) {
            StringBuilder pointer = new StringBuilder();
            for (String segment : path) {
                if (segment.startsWith("{")) {
                    int index = index(object.at(pointer.toString()), Manifest.json(segment));
                    if (index < 0) {
                        return Optional.empty();
                    }
                    pointer.append('/').append(index);
                } else {
                    pointer.append('/').append(segment.replace("~", "~0").replace("/", "~1"));
                }
            }
            return Optional.of(pointer.toString());
        }

        /** Returns a patch that gives it another value of its type. */
        String change(JsonNode object) {
            String pointer = pointer(object).orElseThrow();
            return "[{\"op\":\"replace\",\"path\":\"" + pointer + "\",\"value\":" + other(object.at(pointer)) + "}]";
        }

        String removal(JsonNode object) {
            return "[{\"op\":\"remove\",\"path\":\"" + pointer(object).orElseThrow() + "\"}]";
        }

        private static String other(JsonNode value) {
            if (value.isBoolean()) {
                return String.valueOf(!value.asBoolean());
            }
            if (value.isNumber()) {
                return String.valueOf(value.asLong() + 1);
            }
            if (value.isTextual()) {
                return OperatorBench.json(
                        value.asText().matches("\\d+.*") ? "1" + value.asText() : value.asText() + "x");
            }
            return value.isArray() ? "[]" : "{}";
        }

        private static int index(JsonNode list, JsonNode key) {
            for (int i = 0; i < list.size(); i++) {
                JsonNode element = list.get(i);
                if (key.properties().stream()
                        .allMatch(entry -> element.path(entry.getKey()).equals(entry.getValue()))) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public String toString() {
            return String.join(".", path);
        }
    }

    /** Returns the leaves that a manager applied. */
    static List<Leaf> of(JsonNode object, String manager) {
        List<Leaf> leaves = new ArrayList<>();
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if (entry.path("manager").asText().equals(manager)
                    && entry.path("operation").asText().equals("Apply")
                    && !entry.has("subresource")) {
                collect(object, List.of(), entry.path("fieldsV1"), leaves);
            }
        }
        return leaves;
    }

    /** Returns the values that leaves have in an object; none for those that are not there. */
    static Map<Leaf, JsonNode> values(List<Leaf> leaves, JsonNode object) {
        Map<Leaf, JsonNode> values = new LinkedHashMap<>();
        leaves.forEach(leaf -> leaf.pointer(object)
                .map(object::at)
                .filter(value -> !value.isMissingNode())
                .ifPresent(value -> values.put(leaf, value)));
        return values;
    }

    private static void collect(JsonNode object, List<String> path, JsonNode fields, List<Leaf> leaves) {
        boolean leaf = true;
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            String name = field.getKey();
            if (name.startsWith("f:") || name.startsWith("k:")) {
                leaf = false;
                collect(object, with(path, name.substring(2)), field.getValue(), leaves);
            }
        }
        if (leaf) {
            Leaf whole = new Leaf(path);
            whole.pointer(object).ifPresent(pointer -> within(object.at(pointer), path, leaves));
        }
    }

    /** What is one value for the server is changed in each of its parts. */
    private static void within(JsonNode value, List<String> path, List<Leaf> leaves) {
        if (value instanceof ObjectNode map && !map.isEmpty()) {
            map.properties().forEach(field -> within(field.getValue(), with(path, field.getKey()), leaves));
        } else if (value.isArray() && !value.isEmpty()) {
            for (int i = 0; i < value.size(); i++) {
                within(value.get(i), with(path, String.valueOf(i)), leaves);
            }
        } else {
            leaves.add(new Leaf(path));
        }
    }

    private static List<String> with(List<String> path, String segment) {
        List<String> more = new ArrayList<>(path);
        more.add(segment);
        return List.copyOf(more);
    }
}
