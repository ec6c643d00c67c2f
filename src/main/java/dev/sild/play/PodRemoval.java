package dev.sild.play;

import dev.sild.model.Lookup;
import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import dev.sild.play.state.LivePods.LivePod;
import dev.sild.play.state.PlayLabels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes pods and what was made for them away. */
final class PodRemoval {
    private final Podman podman;
    private final Progress progress;

    PodRemoval(Podman podman, Progress progress) {
        this.podman = podman;
        this.progress = progress;
    }

    /**
     * Stops and removes pods: each before those that it was started after, and what does not depend on each other at
     * the same time.
     *
     * @param reasons the message that is reported for each
     * @param seconds how long each may take to end; empty for as long as it asks for itself
     */
    void remove(Map<LivePod, String> reasons, OptionalInt seconds) throws PodmanException, InterruptedException {
        List<LivePod> open = new ArrayList<>(reasons.keySet());
        while (!open.isEmpty()) {
            Set<String> needed =
                    open.stream().flatMap(pod -> after(pod).stream()).collect(Collectors.toSet());
            List<LivePod> now =
                    open.stream().filter(pod -> !needed.contains(pod.service())).toList();
            // Pods that form a cycle, which podman's labels could contain although Sild's own never do,
            // are removed together.
            now = now.isEmpty() ? List.copyOf(open) : now;
            now.forEach(pod -> progress.say(pod.service(), Lookup.required(reasons, pod), Progress.Tone.PLAIN));
            remove(now, seconds);
            open.removeAll(now);
        }
    }

    private static Collection<String> after(LivePod pod) {
        return List.of(pod.labels().getOrDefault(PlayLabels.AFTER, "").split(","));
    }

    private void remove(List<LivePod> pods, OptionalInt seconds) throws PodmanException, InterruptedException {
        Map<LivePod, Process> stopping = new LinkedHashMap<>();
        try {
            for (LivePod pod : pods) {
                List<String> stop = new ArrayList<>(List.of("pod", "stop"));
                seconds.ifPresent(limit -> stop.addAll(List.of("--time", String.valueOf(limit))));
                stop.add(pod.id());
                stopping.put(pod, podman.start(stop, ""));
            }
            for (Process process : stopping.values()) {
                process.waitFor();
            }
        } finally {
            stopping.values().forEach(Process::destroy);
        }
        for (LivePod pod : pods) {
            Podman.Answer answer = podman.run("pod", "rm", "--force", "--time", "0", pod.id());
            boolean gone = podman.run("pod", "exists", pod.id()).code() == 1;
            if (!answer.isGood() && !gone) {
                throw new PodmanException(
                        "cannot remove the pod '" + pod.name() + "': " + answer.reason(),
                        "try 'podman pod rm --force " + pod.name() + "'");
            }
        }
    }

    /**
     * Removes the named objects, each by {@code podman what rm name}; an object that no longer exists is not an error.
     */
    void remove(String what, Collection<String> names) throws PodmanException, InterruptedException {
        for (String name : names) {
            Podman.Answer answer = podman.run(what, "rm", "--", name);
            if (!answer.isGood() && podman.run(what, "exists", "--", name).isGood()) {
                throw new PodmanException("cannot remove the " + what + " '" + name + "': " + answer.reason(), "");
            }
        }
    }
}
