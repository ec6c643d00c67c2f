package dev.sild.patch;

import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies patches to objects. */
public final class Patches {
    /** A patch that copies parts into parts must not fill the memory. */
    private static final int MOST_VALUES = 200_000;

    private final ApiCheck api = new ApiCheck();

    private Patches() {}

    /**
     * Returns the objects with all patches applied, in order.
     *
     * @param prefix what the names of objects begin with besides what the user calls them
     * @throws InputException where a patch matches no object, cannot be applied, or makes what the API refuses; its
     *     finding has the patch's line
     */
    public static List<HasMetadata> applied(List<HasMetadata> objects, List<Patch> patches, String prefix)
            throws InputException {
        List<HasMetadata> all = new ArrayList<>(objects);
        Patches applied = new Patches();
        for (Patch patch : patches) {
            int at = index(all, patch, prefix);
            if (at < 0) {
                throw PatchReader.wrong(
                        patch.position(),
                        "the patch matches nothing: there is no " + shown(patch.kind()) + " '" + shown(patch.name())
                                + "'",
                        names(all, patch));
            }
            all.set(at, applied.apply(all.get(at), patch));
        }
        return all;
    }

    private static int index(List<HasMetadata> objects, Patch patch, String prefix) {
        for (String name : List.of(patch.name(), prefix + patch.name())) {
            for (int i = 0; i < objects.size(); i++) {
                HasMetadata object = objects.get(i);
                if (object.getKind().equals(patch.kind())
                        && object.getMetadata().getName().equals(name)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static String names(List<HasMetadata> objects, Patch patch) {
        List<String> known = objects.stream()
                .filter(object -> object.getKind().equals(patch.kind()))
                .map(object -> object.getMetadata().getName())
                .limit(5)
                .toList();
        List<String> kinds = objects.stream()
                .filter(object -> object.getMetadata().getName().equals(patch.name()))
                .map(HasMetadata::getKind)
                .distinct()
                .limit(5)
                .toList();
        return !known.isEmpty()
                ? "use one of " + String.join(", ", known)
                : !kinds.isEmpty() ? "use one of the kinds " + String.join(", ", kinds) : "correct its kind and name";
    }

    @SuppressWarnings("unchecked")
    private HasMetadata apply(HasMetadata object, Patch patch) throws InputException {
        Map<String, Object> tree = (Map<String, Object>) Trees.copy(ObjectTree.of(object));
        Set<ApiCheck.Problem> before = new HashSet<>(problems(tree, object));
        if (patch.body() instanceof ListNode operations) {
            JsonOperations json = new JsonOperations(tree);
            for (Node operation : operations.items()) {
                json.apply(operation);
                if (Trees.size(tree) > MOST_VALUES) {
                    throw PatchReader.wrong(operation.position(), "the object becomes too large", "copy less");
                }
                check(tree, object, patch, before, operation.position());
            }
        } else {
            StrategicMerge.merge(tree, (MapNode) patch.body());
            check(tree, object, patch, before, null);
        }
        // Each of several operations may leave an object that another one completes.
        Optional<ApiCheck.Problem> missing =
                object instanceof GenericKubernetesResource ? Optional.empty() : RequiredFields.missing(tree);
        if (missing.isPresent()) {
            throw refused(place(patch.body(), missing.get().path()), missing.get(), object);
        }
        try {
            return api.object(tree, object.getClass());
        } catch (IllegalArgumentException refused) {
            throw PatchReader.wrong(patch.position(), "the API refuses the object that the patch makes", "correct it");
        }
    }

    private List<ApiCheck.Problem> problems(Map<String, Object> tree, HasMetadata object) {
        return object instanceof GenericKubernetesResource ? List.of() : api.problems(tree, object.getClass());
    }

    @SuppressWarnings("unchecked")
    private void check(
            Map<String, Object> tree,
            HasMetadata object,
            Patch patch,
            Set<ApiCheck.Problem> before,
            @Nullable Position where)
            throws InputException {
        if (patch.body() instanceof MapNode && tree.get("metadata") instanceof Map<?, ?>) {
            // A partial object names its target by the name that the user knows.
            ((Map<String, Object>) tree.get("metadata"))
                    .put("name", object.getMetadata().getName());
        }
        boolean same = tree.get("metadata") instanceof Map<?, ?> metadata
                && object.getMetadata().getName().equals(metadata.get("name"))
                && object.getKind().equals(tree.get("kind"))
                && object.getApiVersion().equals(tree.get("apiVersion"));
        if (!same) {
            throw PatchReader.wrong(
                    where == null ? patch.position() : where,
                    "a patch cannot change the kind, the apiVersion or the name of an object",
                    "remove that change");
        }
        for (ApiCheck.Problem problem : problems(tree, object)) {
            if (!before.contains(problem)) {
                throw refused(where == null ? place(patch.body(), problem.path()) : where, problem, object);
            }
        }
    }

    private static InputException refused(Position where, ApiCheck.Problem problem, HasMetadata object) {
        return PatchReader.wrong(
                where,
                shown(String.join(".", problem.path())) + ": " + problem.reason() + " in the API of "
                        + object.getKind(),
                problem.remedy());
    }

    /** Returns the place of the part of a patch that leads furthest to a field. */
    private static Position place(Node body, List<String> path) {
        Position place = body.position();
        List<Node> nodes = List.of(body);
        for (String step : path) {
            List<Node> next = new ArrayList<>();
            boolean index = step.matches("[0-9]+");
            for (Node node : nodes) {
                if (node instanceof MapNode map && map.entries().get(step) != null) {
                    Entry entry = map.entries().get(step);
                    if (next.isEmpty()) {
                        place = entry.keyPosition();
                    }
                    next.add(entry.value());
                } else if (node instanceof ListNode list && index) {
                    next.addAll(list.items());
                }
            }
            nodes = next;
        }
        return place;
    }

    private static String shown(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9_./-]", "?");
        return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
    }
}
