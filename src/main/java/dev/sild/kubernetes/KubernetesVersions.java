package dev.sild.kubernetes;

/** The versions of Kubernetes that take what is emitted. */
public final class KubernetesVersions {
    /**
     * The minor version of the oldest: with 1.29, init containers that run beside the others are on by default, and all
     * other fields are older.
     *
     * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/">Sidecar containers</a>
     */
    public static final int OLDEST_MINOR = 29;

    private KubernetesVersions() {}

    /** Returns what a Helm chart says of the clusters that take it, pre-releases of providers among them. */
    public static String chartConstraint() {
        return ">=1." + OLDEST_MINOR + ".0-0";
    }
}
