package dev.sild.operator.engine.plan;

import dev.sild.kubernetes.objects.ListKeys;
import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.FieldPath;
import dev.sild.operator.engine.state.LiveObject;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an object still has everything that is specified. What is not specified belongs to others: fields that the
 * API server fills in, sidecars, third-party labels and annotations.
 */
final class Comparison {
    /**
     * Fields whose values, and fields within which all values, are quantities: {@code 0.5} is the same as {@code 500m}.
     */
    private static final Set<String> QUANTITIES = Set.of("sizeLimit", "divisor", "averageValue", "storage");

    private static final Set<String> OF_QUANTITIES = Set.of("requests", "limits", "capacity");
    /** Lists whose order says something: a variable may use those before it, and what runs first comes first. */
    private static final Set<String> ORDERED = Set.of("env", "initContainers");

    static final Object HIDDEN = "(hidden)";

    private final List<Change> changes = new ArrayList<>();
    private final boolean secret;

    private Comparison(boolean secret) {
        this.secret = secret;
    }

    /** Returns the fields that are not as they are stated, with no value of a Secret among them. */
    static List<Change> changes(Desired desired, LiveObject live) {
        Comparison comparison = new Comparison(desired.ref().kind() == ChildKind.SECRET);
        desired.tree().forEach((name, stated) -> {
            if (name.equals("metadata")) {
                comparison.map(FieldPath.of(name), identified((Map<?, ?>) stated), metadata(live), false);
            } else if (!name.equals("apiVersion") && !name.equals("kind")) {
                comparison.value(FieldPath.of(name), stated, live.field(name).orElse(null), false);
            }
        });
        return List.copyOf(comparison.changes);
    }

    /** Leaves out what the object is found by. */
    private static Map<Object, Object> identified(Map<?, ?> stated) {
        Map<Object, Object> rest = new LinkedHashMap<>(stated);
        rest.keySet().removeAll(Set.of("name", "namespace"));
        return rest;
    }

    /** Returns what others than the API server write of the metadata. */
    static Map<String, Object> metadata(LiveObject live) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("labels", live.labels());
        metadata.put("annotations", live.metadata().getAnnotations());
        metadata.put(
                "ownerReferences",
                live.ownerReferences().stream()
                        .map(owner -> {
                            Map<String, Object> reference = new LinkedHashMap<>();
                            reference.put("apiVersion", owner.getApiVersion());
                            reference.put("kind", owner.getKind());
                            reference.put("name", owner.getName());
                            reference.put("uid", owner.getUid());
                            reference.put("controller", owner.getController());
                            return reference;
                        })
                        .toList());
        return metadata;
    }

    private void value(FieldPath path, Object stated, @Nullable Object live, boolean whole) {
        if (stated instanceof Map<?, ?> map) {
            if (live instanceof Map<?, ?> there) {
                map(path, map, there, whole || Defaulted.isWhole(path));
            } else {
                differs(path, stated, live);
            }
        } else if (stated instanceof List<?> list) {
            list(path, list, live instanceof List<?> there ? there : List.of(), whole);
        } else if (!equal(path, stated, live)) {
            differs(path, stated, live);
        }
    }

    private void map(FieldPath path, Map<?, ?> stated, Map<?, ?> live, boolean whole) {
        stated.forEach((name, value) -> value(path.field((String) name), value, live.get(name), whole));
        if (whole) {
            live.forEach((name, value) -> {
                if (!stated.containsKey(name) && !Defaulted.isDefault((String) name, value)) {
                    differs(path.field((String) name), null, value);
                }
            });
        }
    }

    private void list(FieldPath path, List<?> stated, List<?> live, boolean whole) {
        Optional<List<String>> keys = whole ? Optional.empty() : ListKeys.of(path.name(0), stated);
        if (keys.isPresent()) {
            keyed(path, keys.get(), stated, live);
        } else if (stated.size() != live.size()) {
            differs(path, stated, live);
        } else {
            for (int i = 0; i < stated.size(); i++) {
                value(path.then(new FieldPath.Index(i)), stated.get(i), live.get(i), true);
            }
        }
    }

    private void keyed(FieldPath path, List<String> keys, List<?> stated, List<?> live) {
        List<Map<String, Object>> found =
                live.stream().map(element -> ListKeys.values(keys, element)).toList();
        int last = -1;
        boolean inOrder = true;
        for (Object element : stated) {
            Map<String, Object> key = ListKeys.values(keys, element);
            int index = found.indexOf(key);
            value(path.then(new FieldPath.Item(key)), element, index < 0 ? null : live.get(index), false);
            inOrder &= index < 0 || index > last;
            last = Math.max(last, index);
        }
        if (!inOrder && ORDERED.contains(path.name(0))) {
            differs(path, stated, live);
        }
    }

    private static boolean equal(FieldPath path, Object stated, @Nullable Object live) {
        if (stated instanceof Number number && live instanceof Number other) {
            return new BigDecimal(number.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        return Objects.equals(stated, live)
                || live != null
                        && isQuantity(path)
                        && new Quantity(stated.toString()).equals(new Quantity(live.toString()));
    }

    private static boolean isQuantity(FieldPath path) {
        return QUANTITIES.contains(path.name(0))
                || OF_QUANTITIES.contains(path.name(1))
                || path.name(0).equals("value") && path.name(1).equals("target");
    }

    private void differs(FieldPath path, @Nullable Object stated, @Nullable Object live) {
        boolean hidden = secret && !path.elements().get(0).equals(new FieldPath.Field("metadata"));
        changes.add(new Change(
                path,
                Optional.ofNullable(live).map(value -> hidden ? HIDDEN : value),
                Optional.ofNullable(stated).map(value -> hidden ? HIDDEN : value)));
    }
}
