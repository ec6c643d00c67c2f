package dev.sild.play.state;

import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks podman what there is of a project. */
public final class Snapshot {
    private Snapshot() {}

    public static LivePods of(Podman podman, String project) throws PodmanException, InterruptedException {
        String filter = filter(project);
        return new LivePods(
                pods(podman, project),
                LiveReader.networks(podman.read("network", "ls", "--filter", filter, "--format", "json")),
                secrets(podman, project),
                LiveReader.volumes(podman.read("volume", "ls", "--filter", filter, "--format", "json")));
    }

    public static List<LivePods.LivePod> pods(Podman podman, String project)
            throws PodmanException, InterruptedException {
        String filter = filter(project);
        String pods = podman.read("pod", "ps", "--filter", filter, "--format", "json");
        List<String> ids = podman.read("ps", "--all", "--quiet", "--no-trunc", "--filter", filter)
                .lines()
                .toList();
        String containers = "";
        if (!ids.isEmpty()) {
            List<String> inspect = new ArrayList<>(List.of("container", "inspect"));
            inspect.addAll(ids);
            // A container removed in the meantime is not an error: podman still reports the others.
            containers = podman.run(inspect, "").out();
        }
        return LiveReader.pods(pods, containers);
    }

    private static Map<String, Boolean> secrets(Podman podman, String project)
            throws PodmanException, InterruptedException {
        List<String> names = podman.read("secret", "ls", "--noheading", "--format", "{{.Name}}")
                .lines()
                .filter(name -> !name.isBlank())
                .toList();
        if (names.isEmpty()) {
            return Map.of();
        }
        List<String> inspect = new ArrayList<>(List.of("secret", "inspect", "--"));
        inspect.addAll(names);
        return LiveReader.secrets(podman.run(inspect, "").out(), project);
    }

    static String filter(String project) {
        return "label=" + PlayLabels.PROJECT + "=" + project;
    }
}
