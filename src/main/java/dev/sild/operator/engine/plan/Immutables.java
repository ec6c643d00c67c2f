package dev.sild.operator.engine.plan;

import dev.sild.model.Lookup;
import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.FieldPath;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Observed;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Step;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an object that should change where the API server lets nothing change.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations">StatefulSet</a>
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims">Expanding
 *     claims</a>
 */
final class Immutables {
    private static final String TEMPLATES = "volumeClaimTemplates";
    private static final Set<String> MUTABLE_OF_STATEFUL_SET = Set.of(
            "replicas",
            "template",
            "updateStrategy",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds",
            "ordinals",
            "revisionHistoryLimit",
            TEMPLATES);

    private static final String[] STORAGE = {"spec", "resources", "requests", "storage"};

    private Immutables() {}

    /** Returns what to do instead of applying; nothing where it can be applied. */
    static Optional<Step> strategy(Desired desired, LiveObject live, List<Change> changes, Observed observed) {
        return switch (desired.ref().kind()) {
            case SERVICE -> service(desired, live);
            case ROLE_BINDING ->
                changed(changes, "roleRef").isPresent()
                        ? Optional.of(new Step.Recreate(desired, live, "the roleRef of a binding is immutable"))
                        : Optional.empty();
            case PERSISTENT_VOLUME_CLAIM -> claim(desired, live, changes);
            case STATEFUL_SET -> statefulSet(desired, live, changes, observed);
            case DEPLOYMENT, DAEMON_SET, JOB ->
                changed(changes, "spec", "selector")
                        .map(change -> refuse(desired, change, "the pod selector of a workload is immutable"));
            default -> Optional.empty();
        };
    }

    /** The API server gives an address once and for all. */
    private static Optional<Step> service(Desired desired, LiveObject live) {
        boolean headless = "None".equals(desired.field("spec", "clusterIP"));
        Optional<Object> address = live.field("spec", "clusterIP");
        boolean was = address.filter("None"::equals).isPresent();
        if (address.isEmpty() || headless == was || "ExternalName".equals(desired.field("spec", "type"))) {
            return Optional.empty();
        }
        return Optional.of(new Step.Recreate(
                desired,
                live,
                headless
                        ? "the Service becomes headless; an assigned cluster IP cannot be removed"
                        : "the Service gets a cluster IP; a headless Service cannot be given one"));
    }

    private static Optional<Step> claim(Desired desired, LiveObject live, List<Change> changes) {
        for (Change change : changes) {
            boolean storage = isStorage(change.path());
            if (storage && !grows(change)) {
                return Optional.of(refuse(
                        desired,
                        change,
                        "a claim cannot shrink from " + text(change.live()) + " to " + text(change.stated())));
            }
            if (!storage && change.path().toString().startsWith("spec.")) {
                return Optional.of(refuse(desired, change, "only the size of a claim can be changed"));
            }
        }
        return changes.stream().anyMatch(change -> isStorage(change.path()))
                ? Optional.of(live).filter(claim -> !isBound(claim)).<Step>map(Immutables::waits)
                : Optional.empty();
    }

    /**
     * Returns the desired claim with its current size if that was increased by hand, since a claim cannot shrink. If
     * another size was requested since, the user has to decide.
     */
    static Desired grown(Desired desired, LiveObject live) {
        boolean same = live.annotation(OwnerMarks.APPLIED)
                .filter(desired.hash()::equals)
                .isPresent();
        Optional<Object> size = live.field(STORAGE);
        Object wanted = desired.field(STORAGE);
        if (desired.ref().kind() != ChildKind.PERSISTENT_VOLUME_CLAIM
                || !same
                || size.isEmpty()
                || wanted == null
                || !less(wanted, size.get())) {
            return desired;
        }
        return new Desired(
                desired.ref(),
                with(desired.tree(), size.get(), List.of(STORAGE)),
                desired.hash(),
                desired.fingerprint(),
                desired.kept());
    }

    private static Map<String, Object> with(Map<?, ?> tree, Object value, List<String> path) {
        Map<String, Object> copy = new LinkedHashMap<>();
        tree.forEach((name, old) -> copy.put((String) name, old));
        copy.put(
                path.get(0),
                path.size() == 1
                        ? value
                        : with((Map<?, ?>) Lookup.required(tree, path.get(0)), value, path.subList(1, path.size())));
        return copy;
    }

    private static boolean isBound(LiveObject claim) {
        return claim.field("status", "phase").filter("Bound"::equals).isPresent();
    }

    private static Step.Wait waits(LiveObject claim) {
        return new Step.Wait(claim.ref(), claim.ref() + " cannot grow until it is bound");
    }

    private static Optional<Step> statefulSet(
            Desired desired, LiveObject live, List<Change> changes, Observed observed) {
        List<Change> ofTemplates = new ArrayList<>();
        for (Change change : changes) {
            List<FieldPath.Element> path = change.path().elements();
            if (path.size() < 2 || !path.get(0).equals(new FieldPath.Field("spec"))) {
                continue;
            }
            String field = new FieldPath(path.subList(0, 2)).name(0);
            if (!MUTABLE_OF_STATEFUL_SET.contains(field)) {
                return Optional.of(refuse(desired, change, "the field is immutable in a StatefulSet"));
            }
            if (field.equals(TEMPLATES)) {
                ofTemplates.add(change);
            }
        }
        for (Change change : ofTemplates) {
            boolean label = change.path().elements().contains(new FieldPath.Field("metadata"));
            if (!label && !(isStorage(change.path()) && grows(change))) {
                return Optional.of(refuse(desired, change, "volumeClaimTemplates can only grow in size"));
            }
        }
        if (ofTemplates.isEmpty()) {
            return Optional.empty();
        }
        List<Step.Growth> growths = growths(desired, observed);
        return growths.stream()
                .map(Step.Growth::claim)
                .filter(claim -> !isBound(claim))
                .findFirst()
                .<Step>map(claim -> new Step.Wait(
                        desired.ref(), desired.ref() + ": " + waits(claim).why()))
                .or(() -> Optional.of(new Step.Regrow(desired, live, growths)));
    }

    /** Returns the claims of the set's pods that are smaller than their template has it. */
    private static List<Step.Growth> growths(Desired set, Observed observed) {
        List<Step.Growth> growths = new ArrayList<>();
        for (Object template :
                (List<?>) Objects.requireNonNull(set.field("spec", TEMPLATES), "a set without claims grows")) {
            String name = String.valueOf(field(template, "metadata", "name"));
            String size = String.valueOf(field(template, STORAGE));
            Pattern ofPods =
                    Pattern.compile(Pattern.quote(name + "-" + set.ref().name() + "-") + "\\d+");
            observed.all().stream()
                    .filter(live -> live.ref().kind() == ChildKind.PERSISTENT_VOLUME_CLAIM && !live.isDeleting())
                    .filter(live -> ofPods.matcher(live.ref().name()).matches())
                    .filter(live ->
                            live.field(STORAGE).filter(has -> less(has, size)).isPresent())
                    .forEach(live -> growths.add(new Step.Growth(live, size)));
        }
        return growths;
    }

    private static @Nullable Object field(Object value, String... path) {
        Object at = value;
        for (String name : path) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at;
    }

    private static boolean isStorage(FieldPath path) {
        return path.name(0).equals("storage") && path.name(1).equals("requests");
    }

    private static boolean grows(Change change) {
        return change.live().isPresent()
                && change.stated().isPresent()
                && less(change.live().get(), change.stated().get());
    }

    private static boolean less(Object one, Object other) {
        return Quantity.getAmountInBytes(new Quantity(one.toString()))
                        .compareTo(Quantity.getAmountInBytes(new Quantity(other.toString())))
                < 0;
    }

    private static Optional<Change> changed(List<Change> changes, String... path) {
        String prefix = FieldPath.of(path).toString();
        return changes.stream()
                .filter(change -> change.toString().startsWith(prefix))
                .findFirst();
    }

    private static Step refuse(Desired desired, Change change, String why) {
        return new Step.Refuse(desired.ref(), Reason.IMMUTABLE_FIELD, desired.ref() + " " + change + ": " + why);
    }

    private static String text(Optional<Object> value) {
        return value.map(Object::toString).orElse("none");
    }
}
