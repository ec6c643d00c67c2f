package dev.sild.play;

import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import dev.sild.play.state.LivePods;
import dev.sild.play.state.LivePods.LivePod;
import dev.sild.play.state.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Takes a whole project away. */
public final class ProjectRemoval {
    private static final int TRIES = 5;
    private static final long PAUSE_MILLIS = 500;

    private final Podman podman;
    private final Progress progress;

    /** Creates an instance that reports to {@code progress} what it does. */
    public ProjectRemoval(Podman podman, Progress progress) {
        this.podman = podman;
        this.progress = progress;
    }

    /**
     * Removes the pods of a project, its networks and what was copied for it; data stay unless {@code data} says
     * otherwise.
     *
     * @param seconds how long each pod may take to end; empty for as long as it asks for itself
     * @return whether there was anything of the project
     */
    public boolean down(String project, boolean data, OptionalInt seconds)
            throws PodmanException, InterruptedException {
        LivePods live = Snapshot.of(podman, project);
        PodRemoval curtain = new PodRemoval(podman, progress);
        pods(curtain, live, project, seconds);
        curtain.remove("secret", names(live.secrets(), data));
        List<String> volumes = names(live.volumes(), data);
        curtain.remove("volume", volumes);
        long gone = live.volumes().entrySet().stream()
                .filter(volume -> volume.getValue() && data)
                .count();
        long left = live.volumes().entrySet().stream()
                .filter(volume -> volume.getValue() && !data)
                .count();
        if (!live.isEmpty() && gone + left > 0) {
            progress.say(
                    project,
                    (gone > 0 ? "removed " + gone : "kept " + left) + (gone + left == 1 ? " volume" : " volumes"),
                    Progress.Tone.PLAIN);
        }
        return !live.pods().isEmpty()
                || !live.networks().isEmpty()
                || !names(live.secrets(), data).isEmpty()
                || !volumes.isEmpty();
    }

    /**
     * Removes the pods and the networks. A concurrent {@code up} of the project still starts the pods that it has begun
     * before it notices that the others are deleted.
     */
    private void pods(PodRemoval curtain, LivePods live, String project, OptionalInt seconds)
            throws PodmanException, InterruptedException {
        LivePods open = live;
        for (int tries = 1;
                tries == 1
                        || tries <= TRIES
                                && !(open.pods().isEmpty() && open.networks().isEmpty());
                tries++) {
            Map<LivePod, String> all = new LinkedHashMap<>();
            open.pods().forEach(pod -> all.put(pod, "stopping"));
            try {
                curtain.remove(all, seconds);
                curtain.remove("network", open.networks().keySet());
            } catch (PodmanException inUse) {
                if (tries == TRIES) {
                    throw inUse;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            open = Snapshot.of(podman, project);
        }
    }

    /** Returns those that go: what was copied in any case, and data where they are to. */
    private static List<String> names(Map<String, Boolean> marked, boolean data) {
        return marked.entrySet().stream()
                .filter(entry -> data || !entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
