package dev.sild.kubernetes;

import dev.sild.model.Mesh;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;

/** What makes an application's pods part of a service mesh, and what the mesh is told of them. */
final class Meshes {
  private Meshes() {}

  /** Adds to a pod's labels and annotations what makes it part of the mesh. */
  static void mark(Mesh mesh, Map<String, String> labels, Map<String, String> annotations) {
    if (mesh instanceof Mesh.Istio) {
      labels.put("sidecar.istio.io/inject", "true");
    } else if (mesh instanceof Mesh.Linkerd) {
      annotations.put("linkerd.io/inject", "enabled");
    }
  }

  /** Returns what the mesh is told of an application. */
  static List<HasMetadata> of(Index index) {
    return List.of();
  }
}
