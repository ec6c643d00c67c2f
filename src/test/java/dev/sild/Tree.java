package dev.sild;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Short ways to look into YAML of no known type: what is not there is empty. */
public final class Tree {
    private Tree() {}

    /** Returns the documents of a stream that are mappings. */
    public static List<Map<String, Object>> documents(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(100 << 20);
        Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(yaml);
        return StreamSupport.stream(documents.spliterator(), false)
                .filter(Map.class::isInstance)
                .map(Tree::map)
                .toList();
    }

    /** Returns what stands at a path of keys; null where there is nothing. */
    public static Object at(Object tree, String... path) {
        Object value = tree;
        for (String key : path) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value;
    }

    public static String text(Object tree, String... path) {
        Object value = at(tree, path);
        return value == null ? "" : value.toString();
    }

    public static int number(Object tree, String key, int otherwise) {
        return at(tree, key) instanceof Number number ? number.intValue() : otherwise;
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Object tree, String... path) {
        Object value = at(tree, path);
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    /** Returns a list of mappings. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> list(Object tree, String... path) {
        Object value = at(tree, path);
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }

    public static List<String> texts(Object tree, String... path) {
        Object value = at(tree, path);
        List<String> texts = new ArrayList<>();
        for (Object item : value instanceof List<?> items ? items : List.of()) {
            texts.add(String.valueOf(item));
        }
        return texts;
    }

    /** Returns a mapping of strings to strings, such as labels. */
    public static Map<String, String> strings(Object tree, String... path) {
        Map<String, String> strings = new LinkedHashMap<>();
        map(tree, path).forEach((key, value) -> strings.put(key, String.valueOf(value)));
        return strings;
    }
}
