package dev.sild.stacks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every field of a definition has its effect, and a golden shows it: one in which the field stands, and which would be
 * another without it. A field that must be there is given another value instead.
 */
class FieldEffectTest {
    /** What the operator does, rather than what should be there. */
    private static final Set<String> OF_THE_OPERATOR = Set.of("paused");

    private record Golden(JsonNode resource, KindCase.Known known, String outcome) {}

    private record Field(List<String> path, boolean required, List<String> values) {
        String name() {
            return String.join(".", path).replace(".[]", "[]");
        }
    }

    @TestFactory
    Stream<DynamicTest> aGoldenShowsTheEffectOfEveryField() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (KindCase<?> kind : KindCase.all()) {
            List<Golden> goldens = goldens(kind);
            fields(kind)
                    .forEach(field -> tests.add(DynamicTest.dynamicTest(
                            kind + " " + field.name(),
                            () -> assertThat(goldens.stream().anyMatch(golden -> shows(kind, golden, field)))
                                    .as("a golden in which %s makes a difference", field.name())
                                    .isEqualTo(!OF_THE_OPERATOR.contains(field.name())))));
        }
        return tests.stream();
    }

    private static List<Golden> goldens(KindCase<?> kind) throws IOException {
        List<Golden> goldens = new ArrayList<>();
        for (Path folder : kind.cases()) {
            JsonNode resource =
                    KindCase.SERIALIZATION.unmarshal(Files.readString(folder.resolve("in.yaml")), JsonNode.class);
            KindCase.Known known = KindCase.Known.of(folder);
            goldens.add(new Golden(resource, known, outcome(kind, resource, known)));
        }
        return goldens;
    }

    private static <R extends CustomResource<?, ?>> String outcome(
            KindCase<R> kind, JsonNode tree, KindCase.Known known) {
        R resource = kind.ofTree(tree);
        try {
            Stack stack = kind.translate(resource, known);
            return KindCase.yaml(stack) + stack.seeds() + new TreeSet<>(stack.kept()) + stack.needs();
        } catch (IllegalArgumentException refused) {
            return refused.getMessage();
        }
    }

    private static boolean shows(KindCase<?> kind, Golden golden, Field field) {
        for (int i = 0; i < owners(golden.resource(), field).size(); i++) {
            JsonNode changed = golden.resource().deepCopy();
            ObjectNode owner = owners(changed, field).get(i);
            String name = field.path().get(field.path().size() - 1);
            if (field.required()) {
                owner.set(name, another(owner.get(name), field.values()));
            } else {
                owner.remove(name);
            }
            if (!outcome(kind, changed, golden.known()).equals(golden.outcome())) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode another(JsonNode value, List<String> values) {
        Optional<String> other =
                values.stream().filter(each -> !each.equals(value.asText())).findFirst();
        return other.isPresent()
                ? TextNode.valueOf(other.get())
                : value instanceof ArrayNode array
                        ? array.deepCopy().add("x:1")
                        : value.isInt() ? IntNode.valueOf(value.asInt() + 1) : TextNode.valueOf(value.asText() + "x");
    }

    /** Returns the objects of a resource in which the field stands. */
    private static List<ObjectNode> owners(JsonNode resource, Field field) {
        List<JsonNode> nodes = List.of(resource.path("spec"));
        for (String segment : field.path().subList(0, field.path().size() - 1)) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : nodes) {
                if (segment.equals("[]") && node instanceof ArrayNode array) {
                    array.forEach(next::add);
                } else {
                    next.add(node.path(segment));
                }
            }
            nodes = next;
        }
        String name = field.path().get(field.path().size() - 1);
        return nodes.stream()
                .filter(node -> node.has(name))
                .map(ObjectNode.class::cast)
                .toList();
    }

    private static List<Field> fields(KindCase<?> kind) throws IOException {
        JsonNode definition = KindCase.SERIALIZATION.unmarshal(Files.readString(kind.definition()), JsonNode.class);
        JsonNode spec = definition.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
        List<Field> fields = new ArrayList<>();
        collect(spec, List.of(), fields);
        assertThat(fields).isNotEmpty();
        return fields;
    }

    private static void collect(JsonNode schema, List<String> path, List<Field> fields) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            List<String> inner = with(path, property.getKey());
            JsonNode value = property.getValue();
            if (value.has("properties")) {
                collect(value, inner, fields);
            } else if (value.path("items").has("properties")) {
                collect(value.path("items"), with(inner, "[]"), fields);
            } else {
                List<String> values = new ArrayList<>();
                value.path("enum").forEach(each -> values.add(each.asText()));
                fields.add(new Field(inner, required.contains(property.getKey()), values));
            }
        });
    }

    private static List<String> with(List<String> path, String segment) {
        return Stream.concat(path.stream(), Stream.of(segment)).toList();
    }
}
