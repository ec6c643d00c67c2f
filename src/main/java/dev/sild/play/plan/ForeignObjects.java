package dev.sild.play.plan;

import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import dev.sild.play.state.LivePods;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Set;

/** What a scene meets on the machine that is someone else's: what it needs of it, and what is in its way. */
public final class ForeignObjects {
    private final Podman podman;
    private final PlayPlan scene;
    private final LivePods live;

    public ForeignObjects(Podman podman, PlayPlan scene, LivePods live) {
        this.podman = podman;
        this.scene = scene;
        this.live = live;
    }

    /**
     * Fails, before anything is changed, if an object outside the project uses one of its names or ports, or if a
     * required external object is missing.
     */
    public void refuse() throws PodmanException, InterruptedException {
        Set<String> pods = podman.names("pod", "ps");
        for (PlannedPod pod : scene.pods()) {
            if (live.pod(pod.name()).isEmpty() && pods.contains(pod.name())) {
                throw taken("pod", pod.name(), "set the project with -p");
            }
        }
        Set<String> secrets = scene.secrets().isEmpty() ? Set.of() : podman.names("secret", "ls");
        for (Secret secret : scene.secrets()) {
            String name = secret.getMetadata().getName();
            if (!live.secrets().containsKey(name) && secrets.contains(name)) {
                throw taken("secret", name, "set the project with -p");
            }
        }
        Set<String> networks = podman.names("network", "ls");
        for (PlayPlan.PlannedNetwork network : scene.networks()) {
            if (!live.networks().containsKey(network.name()) && networks.contains(network.name())) {
                throw taken("network", network.name(), "add 'external: true' to it in the compose file to use it");
            }
        }
        needed();
        new HostPorts(podman, scene, live).refuse();
    }

    private PodmanException taken(String what, String name, String otherwise) {
        return new PodmanException(
                "the " + what + " '" + name + "' exists but does not belong to the project '" + scene.project() + "'",
                "remove it with 'podman " + what + " rm " + name + "', or " + otherwise);
    }

    private void needed() throws PodmanException, InterruptedException {
        need("network", scene.others().networks(), "create it with 'podman network create %s'");
        need("volume", scene.others().volumes(), "create it with 'podman volume create %s'");
        for (String name : scene.others().configMaps()) {
            throw new PodmanException(
                    "the ConfigMap '" + name + "' does not exist: podman does not store ConfigMaps",
                    "put its content in the resource or the compose file, or mount a file instead");
        }
        need(
                "secret",
                scene.others().secrets(),
                "create it with 'podman kube play' from a manifest of the" + " Secret '%s'");
    }

    private void need(String what, Set<String> names, String remedy) throws PodmanException, InterruptedException {
        for (String name : names) {
            if (!podman.run(what, "exists", "--", name).isGood()) {
                throw new PodmanException(
                        "the " + what + " '" + name + "' does not exist and is not created by the project",
                        remedy.formatted(name));
            }
        }
    }
}
