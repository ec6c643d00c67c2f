package dev.sild.play.plan;

import dev.sild.model.Names;
import dev.sild.model.Network;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What there should be of a project.
 *
 * @param project the project's name
 * @param networks its networks
 * @param secrets its Secrets
 * @param kept the names of the Secrets that outlive the pods, as data do
 * @param claims the claims that become volumes
 * @param pods its pods, each after those it depends on
 * @param others the names of the objects that are created outside the project
 */
public record PlayPlan(
        String project,
        List<PlannedNetwork> networks,
        List<Secret> secrets,
        Set<String> kept,
        List<HasMetadata> claims,
        List<PlannedPod> pods,
        Others others) {

    /** A network; nothing on an {@code internal} one reaches the world outside. */
    public record PlannedNetwork(String name, boolean internal, Network.Wiring wiring) {
        private static final int HASH_DIGITS = 16;

        /** A network that podman sets up as it chooses. */
        public PlannedNetwork(String name, boolean internal) {
            this(name, internal, Network.Wiring.CHOSEN_BY_ENGINE);
        }

        /** Returns the arguments of {@code podman network create} besides its name and labels. */
        public List<String> settings() {
            List<String> settings = new ArrayList<>();
            if (internal) {
                settings.add("--internal");
            }
            for (Network.Pool pool : wiring.pools()) {
                settings.add("--subnet=" + pool.subnet());
                if (!pool.gateway().isEmpty()) {
                    settings.add("--gateway=" + pool.gateway());
                }
                if (!pool.range().isEmpty()) {
                    settings.add("--ip-range=" + pool.range());
                }
            }
            if (wiring.ipv6()) {
                settings.add("--ipv6");
            }
            if (!wiring.device().isEmpty()) {
                settings.add("--interface-name=" + wiring.device());
            }
            wiring.options().forEach((key, value) -> settings.add("--opt=" + key + "=" + value));
            return settings;
        }

        /**
         * Returns the value of the label that tells whether a network of this name is set up in this way; empty, and no
         * label, for one that podman sets up as it chooses.
         */
        public String hash() {
            if (wiring.equals(Network.Wiring.CHOSEN_BY_ENGINE)) {
                return "";
            }
            return Names.sha256(String.join("\n", settings()).getBytes(StandardCharsets.UTF_8))
                    .substring(0, HASH_DIGITS);
        }
    }

    /** What pods mount or read and the project does not make. */
    public record Others(Set<String> networks, Set<String> volumes, Set<String> secrets, Set<String> configMaps) {}

    public PlayPlan {
        networks = List.copyOf(networks);
        secrets = List.copyOf(secrets);
        kept = Set.copyOf(kept);
        claims = List.copyOf(claims);
        pods = List.copyOf(pods);
    }
}
