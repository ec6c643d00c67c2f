package dev.sild.kubernetes.objects;

/** Who reads the objects. */
public enum Target {
    /** A Kubernetes API server. */
    KUBERNETES,
    /** {@code podman kube play}, which takes a part of Kubernetes' kinds and fields. */
    PODMAN
}
