package dev.sild.operator.engine.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a field is within an object. */
public record FieldPath(List<Element> elements) {

    /** One step down. */
    public sealed interface Element {}

    /** Into a field of an object or a key of a map. */
    public record Field(String name) implements Element {}

    /** Into the element of a list that has these values: what the API server tells its elements apart by. */
    public record Item(Map<String, Object> key) implements Element {
        public Item {
            key = Map.copyOf(key);
        }
    }

    /** Into an element of a list that is one value as a whole, from 0. */
    public record Index(int index) implements Element {}

    public FieldPath {
        elements = List.copyOf(elements);
    }

    /** Returns the path of a field some fields down. */
    public static FieldPath of(String... names) {
        return new FieldPath(Arrays.stream(names).<Element>map(Field::new).toList());
    }

    public FieldPath then(Element element) {
        List<Element> more = new ArrayList<>(elements);
        more.add(element);
        return new FieldPath(more);
    }

    public FieldPath field(String name) {
        return then(new Field(name));
    }

    /**
     * Returns the name of the field so many steps above the last, 0 for the last itself; empty for a step into a list.
     */
    public String name(int up) {
        int index = elements.size() - 1 - up;
        return index >= 0 && elements.get(index) instanceof Field field ? field.name() : "";
    }

    /** Returns the path as people write it, such as {@code spec.template.spec.containers[name=api].image}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Element element : elements) {
            if (element instanceof Field field) {
                if (field.name().matches("[A-Za-z0-9_-]+")) {
                    text.append(text.isEmpty() ? "" : ".").append(field.name());
                } else {
                    text.append('[').append(field.name()).append(']');
                }
            } else if (element instanceof Item item) {
                text.append(item.key().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(",", "[", "]")));
            } else if (element instanceof Index index) {
                text.append('[').append(index.index()).append(']');
            }
        }
        return text.toString();
    }
}
