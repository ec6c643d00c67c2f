package dev.sild.operator.engine;

import dev.sild.kubernetes.Labels;
import dev.sild.model.Application;
import dev.sild.stack.SecretSeed;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Secrets whose values are generated. One is created, never applied: who loses a race finds the other's values. Its data is
 * never sent again, but for what is missing in it and where other values are asked for.
 */
final class SecretSeeds {
  private static final FieldPath ROTATION = FieldPath.of("metadata", "annotations", Marks.ROTATION);

  private final Cluster cluster;
  private final SeedValues values;
  private final Consumer<Live> written;

  SecretSeeds(Cluster cluster, SeedValues values, Consumer<Live> written) {
    this.cluster = cluster;
    this.values = values;
    this.written = written;
  }

  /** Returns what is stated of a generated Secret: all but its data. */
  static Map<String, Object> stated(SecretSeed seed, Application application) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", seed.name());
    metadata.put("labels", Labels.of(application, seed.component()));
    metadata.put("annotations", Map.of(Marks.ROTATION, seed.rotation()));
    Map<String, Object> secret = new LinkedHashMap<>();
    secret.put("apiVersion", "v1");
    secret.put("kind", "Secret");
    secret.put("metadata", metadata);
    secret.put("type", "Opaque");
    return secret;
  }

  /**
   * Returns the Secret of a seed as it is after what was missing is made; nothing where one of that name is somebody else's
   * or on its way out.
   *
   * @param cached the Secret as far as is known; where nothing is, the API server is asked
   * @param happened gets what was done
   */
  Optional<Live> ensure(SecretSeed seed, Application application, Owner owner, Optional<Live> cached, List<Happened> happened) {
    Ref ref = new Ref(ChildKind.SECRET, owner.namespace(), seed.name());
    Optional<Live> found = cached.or(() -> cluster.get(ref));
    if (found.isEmpty()) {
      found = create(seed, application, ref, happened);
    }
    return found.filter(live -> Ownership.of(live, owner) == Ownership.OURS && !live.isDeleting())
        .map(live -> asked(seed, complete(seed, live, happened), happened));
  }

  /** Whether a Secret is between the two steps of a rotation. */
  static boolean isRotating(SecretSeed seed, Live live) {
    return SeedValues.isAnnounced(seed, data(live));
  }

  /**
   * Returns what tells a Secret from another with other values, and says nothing of them: it stays the same when somebody
   * adds a label, for which no pod need start anew, and when somebody writes into the annotation, which is put back.
   */
  static String identity(SecretSeed seed, Live live) {
    String rotation = Managers.holds(live, Marks.MANAGER, ROTATION)
        ? live.annotation(Marks.ROTATION).orElse("") : seed.rotation();
    return rotation.isEmpty() ? live.uid() : live.uid() + "." + rotation;
  }

  /** Does the second step of a rotation: what was announced is valid now. */
  Live promote(SecretSeed seed, Live live, List<Happened> happened) {
    Map<String, Object> data = new LinkedHashMap<>(values.rotated(seed, data(live)));
    SeedValues.nexts(seed).keySet().forEach(next -> data.put(next, null));
    Live after = patch(live, Map.of(Marks.ROTATION, seed.rotation()), data);
    happened.add(new Happened.Rotated(live.ref()));
    return after;
  }

  private Optional<Live> create(SecretSeed seed, Application application, Ref ref, List<Happened> happened) {
    Map<String, Object> secret = new LinkedHashMap<>(stated(seed, application));
    secret.put("data", values.completed(seed, Map.of()));
    try {
      Live live = cluster.create(ref, secret);
      written.accept(live);
      happened.add(new Happened.Created(ref));
      return Optional.of(live);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return cluster.get(ref);
      }
      throw e;
    }
  }

  private Live complete(SecretSeed seed, Live live, List<Happened> happened) {
    Map<String, String> present = data(live);
    boolean whole = seed.keys().stream()
        .allMatch(key -> key.source() instanceof SecretSeed.Next || present.containsKey(key.name()));
    if (whole) {
      return live;
    }
    happened.add(new Happened.Corrected(live.ref(), List.of(), Managers.of(live, List.of())));
    return patch(live, Map.of(), values.completed(seed, present));
  }

  /** Begins a rotation where one is asked for; without a rotator it ends at once. */
  private Live asked(SecretSeed seed, Live live, List<Happened> happened) {
    // What somebody wrote into the annotation asks for nothing: it is put back like any other field.
    boolean rotate = !seed.rotation().isEmpty() && Managers.holds(live, Marks.MANAGER, ROTATION)
        && live.annotation(Marks.ROTATION).filter(seed.rotation()::equals).isEmpty();
    if (!rotate || isRotating(seed, live)) {
      return live;
    }
    return seed.rotator().isPresent() && !SeedValues.nexts(seed).isEmpty()
        ? patch(live, Map.of(), values.announced(seed)) : promote(seed, live, happened);
  }

  /** Values that somebody wrote in the meantime are not written over. */
  private Live patch(Live live, Map<String, String> annotations, Map<String, ?> data) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("resourceVersion", live.resourceVersion());
    if (!annotations.isEmpty()) {
      metadata.put("annotations", annotations);
    }
    Live after = cluster.patch(live.ref(), Map.of("metadata", metadata, "data", data));
    written.accept(after);
    return after;
  }

  private static Map<String, String> data(Live live) {
    Map<String, String> data = new LinkedHashMap<>();
    live.field("data").ifPresent(map -> ((Map<?, ?>) map).forEach((key, value) -> data.put((String) key, (String) value)));
    return data;
  }
}
