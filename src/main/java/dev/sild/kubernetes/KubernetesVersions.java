package dev.sild.kubernetes;

/** The versions of Kubernetes that take what is emitted. */
public final class KubernetesVersions {
    /**
     * The minor version of the oldest: 1.30 brought AppArmor profiles as a field, and all other fields are older; init
     * containers that run beside the others are on by default since 1.29.
     *
     * @see <a href="https://kubernetes.io/docs/tutorials/security/apparmor/">AppArmor</a>
     */
    public static final int OLDEST_MINOR = 30;

    private KubernetesVersions() {}

    /** Returns what a Helm chart says of the clusters that take it, pre-releases of providers among them. */
    public static String chartConstraint() {
        return ">=1." + OLDEST_MINOR + ".0-0";
    }
}
