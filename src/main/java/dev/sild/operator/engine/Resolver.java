package dev.sild.operator.engine;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.observe.Answers;
import dev.sild.operator.engine.observe.Capabilities;
import dev.sild.operator.engine.observe.Children;
import dev.sild.operator.engine.observe.References;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.secrets.SecretSeeds;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.state.Reference;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.stacks.shared.Capability;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.SecretSeed;
import dev.sild.stacks.shared.Stack;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Determines what the stacks of one kind should be in this cluster: with the third-party kinds that it has, with the
 * user's objects that they read, and with their generated Secrets, which are created here if they are missing.
 *
 * @param <R> the class of the custom resources
 */
final class Resolver<R extends CustomResource<?, ?>> {
    /**
     * What a stack should be.
     *
     * @param lost the generated Secrets that are lost and may not be re-created; where there is one, nothing else may
     *     be done
     * @param withheld what is left out since it is not allowed
     * @param rotating the generated Secrets whose servers have not confirmed their new passwords yet
     */
    record Resolved(List<Desired> desired, List<Step> lost, List<Stack.Withheld> withheld, List<Ref> rotating) {
        Resolved {
            rotating = List.copyOf(rotating);
            desired = List.copyOf(desired);
            lost = List.copyOf(lost);
            withheld = List.copyOf(withheld);
        }
    }

    private final StackKind<R> kind;
    private final Children children;
    private final References references;
    private final Capabilities capabilities;
    private final SecretSeeds seeds;

    Resolver(
            StackKind<R> kind, Children children, References references, Capabilities capabilities, SecretSeeds seeds) {
        this.kind = kind;
        this.children = children;
        this.references = references;
        this.capabilities = capabilities;
        this.seeds = seeds;
    }

    /**
     * Translates a stack with what is known: once, and again only where the cluster has other kinds than it seemed, or
     * a password is being replaced.
     *
     * @param asked whether the user has changed the spec since the last look, and what was missing may be there now
     * @param happened gets what was done to the generated Secrets
     * @throws IllegalArgumentException where the spec describes no stack; the message is for the user
     * @throws KubernetesClientException where the API server does not make or tell what is needed, but may later
     */
    Resolved resolve(R resource, Owner owner, boolean asked, List<ObjectEvent> happened) {
        // A third-party kind whose watch is down may have been removed.
        boolean doubtful = children.unwatched().stream()
                .anyMatch(child -> child.capability().isPresent());
        Set<Capability> first = asked || doubtful ? capabilities.refresh() : capabilities.present();
        Stack stack = translated(resource, first, Set.of());
        Set<Capability> present = first.containsAll(stack.needs()) ? first : capabilities.refresh();
        if (!present.equals(first)) {
            stack = translated(resource, present, Set.of());
        }
        references.watch(owner, kind.references(stack));
        children.watch(beside(present, true));
        children.leave(beside(present, false));
        Map<SecretSeed, LiveObject> secrets = new LinkedHashMap<>();
        Map<String, String> identities = identities(stack, owner);
        List<Step> lost = new ArrayList<>();
        for (SecretSeed seed : stack.seeds()) {
            Ref ref = new Ref(ChildKind.SECRET, owner.namespace(), seed.name());
            Optional<LiveObject> found = seeds.find(ref, children.get(ref));
            Optional<Step> refused = SecretSeeds.lost(seed, ref, found, children.of(owner.namespace(), owner.name()));
            refused.ifPresent(lost::add);
            Optional<LiveObject> secret =
                    refused.isPresent() ? Optional.empty() : ensured(seed, stack, owner, found, happened);
            secret.ifPresent(live -> secrets.put(seed, live));
            if (secret.isEmpty()) {
                // Whosever it is, pods read it: they start again when there is another, not when it is not ours any
                // more.
                found.ifPresent(live -> identities.put(seed.name(), SecretSeeds.identity(live)));
            }
        }
        Set<String> rotating = rotating(secrets);
        Stack whole = rotating.isEmpty() ? stack : translated(resource, present, rotating);
        List<Desired> desired = desired(whole, owner, identities, secrets);
        if (promote(secrets, desired, happened)) {
            rotating = rotating(secrets);
            desired = desired(
                    rotating.isEmpty() ? stack : translated(resource, present, rotating), owner, identities, secrets);
        }
        return new Resolved(
                desired,
                lost,
                stack.withheld(),
                rotating.stream()
                        .map(name -> new Ref(ChildKind.SECRET, owner.namespace(), name))
                        .toList());
    }

    private Optional<LiveObject> ensured(
            SecretSeed seed, Stack stack, Owner owner, Optional<LiveObject> found, List<ObjectEvent> happened) {
        Ref ref = new Ref(ChildKind.SECRET, owner.namespace(), seed.name());
        try {
            return seeds.ensure(seed, stack, owner, found, happened);
        } catch (KubernetesClientException e) {
            String why = ref + ": " + Answers.text(e, ChildKind.SECRET);
            if (Answers.isFinal(e, ChildKind.SECRET)) {
                happened.add(new ObjectEvent.Refused(ref, Reason.REJECTED, why));
                return Optional.empty();
            }
            happened.add(new ObjectEvent.Failed(ref, why));
            throw e;
        }
    }

    /** Returns the identities of what the user made and the stack's pods read. */
    private Map<String, String> identities(Stack stack, Owner owner) {
        Map<String, String> identities = new HashMap<>();
        for (Reference reference : kind.references(stack)) {
            references
                    .identity(owner.namespace(), reference)
                    .ifPresent(identity -> identities.put(reference.identityName(), identity));
        }
        return identities;
    }

    private static Set<String> rotating(Map<SecretSeed, LiveObject> secrets) {
        return secrets.entrySet().stream()
                .filter(entry -> SecretSeeds.isRotating(entry.getKey(), entry.getValue()))
                .map(entry -> entry.getKey().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Desired> desired(
            Stack stack, Owner owner, Map<String, String> identities, Map<SecretSeed, LiveObject> secrets) {
        secrets.forEach((seed, live) -> identities.put(seed.name(), SecretSeeds.identity(live)));
        return possible(() -> DesiredState.of(stack.with(identities), owner));
    }

    /** Ends the rotations whose rotators have done their work; returns whether there were any. */
    private boolean promote(Map<SecretSeed, LiveObject> secrets, List<Desired> desired, List<ObjectEvent> happened) {
        boolean any = false;
        for (Map.Entry<SecretSeed, LiveObject> entry : secrets.entrySet()) {
            SecretSeed seed = entry.getKey();
            boolean done = SecretSeeds.isRotating(seed, entry.getValue())
                    && desired.stream()
                            .filter(object -> object.ref().kind() == ChildKind.JOB
                                    && seed.rotator()
                                            .equals(Optional.ofNullable(
                                                    object.field("metadata", "labels", Labels.COMPONENT))))
                            .anyMatch(job -> children.get(job.ref())
                                    .filter(live -> !live.isDeleting() && Readiness.isComplete(live))
                                    .isPresent());
            if (done) {
                entry.setValue(seeds.promote(seed, entry.getValue(), happened));
                any = true;
            }
        }
        return any;
    }

    /** Returns the third-party kinds that are present, or those that are not. */
    private static List<ChildKind> beside(Set<Capability> present, boolean there) {
        return Arrays.stream(ChildKind.values())
                .filter(child -> child.capability()
                        .filter(needed -> present.contains(needed) == there)
                        .isPresent())
                .toList();
    }

    private Stack translated(R resource, Set<Capability> present, Set<String> rotating) {
        return possible(() -> kind.translate(resource, new Inputs(present, rotating)));
    }

    /** An IllegalStateException from a translation means that the spec requests something impossible. */
    private static <T> T possible(Supplier<T> translation) {
        try {
            return translation.get();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
