package dev.sild.patch;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the API of an object's kind refuses: fields that it does not have, and values of another type. */
final class ApiCheck {
    /** Fields that take a few words only, the same wherever they are. */
    private static final Map<String, Set<String>> WORDS = Map.of(
            "imagePullPolicy", Set.of("Always", "IfNotPresent", "Never"),
            "restartPolicy", Set.of("Always", "OnFailure", "Never"),
            "protocol", Set.of("TCP", "UDP", "SCTP"),
            "concurrencyPolicy", Set.of("Allow", "Forbid", "Replace"),
            "dnsPolicy", Set.of("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"),
            "podManagementPolicy", Set.of("OrderedReady", "Parallel"),
            "whenUnsatisfiable", Set.of("DoNotSchedule", "ScheduleAnyway"),
            "terminationMessagePolicy", Set.of("File", "FallbackToLogsOnError"),
            "sessionAffinity", Set.of("ClientIP", "None"));

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<JavaType, Map<String, JavaType>> fields = new HashMap<>();

    /**
     * What is wrong with a field.
     *
     * @param path the keys and indices that lead to it
     * @param reason what is wrong
     * @param remedy what to do
     */
    record Problem(List<String> path, String reason, String remedy) {
        Problem(List<String> path, String reason) {
            this(path, reason, "correct the value");
        }
    }

    /** Returns what is wrong with an object of a type. */
    List<Problem> problems(Map<String, Object> tree, Class<?> type) {
        List<Problem> problems = new ArrayList<>();
        check(tree, mapper.constructType(type), new ArrayList<>(), problems);
        return problems;
    }

    /** Returns an object of a type with these fields. */
    <T> T object(Map<String, Object> tree, Class<T> type) {
        return mapper.convertValue(tree, type);
    }

    private void check(Object value, JavaType type, List<String> path, List<Problem> problems) {
        Class<?> raw = type.getRawClass();
        if (value == null || raw == Object.class || JsonNode.class.isAssignableFrom(raw)) {
            return;
        }
        if (type.isMapLikeType()) {
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, each) -> below(each, type.getContentType(), String.valueOf(key), path, problems));
            } else {
                problems.add(new Problem(List.copyOf(path), "expected a mapping"));
            }
        } else if (type.isCollectionLikeType()) {
            if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    below(list.get(i), type.getContentType(), String.valueOf(i), path, problems);
                }
            } else {
                problems.add(new Problem(List.copyOf(path), "expected a list"));
            }
        } else if (isScalar(raw)) {
            scalar(value, raw, path, problems);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, JavaType> known = fields(type);
            map.forEach((key, each) -> {
                JavaType field = known.get(String.valueOf(key));
                if (field == null && !known.isEmpty()) {
                    List<String> at = new ArrayList<>(path);
                    at.add(String.valueOf(key));
                    problems.add(new Problem(at, "unknown field", "correct its name or its place"));
                } else if (field != null) {
                    below(each, field, String.valueOf(key), path, problems);
                }
            });
        } else {
            problems.add(new Problem(List.copyOf(path), "expected a mapping"));
        }
    }

    private void below(Object value, JavaType type, String step, List<String> path, List<Problem> problems) {
        path.add(step);
        check(value, type, path, problems);
        path.remove(path.size() - 1);
    }

    private static boolean isScalar(Class<?> raw) {
        return raw == String.class
                || raw == Boolean.class
                || Number.class.isAssignableFrom(raw)
                || raw.isPrimitive()
                || raw.isEnum()
                || raw == Quantity.class
                || raw == IntOrString.class;
    }

    private static void scalar(Object value, Class<?> raw, List<String> path, List<Problem> problems) {
        boolean collection = value instanceof Map<?, ?> || value instanceof List<?>;
        String field = path.isEmpty() ? "" : path.get(path.size() - 1);
        if (raw == Quantity.class || raw == IntOrString.class) {
            if (collection || value instanceof Boolean) {
                problems.add(new Problem(List.copyOf(path), "expected a number or a string"));
            }
        } else if (raw == String.class) {
            if (!(value instanceof String text)) {
                problems.add(new Problem(
                        List.copyOf(path), "expected a string", collection ? "correct the value" : "put it in quotes"));
            } else if (WORDS.containsKey(field) && !WORDS.get(field).contains(text)) {
                problems.add(new Problem(
                        List.copyOf(path), "expected one of " + String.join(", ", new TreeSet<>(WORDS.get(field)))));
            }
        } else if (raw == Boolean.class || raw == boolean.class) {
            if (!(value instanceof Boolean)) {
                problems.add(new Problem(List.copyOf(path), "expected true or false"));
            }
        } else if (!raw.isEnum() && !(value instanceof Number)) {
            problems.add(new Problem(List.copyOf(path), "expected a number"));
        }
    }

    private Map<String, JavaType> fields(JavaType type) {
        return fields.computeIfAbsent(type, key -> {
            Map<String, JavaType> known = new TreeMap<>();
            for (BeanPropertyDefinition property :
                    mapper.getDeserializationConfig().introspect(key).findProperties()) {
                known.put(property.getName(), property.getPrimaryType());
            }
            return known;
        });
    }
}
