package dev.sild.compose.translate.source;

import dev.sild.model.Health;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user wants besides what the compose files say.
 *
 * @param expose how published ports are opened to the world outside; empty where the user leaves it to the project
 * @param host the host name of what is exposed by HTTP; empty for none
 * @param tlsSecret the Secret with the certificate of an Ingress; empty for none
 * @param ingressClass the class of an Ingress; empty for the cluster's default
 * @param gateway the Gateway ({@code name} or {@code namespace/name}) that routes attach to
 * @param networkPolicies when NetworkPolicies are made
 * @param health what a health check becomes; empty to leave it out
 * @param images what the images are called and how they are pulled
 * @param waits how pods wait for what they depend on
 * @param singlePod for podman: whether everything runs in one pod
 * @param storage what is wanted of storage
 * @param restricted whether pods are to have what a namespace asks that admits none but restricted ones
 * @param kubernetesMinor the minor version of the cluster, such as 33 for 1.33; 0 for any that is supported
 * @param sharesRequested whether the shares of processors keep so much of them free
 * @param played for podman: whether Sild itself plays the pods, on the project's own networks and one after the other,
 *     and waits in their place
 * @param current the folder in which the user runs Sild, which paths in commands start from; empty for the project's
 */
@RecordBuilder
public record TranslateOptions(
        Optional<Expose> expose,
        String host,
        String tlsSecret,
        String ingressClass,
        String gateway,
        NetworkPolicyMode networkPolicies,
        Optional<Health.Use> health,
        Images images,
        Waits waits,
        boolean singlePod,
        StorageOptions storage,
        boolean restricted,
        int kubernetesMinor,
        boolean sharesRequested,
        boolean played,
        Optional<Path> current)
        implements TranslateOptionsBuilder.With {

    private static final TranslateOptions DEFAULT = new TranslateOptions(
            Optional.empty(),
            "",
            "",
            "",
            "",
            NetworkPolicyMode.AUTO,
            Optional.of(Health.Use.READINESS),
            new Images("", "", List.of(), ""),
            new Waits(Waits.Until.ENDED, "", ""),
            false,
            StorageOptions.DEFAULT,
            false,
            0,
            false,
            false,
            Optional.empty());

    /** Returns a builder that starts from the default options of a conversion. */
    public static TranslateOptionsBuilder builder() {
        return TranslateOptionsBuilder.builder(DEFAULT);
    }

    /** Returns the options of a project that Sild itself plays with podman. */
    public static TranslateOptions ofPlayed() {
        return builder()
                .expose(Optional.of(Expose.HOST))
                .networkPolicies(NetworkPolicyMode.ALWAYS)
                .played(true)
                .build();
    }

    /** Whether the application runs on this machine, played by podman. */
    public boolean podman() {
        return expose.equals(Optional.of(Expose.HOST));
    }

    /** How published ports are opened. */
    public enum Expose {
        NONE,
        NODEPORT,
        LOADBALANCER,
        INGRESS,
        GATEWAY,
        /** On the machine itself: podman's way. */
        HOST
    }

    /** When NetworkPolicies are made. */
    public enum NetworkPolicyMode {
        /** Where the project has more than one network, or an internal one. */
        AUTO,
        ALWAYS,
        NEVER
    }

    /**
     * What the images that the project builds are called, and how all are pulled.
     *
     * @param prefix the registry and path in front of the name of an image that is built; empty for its own
     * @param tag the tag of an image that is built; empty for its own
     * @param pullSecrets the Secrets with the credentials of registries
     * @param script the script that builds and pushes them, as the user named it; empty for none
     */
    public record Images(String prefix, String tag, List<String> pullSecrets, String script) {
        public Images {
            pullSecrets = List.copyOf(pullSecrets);
        }

        /** Returns the same with another tag. */
        public Images tagged(String other) {
            return new Images(prefix, other, pullSecrets, script);
        }

        /** Whether images that are built get other names. */
        public boolean renames() {
            return !prefix.isEmpty() || !tag.isEmpty();
        }
    }

    /**
     * How pods wait for others.
     *
     * @param until what pods wait for
     * @param image an image with {@code sh}, {@code nc}, and {@code getent} or busybox' {@code wget}
     * @param kubectlImage an image with {@code kubectl}
     */
    public record Waits(Until until, String image, String kubectlImage) {
        /** What pods wait for. */
        public enum Until {
            /** That others have ended, which is waited for in any case. */
            ENDED,
            /** That others are healthy, too, where the compose file says so. */
            HEALTHY,
            /** That others have started, too. */
            STARTED
        }
    }
}
