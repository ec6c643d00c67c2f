package dev.sild.compose.load;

import dev.sild.compose.load.spec.Spec;
import dev.sild.compose.load.spec.Type;
import dev.sild.compose.load.spec.Type.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Every place of a compose file where a text can stand, found in the table that files are checked by: what is added to
 * the table is a place here, too.
 */
public final class SpecSlots {
    private static final String KEY = "data";

    private final List<Slot> slots = new ArrayList<>();

    private SpecSlots() {}

    /**
     * A place for a text.
     *
     * @param path the attribute's path; ends in {@code {key}} where the text is a key, and in {@code =} where it is
     *     part of one
     * @param filled makes a small compose file, as maps and lists, that has a text there
     */
    public record Slot(String path, Function<String, Map<String, Object>> filled) {
        @Override
        public String toString() {
            return path;
        }
    }

    /** Returns all places, in the order of the table. */
    public static List<Slot> all() {
        SpecSlots places = new SpecSlots();
        Spec.FILE
                .attributes()
                .forEach((name, attribute) ->
                        places.walk(attribute.type(), name, value -> project(Map.of(name, value))));
        places.add("x-more", text -> project(Map.of("x-more", Map.of("a", List.of(text)))));
        places.add("x-{key}", text -> project(Map.of("x-" + text, "x")));
        places.add(
                "services.web.x-{key}",
                text -> project(Map.of("services", Map.of("web", Map.of("x-" + text, Map.of(text, text))))));
        return List.copyOf(places.slots);
    }

    private void add(String path, Function<String, Map<String, Object>> filled) {
        slots.add(new Slot(path, filled));
    }

    private void walk(Type type, String path, Function<Object, Map<String, Object>> put) {
        Form form = type.form();
        if (type.isStructured()) {
            type.attributes()
                    .forEach((name, attribute) -> walk(
                            attribute.type(), path + "." + name, value -> put.apply(with(least(type), name, value))));
            add(path, put::apply);
            return;
        }
        switch (form) {
            case LIST, GPUS, STRINGS, COMMAND, TEST -> {
                walk(type.item() == null ? Type.STRING : type.item(), path + "[0]", value -> put.apply(List.of(value)));
                add(path, put::apply);
            }
            case MAP, NAMED, DEPENDS_ON -> {
                walk(type.item(), path + "." + KEY, value -> put.apply(map(KEY, value)));
                add(path + ".{key}", text -> put.apply(map(text, least(type.item()))));
                if (form != Form.MAP) {
                    add(path + "[0]", text -> put.apply(List.of(text)));
                }
            }
            case VARIABLES, LABELS, HOSTS -> {
                add(path + "." + KEY, text -> put.apply(map(KEY, text)));
                add(path + ".{key}", text -> put.apply(map(text, "x")));
                add(path + "[0]=", text -> put.apply(List.of(KEY + "=" + text)));
                add(path + "[0]", text -> put.apply(List.of(text)));
            }
            default -> add(path, put::apply);
        }
    }

    /** Returns the least that a value of a type must have. */
    private static Object least(Type type) {
        if (type.isStructured()) {
            Map<String, Object> object = new LinkedHashMap<>();
            type.attributes().forEach((name, attribute) -> {
                if (attribute.required()) {
                    object.put(name, least(attribute.type()));
                }
            });
            return object;
        }
        return switch (type.form()) {
            case STRING -> type.values().isEmpty() ? "x" : type.values().get(0);
            case BOOL, EXTERNAL -> true;
            case INT, UNSIGNED, COUNT, MODE, ULIMIT, FLOAT, BYTES -> 1;
            case SIZE -> "1m";
            case DURATION -> "1s";
            case LIST, STRINGS, COMMAND, TEST -> List.of("x");
            case MAP, VARIABLES, LABELS, NAMED, DEPENDS_ON, HOSTS -> Map.of();
            default -> "x";
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> with(Object least, String name, Object value) {
        Map<String, Object> object = new LinkedHashMap<>((Map<String, Object>) least);
        object.put(name, value);
        if (name.equals("external") || name.equals("target") && object.containsKey("type")) {
            object.putIfAbsent("source", "./file");
        }
        return object;
    }

    /** A project of two services, one of which has what is asked for, and uses what the top level declares. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> project(Map<String, Object> more) {
        Map<String, Object> web = map("image", "example/web:1");
        Map<String, Object> project = map("name", "shop");
        more.forEach((key, value) -> {
            if (key.equals("services") && value instanceof Map<?, ?> services) {
                services.forEach((name, service) -> {
                    if (service instanceof Map<?, ?> attributes) {
                        web.putAll((Map<String, Object>) attributes);
                    }
                    if (!name.equals(KEY)) {
                        project.put("services", map((String) name, map("image", "example/web:1")));
                    }
                });
            } else {
                project.put(key, value);
                if (List.of("volumes", "networks", "secrets", "configs", "models")
                        .contains(key)) {
                    web.put(key, List.of(key.equals("volumes") ? KEY + ":/data" : KEY));
                }
            }
        });
        Map<String, Object> services = map("web", web);
        services.putAll((Map<String, Object>) project.getOrDefault("services", Map.of()));
        services.put("db", map("image", "example/db:1"));
        project.put("services", services);
        return project;
    }

    private static Map<String, Object> map(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }
}
