package dev.sild.patch;

import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies the operations of a JSON patch.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
final class JsonOperations {
    private final Map<String, Object> root;

    JsonOperations(Map<String, Object> root) {
        this.root = root;
    }

    /** Applies one operation. */
    void apply(Node node) throws InputException {
        if (!(node instanceof MapNode operation)) {
            throw PatchReader.wrong(
                    node.position(), "expected an operation, found " + node.described(), "write op, path and value");
        }
        String op = text(operation, "op");
        List<String> path = pointer(operation, "path");
        switch (op) {
            case "add" -> add(operation, path, value(operation));
            case "replace" -> {
                get(operation, path);
                remove(operation, path);
                add(operation, path, value(operation));
            }
            case "remove" -> {
                get(operation, path);
                remove(operation, path);
            }
            case "test" -> {
                if (!Objects.equals(String.valueOf(get(operation, path)), String.valueOf(value(operation)))) {
                    throw PatchReader.wrong(
                            operation.position(), "the test fails: the object has another value", "correct it");
                }
            }
            case "copy" -> add(operation, path, Trees.copy(get(operation, pointer(operation, "from"))));
            case "move" -> {
                List<String> from = pointer(operation, "from");
                Object moved = get(operation, from);
                remove(operation, from);
                add(operation, path, moved);
            }
            default ->
                throw PatchReader.wrong(
                        operation.position(),
                        "unknown operation '" + op.replaceAll("\\W", "?") + "'",
                        "use add, remove, replace, move, copy or test");
        }
    }

    private static @Nullable Object value(MapNode operation) throws InputException {
        if (!operation.entries().containsKey("value")) {
            throw PatchReader.wrong(operation.position(), "the operation has no value", "add value");
        }
        return Trees.of(operation.required("value"));
    }

    private static List<String> pointer(MapNode operation, String key) throws InputException {
        String text = text(operation, key);
        if (!text.startsWith("/") || text.length() == 1) {
            throw PatchReader.wrong(
                    operation.position(),
                    "'" + key + "' is not a path within the object",
                    "start it with /, as in /spec");
        }
        List<String> steps = new ArrayList<>();
        for (String step : text.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }

    private Object get(MapNode operation, List<String> path) throws InputException {
        Object at = root;
        for (int i = 0; i < path.size(); i++) {
            at = at instanceof Map<?, ?> map
                    ? map.get(path.get(i))
                    : at instanceof List<?> list ? item(operation, list, path.get(i), list.size() - 1) : null;
            if (at == null) {
                throw PatchReader.wrong(
                        operation.position(),
                        "the object has no /" + shown(path.subList(0, i + 1)),
                        "correct the path");
            }
        }
        return at;
    }

    private static Object item(MapNode operation, List<?> list, String step, int last) throws InputException {
        return list.get(index(operation, step, last));
    }

    private static int index(MapNode operation, String step, int last) throws InputException {
        if (step.matches("0|[1-9][0-9]{0,5}") && Integer.parseInt(step) <= last) {
            return Integer.parseInt(step);
        }
        throw PatchReader.wrong(
                operation.position(),
                "the list has no item '" + step.replaceAll("[^A-Za-z0-9_.-]", "?") + "'",
                "correct the path");
    }

    @SuppressWarnings("unchecked")
    private void add(MapNode operation, List<String> path, @Nullable Object value) throws InputException {
        String last = path.get(path.size() - 1);
        Object above = path.size() == 1 ? root : get(operation, path.subList(0, path.size() - 1));
        if (above instanceof Map<?, ?>) {
            ((Map<String, Object>) above).put(last, value);
        } else if (above instanceof List<?> list) {
            ((List<Object>) above).add(last.equals("-") ? list.size() : index(operation, last, list.size()), value);
        } else {
            throw PatchReader.wrong(
                    operation.position(), "/" + shown(path) + " is within a single value", "correct the path");
        }
    }

    @SuppressWarnings("unchecked")
    private void remove(MapNode operation, List<String> path) throws InputException {
        String last = path.get(path.size() - 1);
        Object above = path.size() == 1 ? root : get(operation, path.subList(0, path.size() - 1));
        if (above instanceof Map<?, ?>) {
            ((Map<String, Object>) above).remove(last);
        } else if (above instanceof List<?> list) {
            ((List<Object>) above).remove(index(operation, last, list.size() - 1));
        }
    }

    private static String text(MapNode map, String key) {
        return map.get(key) instanceof ScalarNode scalar && !scalar.isNull() ? scalar.value() : "";
    }

    private static String shown(List<String> path) {
        String text = String.join("/", path).replaceAll("[^A-Za-z0-9_./~-]", "?");
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
