package dev.sild.operator.engine;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.observe.Capabilities;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.observe.References;
import dev.sild.operator.engine.plan.AdoptionConsent;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.secrets.SecretSeeds;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Observed;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.state.Reference;
import dev.sild.operator.engine.state.Step;
import dev.sild.stacks.shared.Capability;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.SecretSeed;
import dev.sild.stacks.shared.Stack;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the operator would do for a stack if it looked at it now, without doing it: everything is read, nothing written.
 */
public final class Preview {
    private final KubernetesClient client;
    private final Cluster cluster;
    private final Clock clock;

    /** Creates a preview that reads through a client, which the caller must close. */
    public Preview(KubernetesClient client, Clock clock) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.clock = clock;
    }

    /**
     * Returns the plan for a stack.
     *
     * @param owner the stack; its uid is empty where it is not there yet
     * @param adoption the objects without an owner that it adopts
     * @param translation the stack by what is known of the cluster
     * @throws KubernetesClientException where the API server cannot be asked, or does not let the user read
     */
    public Plan of(Owner owner, AdoptionConsent adoption, Function<Inputs, Stack> translation) {
        Set<Capability> present = new Capabilities(client, Set.of(owner.namespace()), clock).refresh();
        Stack stack = translation.apply(new Inputs(present, Set.of()));
        Map<String, String> identities = new HashMap<>();
        for (Reference reference : Reference.of(stack)) {
            metadata(owner.namespace(), reference)
                    .ifPresent(metadata -> identities.put(reference.identityName(), References.identity(metadata)));
        }
        Map<Ref, LiveObject> found = owned(owner, present);
        Set<String> rotating = new HashSet<>();
        List<Step> lost = new ArrayList<>();
        for (SecretSeed seed : stack.seeds()) {
            Ref ref = new Ref(ChildKind.SECRET, owner.namespace(), seed.name());
            Optional<LiveObject> secret = cluster.get(ref);
            SecretSeeds.lost(seed, ref, secret, found.values()).ifPresent(lost::add);
            secret.ifPresent(live -> {
                identities.put(seed.name(), SecretSeeds.identity(live));
                if (SecretSeeds.isRotating(seed, live)) {
                    rotating.add(seed.name());
                }
            });
        }
        if (!lost.isEmpty()) {
            return new Plan(lost);
        }
        Stack whole = rotating.isEmpty() ? stack : translation.apply(new Inputs(present, rotating));
        List<Desired> desired = DesiredState.of(whole.with(identities), owner);
        for (Desired object : desired) {
            boolean known =
                    object.ref().kind().capability().map(present::contains).orElse(true);
            if (known && !found.containsKey(object.ref())) {
                cluster.get(object.ref()).ifPresent(live -> found.put(live.ref(), live));
            }
        }
        return Plan.withConsequences(
                desired, new Observed(found.values()), new Plan.Setting(owner, present, adoption, clock.instant()));
    }

    private Map<Ref, LiveObject> owned(Owner owner, Set<Capability> present) {
        Map<Ref, LiveObject> found = new LinkedHashMap<>();
        for (ChildKind kind : ChildKind.values()) {
            if (kind.capability().map(present::contains).orElse(true)) {
                client
                        .genericKubernetesResources(kind.context())
                        .inNamespace(owner.namespace())
                        .withLabel(Labels.MANAGED_BY, OwnerMarks.SILD)
                        .withLabel(Labels.INSTANCE, owner.name())
                        .list()
                        .getItems()
                        .stream()
                        .map(object -> LiveObject.of(kind, object))
                        .forEach(live -> found.put(live.ref(), live));
            }
        }
        return found;
    }

    private Optional<ObjectMeta> metadata(String namespace, Reference reference) {
        return Optional.ofNullable(
                        client.genericKubernetesResources(reference.kind().context())
                                .inNamespace(namespace)
                                .withName(reference.name())
                                .get())
                .map(object -> object.getMetadata());
    }
}
