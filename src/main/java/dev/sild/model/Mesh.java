package dev.sild.model;

/** The service mesh that an application's pods are part of: they encrypt what they say to each other, and know each other. */
public sealed interface Mesh {

  /** No mesh. */
  record None() implements Mesh {}

  /**
   * Istio with sidecars.
   *
   * @param strict whether what is not encrypted is refused
   * @param namespace the application's namespace, which is part of its components' names in the mesh
   * @see <a href="https://istio.io/latest/docs/reference/config/security/">Istio: Security</a>
   */
  record Istio(boolean strict, String namespace) implements Mesh {}

  /**
   * Linkerd.
   *
   * @param strict whether what is not encrypted is refused
   * @see <a href="https://linkerd.io/2/reference/authorization-policy/">Linkerd: Authorization Policy</a>
   */
  record Linkerd(boolean strict) implements Mesh {}

  /** Pods without a mesh. */
  Mesh NONE = new None();
}
