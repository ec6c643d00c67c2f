package dev.sild.operator.engine.observe;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Ref;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The objects of all stacks, kept up to date by one watch a kind and namespace. Only those with the operator's label
 * are watched: never all Secrets or ConfigMaps. All controllers share it.
 */
public final class Children implements AutoCloseable {
    private static final Duration SYNC = Duration.ofMinutes(2);
    private static final String BY_STACK = "stack";
    /** How many objects one answer lists: all kinds are listed at once, and a large cluster has thousands of each. */
    private static final long PAGE = 200;

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final OwnWrites written;
    private final Map<ChildKind, Map<String, SharedIndexInformer<GenericKubernetesResource>>> informers =
            new ConcurrentHashMap<>();
    private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();

    /**
     * Creates an instance that watches nothing yet.
     *
     * @param namespaces the namespaces to watch; none for all
     */
    public Children(KubernetesClient client, Set<String> namespaces, Clock clock) {
        this.client = UntypedClient.of(client);
        this.namespaces = Set.copyOf(namespaces);
        this.written = new OwnWrites(clock);
    }

    /** Calls {@code listener} with namespace and name of a stack whenever one of its objects has changed. */
    public void listen(BiConsumer<String, String> listener) {
        listeners.add(listener);
    }

    /**
     * Watches these kinds too, and returns when all that is there is known.
     *
     * @throws KubernetesClientException where that does not come about
     */
    public synchronized void watch(Collection<ChildKind> kinds) {
        List<SharedIndexInformer<GenericKubernetesResource>> started = new ArrayList<>();
        for (ChildKind kind : kinds) {
            if (!informers.containsKey(kind)) {
                Map<String, SharedIndexInformer<GenericKubernetesResource>> ofKind = new LinkedHashMap<>();
                (namespaces.isEmpty() ? Set.of("") : namespaces)
                        .forEach(namespace -> ofKind.put(namespace, informer(kind, namespace)));
                informers.put(kind, ofKind);
                started.addAll(ofKind.values());
            }
        }
        started.stream().map(SharedIndexInformer::start).toList().forEach(start -> {
            try {
                start.toCompletableFuture().get(SYNC.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | CompletionException | TimeoutException e) {
                throw new KubernetesClientException("cannot watch the objects of stacks: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KubernetesClientException("interrupted", e);
            }
        });
    }

    /** Watches these kinds no longer: they are not there any more. */
    public synchronized void leave(Collection<ChildKind> kinds) {
        for (ChildKind kind : kinds) {
            Map<String, SharedIndexInformer<GenericKubernetesResource>> ofKind = informers.remove(kind);
            if (ofKind != null) {
                ofKind.values().forEach(SharedIndexInformer::stop);
            }
        }
    }

    private SharedIndexInformer<GenericKubernetesResource> informer(ChildKind kind, String namespace) {
        var all = client.genericKubernetesResources(kind.context());
        var scope = namespace.isEmpty() ? all.inAnyNamespace() : all.inNamespace(namespace);
        return scope.withLabel(Labels.MANAGED_BY, OwnerMarks.SILD)
                .withLimit(PAGE)
                .runnableInformer(0)
                .itemStore(new PackedStore(client.getKubernetesSerialization()))
                .removeNamespaceIndex()
                .addIndexers(Map.of(BY_STACK, Children::stacks))
                .addEventHandler(new Handler(kind))
                // An outage ends; a watch that gave up would leave the operator blind without a word.
                .exceptionHandler((started, failure) -> true);
    }

    /** The stacks an object belongs to: by its controller, and by its label where that says another. */
    private static List<String> stacks(GenericKubernetesResource object) {
        String namespace = object.getMetadata().getNamespace();
        LiveObject live = new LiveObject(
                new Ref(ChildKind.CONFIG_MAP, namespace, object.getMetadata().getName()), object);
        return Stream.concat(
                        live.controller().map(owner -> owner.getName()).stream(),
                        Optional.ofNullable(live.labels().get(Labels.INSTANCE)).stream())
                .distinct()
                .map(name -> namespace + "/" + name)
                .toList();
    }

    /** Returns all objects of a stack, those that outlived an earlier one of its name included. */
    public List<LiveObject> of(String namespace, String stack) {
        Map<Ref, LiveObject> found = new LinkedHashMap<>();
        informers.forEach((kind, ofKind) -> informer(kind, namespace, ofKind)
                .getIndexer()
                .byIndex(BY_STACK, namespace + "/" + stack)
                .forEach(object -> {
                    LiveObject live = LiveObject.of(kind, object);
                    found.put(live.ref(), written.newer(live));
                }));
        written.of(namespace)
                .filter(live -> stacks(live.resource()).contains(namespace + "/" + stack))
                .forEach(live -> found.putIfAbsent(live.ref(), live));
        return List.copyOf(found.values());
    }

    /** Returns an object of that name, if it has the operator's label. */
    public Optional<LiveObject> get(Ref ref) {
        Map<String, SharedIndexInformer<GenericKubernetesResource>> ofKind = informers.get(ref.kind());
        if (ofKind == null) {
            return Optional.empty();
        }
        GenericKubernetesResource known =
                informer(ref.kind(), ref.namespace(), ofKind).getIndexer().getByKey(ref.namespace() + "/" + ref.name());
        return known == null ? written.get(ref) : Optional.of(written.newer(LiveObject.of(ref.kind(), known)));
    }

    private static SharedIndexInformer<GenericKubernetesResource> informer(
            ChildKind kind, String namespace, Map<String, SharedIndexInformer<GenericKubernetesResource>> ofKind) {
        SharedIndexInformer<GenericKubernetesResource> informer = ofKind.getOrDefault(namespace, ofKind.get(""));
        if (informer == null) {
            throw new IllegalArgumentException(kind.kind() + " is not watched in namespace " + namespace);
        }
        return informer;
    }

    /**
     * Writes an object. Until a watch reports it, it is here as the API server returned it; when a watch does, no
     * listener is called: whoever wrote it has looked at the answer. What others did since is told.
     */
    public LiveObject write(Ref ref, Supplier<LiveObject> request) {
        written.begin(ref);
        Optional<LiveObject> answer = Optional.empty();
        try {
            answer = Optional.of(request.get());
            written.put(answer.get());
            return answer.get();
        } finally {
            tellOfOthers(answer, written.end(ref));
        }
    }

    private void tellOfOthers(Optional<LiveObject> answer, Optional<LiveObject> reported) {
        reported.filter(live -> answer.filter(own -> !OwnWrites.isOlder(own, live) || !News.isIn(own, live))
                        .isEmpty())
                .ifPresent(live -> tell(live.resource()));
    }

    private void tell(GenericKubernetesResource object) {
        stacks(object).forEach(this::tell);
    }

    private void tell(String stack) {
        int slash = stack.indexOf('/');
        listeners.forEach(listener -> listener.accept(stack.substring(0, slash), stack.substring(slash + 1)));
    }

    /** Returns the kinds whose watch is not open at the moment. */
    public List<ChildKind> unwatched() {
        return informers.entrySet().stream()
                .filter(entry -> entry.getValue().values().stream().anyMatch(informer -> !informer.isWatching()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    @Override
    public synchronized void close() {
        informers.values().forEach(ofKind -> ofKind.values().forEach(SharedIndexInformer::stop));
        informers.clear();
    }

    private final class Handler implements ResourceEventHandler<GenericKubernetesResource> {
        private final ChildKind kind;

        Handler(ChildKind kind) {
            this.kind = kind;
        }

        @Override
        public void onAdd(GenericKubernetesResource object) {
            changed(object);
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
            if (!before.getMetadata()
                    .getResourceVersion()
                    .equals(object.getMetadata().getResourceVersion())) {
                LiveObject live = LiveObject.of(kind, object);
                if (!written.seen(live) && News.isIn(LiveObject.of(kind, before), live)) {
                    tell(object);
                }
                // Who lost it by a change of its label has to take it back.
                stacks(before).stream()
                        .filter(stack -> !stacks(object).contains(stack))
                        .forEach(Children.this::tell);
            }
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean unknown) {
            LiveObject live = LiveObject.of(kind, object);
            written.gone(live);
            tell(object);
        }

        private void changed(GenericKubernetesResource object) {
            if (!written.seen(LiveObject.of(kind, object))) {
                tell(object);
            }
        }
    }
}
