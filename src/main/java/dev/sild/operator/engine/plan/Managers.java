package dev.sild.operator.engine.plan;

import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.FieldPath;
import dev.sild.operator.engine.state.Keys;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.OwnerMarks;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who changed a field, from what the API server keeps of it.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management">Field
 *     management</a>
 */
public final class Managers {
    private static final Set<String> OURS = Set.of(OwnerMarks.MANAGER, OwnerMarks.HAND_OVER);

    private Managers() {}

    /**
     * Returns the field managers, other than the operator, that changed the fields; each once, in alphabetical order.
     */
    public static Set<String> of(LiveObject live, Collection<Change> changes) {
        Set<String> managers = new TreeSet<>();
        for (Change change : changes) {
            live.managedFields().stream()
                    .filter(entry -> !OURS.contains(entry.getManager()))
                    .filter(entry -> owns(entry, change.path()))
                    .map(ManagedFieldsEntry::getManager)
                    .forEach(managers::add);
        }
        if (managers.isEmpty()) {
            latest(live).ifPresent(managers::add);
        }
        return managers;
    }

    /** Returns what the operator manages of an object. It changes when somebody changes or removes a field of that. */
    public static List<ManagedFieldsEntry> ours(LiveObject live) {
        return live.managedFields().stream()
                .filter(entry -> OURS.contains(entry.getManager()))
                .toList();
    }

    /** Whether a manager has applied the object. */
    public static boolean applies(LiveObject live, String manager) {
        return live.managedFields().stream()
                .anyMatch(entry -> entry.getManager().equals(manager) && "Apply".equals(entry.getOperation()));
    }

    /** Whether a manager owns a field by applying it. */
    public static boolean applies(LiveObject live, String manager, FieldPath path) {
        return live.managedFields().stream()
                .anyMatch(entry -> entry.getManager().equals(manager)
                        && "Apply".equals(entry.getOperation())
                        && owns(entry, path));
    }

    /** Whether a manager owns a field, by any operation. */
    public static boolean holds(LiveObject live, String manager, FieldPath path) {
        return live.managedFields().stream()
                .anyMatch(entry -> entry.getManager().equals(manager) && owns(entry, path));
    }

    /** Whether a manager other than the operator owns a field. */
    static boolean isHeldByOthers(LiveObject live, FieldPath path) {
        return live.managedFields().stream().anyMatch(entry -> !OURS.contains(entry.getManager()) && owns(entry, path));
    }

    /** Whether a manager has written the object, by any operation. */
    static boolean writes(LiveObject live, String manager) {
        return live.managedFields().stream()
                .anyMatch(entry -> entry.getManager().equals(manager));
    }

    /** A field that was removed has no owner any more: it was the one who wrote last. */
    private static Optional<String> latest(LiveObject live) {
        return live.managedFields().stream()
                .filter(entry ->
                        !OURS.contains(entry.getManager()) && entry.getSubresource() == null && entry.getTime() != null)
                .max(Comparator.comparing(ManagedFieldsEntry::getTime))
                .map(ManagedFieldsEntry::getManager);
    }

    private static boolean owns(ManagedFieldsEntry entry, FieldPath path) {
        Object fields = entry.getFieldsV1() == null ? null : entry.getFieldsV1().getAdditionalProperties();
        for (FieldPath.Element element : path.elements()) {
            if (!(fields instanceof Map<?, ?> map)) {
                return false;
            }
            // An atomic list has one owner; the fields of its elements have no owners of their own.
            if (element instanceof FieldPath.Index) {
                return true;
            }
            fields = element instanceof FieldPath.Field field
                    ? map.get("f:" + field.name())
                    : item(map, (FieldPath.Item) element);
        }
        return fields != null;
    }

    private static @Nullable Object item(Map<?, ?> fields, FieldPath.Item item) {
        return fields.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof String key
                        && key.startsWith("k:")
                        && Keys.of(key.substring(2)).equals(item.key()))
                .<Object>map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
