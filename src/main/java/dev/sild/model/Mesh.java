package dev.sild.model;

import java.util.Set;

/**
 * The service mesh that an application's pods are part of: they encrypt what they say to each other, and know who is
 * who. What is not encrypted is refused.
 */
public sealed interface Mesh {
    /** No mesh. */
    Mesh NONE = new None();

    /** The components that also answer callers outside of the mesh, who encrypt nothing. */
    default Set<String> open() {
        return Set.of();
    }

    /** Pods without a mesh. */
    record None() implements Mesh {}

    /**
     * Istio with sidecars.
     *
     * @param namespace the application's namespace, which is part of its components' names in the mesh
     * @see <a href="https://istio.io/latest/docs/reference/config/security/">Istio: Security</a>
     */
    record Istio(String namespace, Set<String> open) implements Mesh {
        public Istio {
            open = Set.copyOf(open);
        }
    }

    /**
     * Linkerd.
     *
     * @see <a href="https://linkerd.io/2/reference/authorization-policy/">Linkerd: Authorization Policy</a>
     */
    record Linkerd(Set<String> open) implements Mesh {
        public Linkerd {
            open = Set.copyOf(open);
        }
    }
}
