package dev.sild.play.plan;

import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import dev.sild.play.state.Live;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Set;

/** What a scene meets on the machine that is somebody else's: what it needs of it, and what is in its way. */
public final class Others {
    private final Podman podman;
    private final Scene scene;
    private final Live live;

    public Others(Podman podman, Scene scene, Live live) {
        this.podman = podman;
        this.scene = scene;
        this.live = live;
    }

    /**
     * Fails, before anything is touched, where something of others' has a name or a port of ours, or is needed and
     * missing.
     */
    public void refuse() throws PodmanException, InterruptedException {
        Set<String> pods = podman.names("pod", "ps");
        for (PlannedPod pod : scene.pods()) {
            if (live.pod(pod.name()).isEmpty() && pods.contains(pod.name())) {
                throw taken("pod", pod.name(), "name the project with -p");
            }
        }
        Set<String> secrets = scene.secrets().isEmpty() ? Set.of() : podman.names("secret", "ls");
        for (Secret secret : scene.secrets()) {
            String name = secret.getMetadata().getName();
            if (!live.secrets().containsKey(name) && secrets.contains(name)) {
                throw taken("secret", name, "name the project with -p");
            }
        }
        Set<String> networks = podman.names("network", "ls");
        for (Scene.PlannedNetwork network : scene.networks()) {
            if (!live.networks().containsKey(network.name()) && networks.contains(network.name())) {
                throw taken("network", network.name(), "say 'external: true' of it in the compose file to join it");
            }
        }
        needed();
        new HostPorts(podman, scene, live).refuse();
    }

    private PodmanException taken(String what, String name, String otherwise) {
        return new PodmanException(
                "there is a " + what + " '" + name + "' that is none of the project '" + scene.project() + "'",
                "remove it with 'podman " + what + " rm " + name + "', or " + otherwise);
    }

    private void needed() throws PodmanException, InterruptedException {
        need("network", scene.others().networks(), "make it with 'podman network create %s'");
        need("volume", scene.others().volumes(), "make it with 'podman volume create %s'");
        for (String name : scene.others().configMaps()) {
            throw new PodmanException(
                    "there is no ConfigMap '" + name + "': podman keeps none",
                    "say its content in the resource or the compose file itself, or put the file that is to be mounted in its place");
        }
        need("secret", scene.others().secrets(), "make it with 'podman kube play' of a manifest of the Secret '%s'");
    }

    private void need(String what, Set<String> names, String remedy) throws PodmanException, InterruptedException {
        for (String name : names) {
            if (!podman.run(what, "exists", "--", name).isGood()) {
                throw new PodmanException(
                        "there is no " + what + " '" + name + "', which the project does not make itself",
                        remedy.formatted(name));
            }
        }
    }
}
