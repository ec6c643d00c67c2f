package dev.sild.operator.engine.secrets;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.model.Application;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.observe.StackGoneException;
import dev.sild.operator.engine.observe.StackPresence;
import dev.sild.operator.engine.observe.Writes;
import dev.sild.operator.engine.plan.Managers;
import dev.sild.operator.engine.plan.Ownership;
import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.FieldPath;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.stacks.shared.SecretSeed;
import dev.sild.stacks.shared.Stack;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets whose values are generated. One is created, never applied: who loses a race finds the other's values. Its
 * data is not sent again, except for missing values and when a rotation is requested.
 */
public final class SecretSeeds {
    private static final FieldPath ROTATION = FieldPath.of("metadata", "annotations", OwnerMarks.ROTATION);

    private final Cluster cluster;
    private final SeedValues values;
    private final StackPresence presence;
    private final Writes writes;

    public SecretSeeds(Cluster cluster, SeedValues values, StackPresence presence, Writes writes) {
        this.cluster = cluster;
        this.values = values;
        this.presence = presence;
        this.writes = writes;
    }

    /**
     * Returns what is stated of a generated Secret: all but its data, and what is recorded of that when it is written.
     */
    public static Map<String, Object> stated(SecretSeed seed, Application application) {
        return secret(seed, application, Map.of());
    }

    static Map<String, Object> made(SecretSeed seed, Application application, Map<String, String> data) {
        Map<String, Object> secret =
                secret(seed, application, Map.of("annotations", Map.of(OwnerMarks.ROTATION, seed.rotation())));
        secret.put("data", data);
        return secret;
    }

    private static Map<String, Object> secret(SecretSeed seed, Application application, Map<String, Object> recorded) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", seed.name());
        metadata.put("labels", Labels.of(application, seed.component()));
        metadata.putAll(recorded);
        Map<String, Object> secret = new LinkedHashMap<>();
        secret.put("apiVersion", "v1");
        secret.put("kind", "Secret");
        secret.put("metadata", metadata);
        secret.put("type", "Opaque");
        return secret;
    }

    /**
     * Returns why a Secret must not be completed: a server that has data goes on with the password it was made with,
     * and ignores another. Nothing where that password is there, or no server has one.
     *
     * @param found the Secret, where it is there
     * @param objects all objects of the stack
     */
    public static Optional<Step> lost(
            SecretSeed seed, Ref ref, Optional<LiveObject> found, Collection<LiveObject> objects) {
        List<String> missing =
                SeedValues.missing(seed, found.map(SecretSeeds::data).orElse(Map.of()));
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return objects.stream()
                .filter(live -> isDataOf(seed, live))
                .findFirst()
                .map(claim -> new Step.Refuse(
                        ref,
                        Reason.SECRET_LOST,
                        (ref + (found.isEmpty() ? " is lost" : " has lost " + String.join(", ", missing)))
                                + ", and the data in " + claim.ref()
                                + " needs it: restore it from a backup, re-create it with the " + seed.component()
                                + " password, or delete the claim"));
    }

    /** A claim that was never bound holds nothing, and one that is being deleted is not read again. */
    private static boolean isDataOf(SecretSeed seed, LiveObject live) {
        return live.ref().kind() == ChildKind.PERSISTENT_VOLUME_CLAIM
                && !live.isDeleting()
                && seed.component().equals(live.labels().get(Labels.COMPONENT))
                && live.field("status", "phase")
                        .filter(phase -> !phase.equals("Pending"))
                        .isPresent();
    }

    /** Returns the Secret of a seed; the API server is asked where nothing is known of it. */
    public Optional<LiveObject> find(Ref ref, Optional<LiveObject> cached) {
        return cached.or(() -> cluster.get(ref));
    }

    /**
     * Returns the Secret of a seed after its missing values are generated; empty if a Secret of that name is not the
     * stack's or is being deleted.
     *
     * @param known the Secret, where it is there
     * @param happened gets what was done
     * @throws StackGoneException if a Secret that outlives its stack is to be created and the stack is deleted
     */
    public Optional<LiveObject> ensure(
            SecretSeed seed, Stack stack, Owner owner, Optional<LiveObject> known, List<ObjectEvent> happened) {
        Ref ref = new Ref(ChildKind.SECRET, owner.namespace(), seed.name());
        Optional<LiveObject> found = known.isPresent() ? known : create(seed, stack, owner, ref, happened);
        return found.filter(live -> Ownership.of(live, owner) == Ownership.OURS && !live.isDeleting())
                .map(live -> asked(seed, recorded(seed, complete(seed, live, happened), happened), happened));
    }

    /** Whether a Secret is between the two steps of a rotation. */
    public static boolean isRotating(SecretSeed seed, LiveObject live) {
        return SeedValues.isAnnounced(seed, data(live));
    }

    /**
     * Returns an identity that distinguishes a Secret from one with other values without revealing them: it stays the
     * same when a label is added, which requires no pod to restart, and while a rotation is only announced.
     */
    public static String identity(LiveObject live) {
        return live.uid() + live.annotation(OwnerMarks.VALUES).map("."::concat).orElse("");
    }

    /** Does the second step of a rotation: what was announced is valid now. */
    public LiveObject promote(SecretSeed seed, LiveObject live, List<ObjectEvent> happened) {
        Map<String, Object> data = new LinkedHashMap<>(values.rotated(seed, data(live)));
        SeedValues.nexts(seed).keySet().forEach(next -> data.put(next, null));
        LiveObject after = patch(
                live, Map.of(OwnerMarks.ROTATION, seed.rotation(), OwnerMarks.VALUES, live.resourceVersion()), data);
        happened.add(new ObjectEvent.Rotated(live.ref()));
        return after;
    }

    private Optional<LiveObject> create(
            SecretSeed seed, Stack stack, Owner owner, Ref ref, List<ObjectEvent> happened) {
        boolean kept = stack.kept().contains(seed.name());
        if (kept) {
            presence.require(owner);
        }
        Map<String, Object> secret = Desired.of(
                        made(seed, stack.application(), values.completed(seed, Map.of())), owner, kept)
                .tree();
        try {
            LiveObject live = writes.of(ref, () -> cluster.create(ref, secret));
            happened.add(new ObjectEvent.Created(ref));
            return Optional.of(live);
        } catch (KubernetesClientException e) {
            Optional<LiveObject> other =
                    e.getCode() == HttpURLConnection.HTTP_CONFLICT ? cluster.get(ref) : Optional.empty();
            if (other.isPresent()) {
                return other;
            }
            throw e;
        }
    }

    private LiveObject complete(SecretSeed seed, LiveObject live, List<ObjectEvent> happened) {
        Map<String, String> present = data(live);
        boolean whole = seed.keys().stream()
                .allMatch(key -> key.source() instanceof SecretSeed.Next || present.containsKey(key.name()));
        if (whole) {
            return live;
        }
        happened.add(new ObjectEvent.Corrected(live.ref(), List.of(), Managers.of(live, List.of())));
        // Who reads a value that is another now starts again.
        Map<String, String> annotations = SeedValues.missing(seed, present).isEmpty()
                ? Map.of()
                : Map.of(OwnerMarks.VALUES, live.resourceVersion());
        return patch(live, annotations, values.completed(seed, present));
    }

    /**
     * Restores the annotation of the rotation that the values belong to if someone else changed it or it is missing, as
     * in an adopted Secret: only the spec may request a rotation.
     */
    private LiveObject recorded(SecretSeed seed, LiveObject live, List<ObjectEvent> happened) {
        Optional<String> recorded = live.annotation(OwnerMarks.ROTATION);
        boolean ours = recorded.isPresent() && Managers.holds(live, OwnerMarks.MANAGER, ROTATION);
        if (ours || recorded.filter(seed.rotation()::equals).isPresent() || isRotating(seed, live)) {
            return live;
        }
        LiveObject after = patch(live, Map.of(OwnerMarks.ROTATION, seed.rotation()), Map.of());
        if (recorded.isPresent()) {
            List<Change> changes =
                    List.of(new Change(ROTATION, Optional.of(recorded.get()), Optional.of(seed.rotation())));
            happened.add(new ObjectEvent.Corrected(live.ref(), changes, Managers.of(live, changes)));
        }
        return after;
    }

    /** Starts a rotation if one is requested; without a rotator it completes immediately. */
    private LiveObject asked(SecretSeed seed, LiveObject live, List<ObjectEvent> happened) {
        boolean rotate = !seed.rotation().isEmpty()
                && live.annotation(OwnerMarks.ROTATION)
                        .filter(seed.rotation()::equals)
                        .isEmpty();
        if (!rotate || isRotating(seed, live)) {
            return live;
        }
        return seed.rotator().isPresent() && !SeedValues.nexts(seed).isEmpty()
                ? patch(live, Map.of(), values.announced(seed))
                : promote(seed, live, happened);
    }

    /** Does not overwrite values that were written in the meantime. */
    private LiveObject patch(LiveObject live, Map<String, String> annotations, Map<String, ?> data) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resourceVersion", live.resourceVersion());
        if (!annotations.isEmpty()) {
            metadata.put("annotations", annotations);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("metadata", metadata);
        if (!data.isEmpty()) {
            fields.put("data", data);
        }
        return writes.of(live.ref(), () -> cluster.patch(live.ref(), fields));
    }

    private static Map<String, String> data(LiveObject live) {
        Map<String, String> data = new LinkedHashMap<>();
        live.field("data")
                .ifPresent(map -> ((Map<?, ?>) map).forEach((key, value) -> data.put((String) key, (String) value)));
        return data;
    }
}
