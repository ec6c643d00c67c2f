package dev.sild.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.kubernetes.objects.ListKeys;
import dev.sild.operator.engine.state.FieldPath;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields in which an object differs from what it was, as {@code sild diff} writes their paths. */
final class ChangedFields {
    /** What controllers, the API server and the operator write about the object; all else is stated by somebody. */
    private static final Set<String> NOT_STATED = Set.of(
            "status",
            "metadata.managedFields",
            "metadata.resourceVersion",
            "metadata.generation",
            "metadata.annotations[sild.dev/applied]",
            "metadata.annotations[deployment.kubernetes.io/revision]");

    private final Set<String> paths = new TreeSet<>();

    private ChangedFields() {}

    static Set<String> of(JsonNode before, JsonNode after) {
        ObjectMapper json = new ObjectMapper();
        TypeReference<Map<String, Object>> type = new TypeReference<>() {};
        ChangedFields changed = new ChangedFields();
        changed.map(new FieldPath(List.of()), json.convertValue(before, type), json.convertValue(after, type));
        return changed.paths;
    }

    private void map(FieldPath path, Map<?, ?> before, Map<?, ?> after) {
        Set<Object> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.forEach(name -> value(path.field((String) name), before.get(name), after.get(name)));
    }

    private void value(FieldPath path, Object before, Object after) {
        if (Objects.equals(before, after) || NOT_STATED.contains(path.toString())) {
            return;
        }
        if (before instanceof Map<?, ?> was && after instanceof Map<?, ?> is) {
            map(path, was, is);
        } else if (before instanceof List<?> was && after instanceof List<?> is) {
            list(path, was, is);
        } else {
            paths.add(path.toString());
        }
    }

    private void list(FieldPath path, List<?> before, List<?> after) {
        Optional<List<String>> keys = ListKeys.of(path.name(0), after);
        if (keys.isPresent()) {
            Map<Map<String, Object>, Object> was = keyed(keys.get(), before);
            Map<Map<String, Object>, Object> is = keyed(keys.get(), after);
            Set<Map<String, Object>> all = new LinkedHashSet<>(was.keySet());
            all.addAll(is.keySet());
            all.forEach(key -> value(path.then(new FieldPath.Item(key)), was.get(key), is.get(key)));
            if (was.keySet().equals(is.keySet()) && !List.copyOf(was.keySet()).equals(List.copyOf(is.keySet()))) {
                paths.add(path.toString());
            }
        } else if (before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                value(path.then(new FieldPath.Index(i)), before.get(i), after.get(i));
            }
        } else {
            paths.add(path.toString());
        }
    }

    private static Map<Map<String, Object>, Object> keyed(List<String> keys, List<?> elements) {
        Map<Map<String, Object>, Object> keyed = new LinkedHashMap<>();
        elements.forEach(element -> keyed.put(ListKeys.values(keys, element), element));
        return keyed;
    }
}
