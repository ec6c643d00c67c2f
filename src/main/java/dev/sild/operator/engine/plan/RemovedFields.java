package dev.sild.operator.engine.plan;

import dev.sild.kubernetes.objects.ListKeys;
import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.FieldPath;
import dev.sild.operator.engine.state.Keys;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.OwnerMarks;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields that an apply removes: the operator has applied them before, and states them no more. A comparison with
 * what is stated does not see them.
 */
final class RemovedFields {
    private static final String FIELD = "f:";
    private static final String ITEM = "k:";

    private final List<Change> changes = new ArrayList<>();
    private final LiveObject live;

    private RemovedFields(LiveObject live) {
        this.live = live;
    }

    /** Returns them; the values of a Secret are not among them. */
    static List<Change> of(Desired desired, LiveObject live) {
        RemovedFields removed = new RemovedFields(live);
        Map<String, Object> there = new LinkedHashMap<>();
        desired.tree().keySet().forEach(name -> live.field(name).ifPresent(value -> there.put(name, value)));
        there.put("metadata", Comparison.metadata(live));
        for (ManagedFieldsEntry entry : live.managedFields()) {
            if (entry.getManager().equals(OwnerMarks.MANAGER)
                    && "Apply".equals(entry.getOperation())
                    && entry.getFieldsV1() != null) {
                removed.map(
                        new FieldPath(List.of()), entry.getFieldsV1().getAdditionalProperties(), desired.tree(), there);
            }
        }
        return List.copyOf(removed.changes);
    }

    private void map(FieldPath path, Map<?, ?> owned, Object stated, Object there) {
        owned.forEach((key, within) -> {
            String name = (String) key;
            if (name.startsWith(FIELD)) {
                String field = name.substring(FIELD.length());
                value(path.field(field), within, child(stated, field), child(there, field));
            } else if (name.startsWith(ITEM)) {
                Map<String, Object> item = Keys.of(name.substring(ITEM.length()));
                value(path.then(new FieldPath.Item(item)), within, element(stated, item), element(there, item));
            }
        });
    }

    private void value(FieldPath path, Object owned, @Nullable Object stated, @Nullable Object there) {
        if (there == null) {
            return;
        }
        if (stated != null) {
            if (owned instanceof Map<?, ?> within) {
                map(path, within, stated, there);
            }
        } else if (!Managers.isHeldByOthers(live, path)) {
            boolean hidden =
                    live.ref().kind() == ChildKind.SECRET && !path.toString().startsWith("metadata.");
            changes.add(new Change(path, Optional.of(hidden ? Comparison.HIDDEN : there), Optional.empty()));
        }
    }

    private static @Nullable Object child(Object tree, String name) {
        return tree instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static @Nullable Object element(Object tree, Map<String, Object> key) {
        return tree instanceof List<?> list
                ? list.stream()
                        .filter(element -> ListKeys.values(List.copyOf(key.keySet()), element)
                                .equals(key))
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
