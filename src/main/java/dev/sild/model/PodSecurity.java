package dev.sild.model;

/**
 * The level of the Pod Security Standards that a component's pods are made for.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a>
 */
public enum PodSecurity {
    /** Just what the containers say. */
    PRIVILEGED,
    /** With the runtime's own filter of system calls. */
    BASELINE,
    /** Nothing runs as root, nothing gains privileges, and no capability is left but what a container adds. */
    RESTRICTED
}
