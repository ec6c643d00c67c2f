package dev.sild.operator.engine;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
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
 * The users' Secrets and ConfigMaps that stacks read, each watched by its name as long as a stack names it. They have no
 * label of ours, and a watch of all would bring every secret of the cluster into this process; of these, too, only the
 * metadata is kept.
 */
public final class References implements AutoCloseable {
  private static final Duration SYNC = Duration.ofSeconds(30);

  private record Key(String namespace, Reference reference) {}

  private record Stack(String namespace, String kind, String name) {}

  private final KubernetesClient client;
  private final Map<Key, Watched> watched = new ConcurrentHashMap<>();
  private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();

  /** Makes one that watches nothing yet. */
  public References(KubernetesClient client) {
    this.client = client;
  }

  /** Calls {@code listener} with namespace and name of a stack when something it reads has changed. */
  public void listen(BiConsumer<String, String> listener) {
    listeners.add(listener);
  }

  /** Watches what a stack names, and no longer what it does not name any more; returns when all of it is known. */
  public void watch(Owner owner, Set<Reference> references) {
    Stack stack = new Stack(owner.namespace(), owner.kind(), owner.name());
    Set<Key> wanted = new HashSet<>();
    references.forEach(reference -> wanted.add(new Key(owner.namespace(), reference)));
    join(stack, wanted).forEach(Watched::await);
  }

  /** All at once, or a watch that another stack leaves just now would be joined when it has ended. */
  private synchronized List<Watched> join(Stack stack, Set<Key> wanted) {
    leave(stack, wanted);
    List<Watched> joined = new ArrayList<>();
    for (Key key : wanted) {
      Watched entry = watched.computeIfAbsent(key, Watched::new);
      entry.stacks.add(stack);
      joined.add(entry);
    }
    return joined;
  }

  /** Watches nothing any more for a stack that is gone. */
  public void forget(String namespace, String kind, String name) {
    leave(new Stack(namespace, kind, name), Set.of());
  }

  private synchronized void leave(Stack stack, Set<Key> but) {
    Map.copyOf(watched).forEach((key, entry) -> {
      if (!but.contains(key) && entry.leave(stack)) {
        watched.remove(key);
      }
    });
  }

  /** Returns what tells a version of it from every other, but nothing of its content; nothing where it is not there. */
  public Optional<String> identity(String namespace, Reference reference) {
    return Optional.ofNullable(watched.get(new Key(namespace, reference))).flatMap(Watched::identity);
  }

  @Override
  public synchronized void close() {
    watched.values().forEach(entry -> entry.informer.stop());
    watched.clear();
  }

  /** Returns the identity of an object's version: its uid and resourceVersion. */
  static String identity(ObjectMeta metadata) {
    return metadata.getUid() + "." + metadata.getResourceVersion();
  }

  private final class Watched implements ResourceEventHandler<GenericKubernetesResource> {
    private final Set<Stack> stacks = ConcurrentHashMap.newKeySet();
    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private final Key key;
    private final CompletableFuture<Void> started;

    Watched(Key key) {
      this.key = key;
      this.informer = client.genericKubernetesResources(key.reference().kind().context())
          .inNamespace(key.namespace()).withName(key.reference().name()).runnableInformer(0)
          .itemStore(new MetadataStore()).exceptionHandler((isStarted, failure) -> true).addEventHandler(this);
      this.started = informer.start().toCompletableFuture();
    }

    void await() {
      try {
        started.get(SYNC.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new KubernetesClientException(key.reference().kind().kind() + "/" + key.reference().name()
            + " cannot be watched: " + e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KubernetesClientException("interrupted", e);
      }
    }

    /** Returns whether no stack is left, after which nothing is watched. */
    boolean leave(Stack stack) {
      boolean last = stacks.remove(stack) && stacks.isEmpty();
      if (last) {
        informer.stop();
      }
      return last;
    }

    Optional<String> identity() {
      return informer.getStore().list().stream().findFirst().map(object -> References.identity(object.getMetadata()));
    }

    @Override
    public void onAdd(GenericKubernetesResource object) {
      tell();
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
      if (!before.getMetadata().getResourceVersion().equals(object.getMetadata().getResourceVersion())) {
        tell();
      }
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean unknown) {
      tell();
    }

    private void tell() {
      for (Stack stack : stacks) {
        listeners.forEach(listener -> listener.accept(stack.namespace(), stack.name()));
      }
    }
  }
}
