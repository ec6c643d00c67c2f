package dev.sild.operator.engine.observe;

import dev.sild.model.Lookup;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.Reference;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * The users' Secrets and ConfigMaps that stacks read. However many a stack names, there is one watch for the Secrets
 * and one for the ConfigMaps of its namespace. Both transfer metadata alone, so that no content of a Secret reaches
 * this process, and of the metadata only the version is kept.
 */
public final class References implements AutoCloseable {
    private static final Duration SYNC = Duration.ofSeconds(30);
    /** How many objects one answer lists: annotations can be large. */
    private static final long PAGE = 100;

    private record Scope(String namespace, ChildKind kind) {}

    private record Stack(String namespace, String kind, String name) {}

    private final KubernetesClient client;
    private final Map<Scope, Watched> watched = new ConcurrentHashMap<>();
    private final Map<Stack, Set<Reference>> named = new HashMap<>();
    private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();

    /** Creates an instance that watches nothing yet. */
    public References(KubernetesClient client) {
        this.client = MetadataClient.of(client);
    }

    /** Calls {@code listener} with namespace and name of a stack when something it reads has changed. */
    public void listen(BiConsumer<String, String> listener) {
        listeners.add(listener);
    }

    /** Watches what a stack names, and no longer what it does not name any more; returns when all of it is known. */
    public void watch(Owner owner, Set<Reference> references) {
        join(new Stack(owner.namespace(), owner.kind(), owner.name()), references)
                .forEach(Watched::await);
    }

    /** All at once, or a watch that another stack leaves just now would be joined when it has ended. */
    private synchronized List<Watched> join(Stack stack, Set<Reference> wanted) {
        Set<Reference> before = wanted.isEmpty() ? named.remove(stack) : named.put(stack, Set.copyOf(wanted));
        Set<Reference> added = new HashSet<>(wanted);
        Set<Reference> removed = new HashSet<>(before == null ? Set.of() : before);
        added.removeAll(removed);
        removed.removeAll(wanted);
        added.forEach(reference -> watched.computeIfAbsent(scope(stack.namespace(), reference), Watched::new)
                .readers
                .computeIfAbsent(reference.name(), name -> ConcurrentHashMap.newKeySet())
                .add(stack));
        removed.forEach(reference -> leave(stack, reference));
        return wanted.stream()
                .map(reference -> scope(stack.namespace(), reference))
                .distinct()
                .map(watched::get)
                .toList();
    }

    private void leave(Stack stack, Reference reference) {
        Scope scope = scope(stack.namespace(), reference);
        Watched entry = Lookup.required(watched, scope);
        entry.readers.computeIfPresent(reference.name(), (name, stacks) -> {
            stacks.remove(stack);
            return stacks.isEmpty() ? null : stacks;
        });
        if (entry.readers.isEmpty()) {
            watched.remove(scope);
            entry.informer.stop();
        }
    }

    private static Scope scope(String namespace, Reference reference) {
        return new Scope(namespace, reference.kind());
    }

    /** Stops watching anything for a deleted stack. */
    public void forget(String namespace, String kind, String name) {
        join(new Stack(namespace, kind, name), Set.of());
    }

    /**
     * Returns what tells a version of it from every other, but nothing of its content; nothing where it is not there.
     */
    public Optional<String> identity(String namespace, Reference reference) {
        return Optional.ofNullable(watched.get(scope(namespace, reference)))
                .flatMap(entry -> entry.identity(namespace + "/" + reference.name()));
    }

    @Override
    public synchronized void close() {
        watched.values().forEach(entry -> entry.informer.stop());
        watched.clear();
        named.clear();
    }

    /** Returns the identity of an object's version: its uid and resourceVersion. */
    public static String identity(ObjectMeta metadata) {
        return metadata.getUid() + "." + metadata.getResourceVersion();
    }

    private final class Watched implements ResourceEventHandler<GenericKubernetesResource> {
        /** The stacks by the names of the objects that they read. */
        private final Map<String, Set<Stack>> readers = new ConcurrentHashMap<>();

        private final SharedIndexInformer<GenericKubernetesResource> informer;
        private final Scope scope;
        private final CompletableFuture<Void> started;

        Watched(Scope scope) {
            this.scope = scope;
            this.informer = client.genericKubernetesResources(scope.kind().context())
                    .inNamespace(scope.namespace())
                    .withLimit(PAGE)
                    .runnableInformer(0)
                    .itemStore(new VersionStore())
                    .exceptionHandler((isStarted, failure) -> true)
                    .addEventHandler(this);
            this.started = informer.start().toCompletableFuture();
        }

        void await() {
            try {
                started.get(SYNC.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new KubernetesClientException(
                        "cannot watch the " + scope.kind().plural() + " in namespace " + scope.namespace() + ": "
                                + e.getMessage(),
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KubernetesClientException("interrupted", e);
            }
        }

        public Optional<String> identity(String key) {
            return Optional.ofNullable(informer.getStore().getByKey(key))
                    .map(object -> References.identity(object.getMetadata()));
        }

        @Override
        public void onAdd(GenericKubernetesResource object) {
            tell(object);
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
            if (!before.getMetadata()
                    .getResourceVersion()
                    .equals(object.getMetadata().getResourceVersion())) {
                tell(object);
            }
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean unknown) {
            tell(object);
        }

        private void tell(GenericKubernetesResource object) {
            Set<Stack> stacks = readers.getOrDefault(object.getMetadata().getName(), Set.of());
            for (Stack stack : stacks) {
                listeners.forEach(listener -> listener.accept(stack.namespace(), stack.name()));
            }
        }
    }
}
