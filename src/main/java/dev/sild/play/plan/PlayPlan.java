package dev.sild.play.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
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
    public record PlannedNetwork(String name, boolean internal) {}

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
