package dev.sild.explain;

import dev.sild.model.Lookup;
import dev.sild.yaml.CommentedValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of objects that are not the same in another conversion, with what they are in. */
final class ChangedFields {
    /** What an item of a list is known by. */
    private static final List<String> KEYS = List.of("name", "mountPath", "containerPort", "port");

    /** What differs whenever anything else does. */
    private static final Set<String> HASHES = Set.of("sild.dev/files");

    private static final String HASH = "-[0-9a-f]{8}$";

    private ChangedFields() {}

    /** Returns what of {@code after} is not in {@code before}: objects that are new, and fields of others. */
    static List<Map<String, Object>> of(List<Map<String, Object>> before, List<Map<String, Object>> after) {
        List<Map<String, Object>> changed = new ArrayList<>();
        for (Map<String, Object> object : after) {
            Optional<Map<String, Object>> old = before.stream()
                    .filter(other -> identity(other).equals(identity(object)))
                    .findFirst();
            if (old.isEmpty()) {
                changed.add(withoutLabels(object));
            } else {
                map(old.get(), object).ifPresent(fields -> changed.add(named(object, fields)));
            }
        }
        return changed;
    }

    /** Returns the kinds and names of the objects that only {@code before} has. */
    static List<String> removed(List<Map<String, Object>> before, List<Map<String, Object>> after) {
        List<String> known = after.stream().map(ChangedFields::identity).toList();
        return before.stream()
                .map(ChangedFields::identity)
                .filter(object -> !known.contains(object))
                .map(object -> object.replaceFirst("/", " "))
                .toList();
    }

    private static String identity(Map<String, Object> object) {
        Map<?, ?> metadata = (Map<?, ?>) plain(Lookup.required(object, "metadata"));
        return plain(Lookup.required(object, "kind")) + "/"
                + plain(Lookup.required(metadata, "name")).toString().replaceAll(HASH, "");
    }

    /** Sild's labels are the same on every object and explain nothing. */
    private static Map<String, Object> withoutLabels(Map<String, Object> object) {
        Map<String, Object> shown = new LinkedHashMap<>(object);
        shown.put("metadata", name(object));
        return shown;
    }

    private static Map<String, Object> name(Map<String, Object> object) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", plain(Lookup.required((Map<?, ?>) plain(Lookup.required(object, "metadata")), "name")));
        return metadata;
    }

    private static Map<String, Object> named(Map<String, Object> object, Map<String, Object> fields) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("kind", plain(Lookup.required(object, "kind")));
        shown.put("metadata", name(object));
        fields.forEach((key, value) -> shown.merge(key, value, ChangedFields::together));
        return shown;
    }

    private static Object together(Object name, Object changed) {
        Map<String, Object> both = new LinkedHashMap<>();
        ((Map<?, ?>) name).forEach((key, value) -> both.put((String) key, value));
        if (plain(changed) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> both.put((String) key, value));
        }
        return both;
    }

    private static Optional<Map<String, Object>> map(Map<?, ?> before, Map<?, ?> after) {
        Map<String, Object> changed = new LinkedHashMap<>();
        after.forEach((key, value) -> {
            if (!HASHES.contains(key)) {
                value(before.get(key), value).ifPresent(shown -> changed.put((String) key, shown));
            }
        });
        return changed.isEmpty() ? Optional.empty() : Optional.of(changed);
    }

    private static Optional<Object> value(@Nullable Object before, Object after) {
        Object old = before instanceof CommentedValue commented ? commented.value() : before;
        if (after instanceof CommentedValue commented) {
            return value(old, commented.value()).map(shown -> new CommentedValue(commented.lines(), shown));
        }
        if (old instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
            return map(one, other).map(shown -> shown);
        }
        if (old instanceof List<?> one && after instanceof List<?> other) {
            return list(one, other);
        }
        boolean same = old == null ? after == null : plain(old).equals(plain(after));
        return same ? Optional.empty() : Optional.of(after);
    }

    private static Optional<Object> list(List<?> before, List<?> after) {
        List<Object> changed = new ArrayList<>();
        for (Object item : after) {
            Optional<?> same = before.stream()
                    .filter(other -> key(other).isPresent() && key(other).equals(key(item)))
                    .findFirst();
            if (same.isPresent() && plain(item) instanceof Map<?, ?> fields) {
                value(same.get(), item).ifPresent(shown -> changed.add(withKey(shown, fields)));
            } else if (before.stream().noneMatch(other -> plain(other).equals(plain(item)))) {
                changed.add(item);
            }
        }
        return changed.isEmpty() ? Optional.empty() : Optional.of(changed);
    }

    private static Object withKey(Object shown, Map<?, ?> fields) {
        Map<String, Object> item = new LinkedHashMap<>();
        KEYS.stream().filter(fields::containsKey).limit(1).forEach(key -> item.put(key, fields.get(key)));
        Object value = shown instanceof CommentedValue commented ? commented.value() : shown;
        ((Map<?, ?>) value).forEach((key, field) -> item.put((String) key, field));
        return shown instanceof CommentedValue commented ? new CommentedValue(commented.lines(), item) : item;
    }

    private static Optional<Object> key(Object item) {
        return plain(item) instanceof Map<?, ?> map
                ? KEYS.stream().filter(map::containsKey).findFirst().map(key -> (Object) (key + "=" + map.get(key)))
                : Optional.empty();
    }

    /** Returns a value without comments, at any depth. */
    private static Object plain(Object value) {
        if (value instanceof CommentedValue commented) {
            return plain(commented.value());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> fields = new LinkedHashMap<>();
            map.forEach((key, field) -> fields.put(key, plain(field)));
            return fields;
        }
        return value instanceof List<?> list
                ? list.stream().map(ChangedFields::plain).toList()
                : value;
    }
}
