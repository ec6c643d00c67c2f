package dev.sild.play;

import dev.sild.model.Dependency.Until;
import dev.sild.model.Lookup;
import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import dev.sild.play.state.LivePods.LiveContainer;
import dev.sild.play.state.LivePods.LivePod;
import dev.sild.play.state.PodCheck;
import dev.sild.play.state.PodState;
import dev.sild.play.state.PodState.Health;
import dev.sild.play.state.PodState.State;
import dev.sild.play.state.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks how the pods of a project are, and waits until they are as they should be. */
final class PodWatch {
    private static final Duration PAUSE = Duration.ofMillis(300);
    /**
     * How long podman may take to start a command: on a busy machine, this delay must not count against the command.
     */
    private static final Duration PODMANS_OWN = Duration.ofSeconds(5);

    private static final String LOG_LINES = "20";

    private final Podman podman;
    private final String project;
    private final Optional<Duration> limit;
    private final Progress progress;
    private final Map<String, State> said = new HashMap<>();
    private final Map<String, Until> reached = new HashMap<>();

    /**
     * Creates a watch that waits up to {@code limit} at a time; without a limit, as long as each pod may take to become
     * ready.
     */
    PodWatch(Podman podman, String project, Optional<Duration> limit, Progress progress) {
        this.progress = progress;
        this.podman = podman;
        this.project = project;
        this.limit = limit;
    }

    /** Returns what the checks of a pod's running containers tell, by their names. */
    Map<String, Health> health(LivePod pod) throws PodmanException, InterruptedException {
        Map<String, Health> health = new HashMap<>();
        for (LiveContainer container : pod.mains()) {
            Optional<PodCheck> check = container.check(pod.name());
            if (container.running() && check.isPresent()) {
                health.put(container.name(), ask(container, check.get()));
            }
        }
        return health;
    }

    /** Who waits for no more than a start does not wait for health: it may be that of one that needs him. */
    private static Map<String, Health> unasked(LivePod pod) {
        Map<String, Health> health = new HashMap<>();
        pod.mains().forEach(container -> health.put(container.name(), Health.UNKNOWN));
        return health;
    }

    private Health ask(LiveContainer container, PodCheck check) throws PodmanException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("exec", container.id()));
        command.addAll(check.command());
        Podman.Answer answer =
                podman.run(command, Duration.ofSeconds(check.timeoutSeconds()).plus(PODMANS_OWN));
        return answer.isGood()
                ? Health.WELL
                : check.isUntold(answer.code(), answer.err()) ? Health.UNKNOWN : Health.UNWELL;
    }

    /**
     * Waits until components have come as far as {@code until} says.
     *
     * @throws PlayFailure where one of them will not
     */
    void await(Map<String, Until> until) throws PodmanException, PlayFailure, InterruptedException {
        Instant since = Instant.now();
        Map<String, Until> open = new HashMap<>(until);
        open.entrySet()
                .removeIf(wanted -> reached.containsKey(wanted.getKey())
                        && reached.get(wanted.getKey()).compareTo(wanted.getValue()) >= 0);
        while (!open.isEmpty()) {
            for (LivePod pod : wanted(open.keySet())) {
                Map<String, Health> health = open.get(pod.service()) == Until.STARTED ? unasked(pod) : health(pod);
                PodState standing = PodState.of(pod, health, since, Instant.now());
                if (standing.state() == State.FAILED) {
                    throw failure(pod, standing.reason(), standing.container());
                }
                if (hasCome(standing.state(), Lookup.required(open, pod.service()))) {
                    reached.put(pod.service(), open.remove(pod.service()));
                    if (said.put(pod.service(), standing.state()) != standing.state()) {
                        progress.say(pod.service(), word(standing.state()), Progress.Tone.GOOD);
                    }
                } else if (limit.isPresent()
                        && Duration.between(since, Instant.now()).compareTo(limit.get()) > 0) {
                    throw failure(
                            pod, "is not ready after " + limit.get().toSeconds() + " seconds", standing.container());
                }
            }
            if (!open.isEmpty()) {
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private List<LivePod> wanted(Collection<String> services)
            throws PodmanException, PlayFailure, InterruptedException {
        List<LivePod> found = Snapshot.pods(podman, project).stream()
                .filter(pod -> services.contains(pod.service()))
                .toList();
        for (String service : services) {
            if (found.stream().noneMatch(pod -> pod.service().equals(service))) {
                throw new PlayFailure(service, "no longer exists: its pod was removed", List.of());
            }
        }
        return found;
    }

    private static boolean hasCome(State state, Until until) {
        return switch (until) {
            // Who waits for health of one that has no check waits until it runs, and what has ended well has run.
            case STARTED, HEALTHY -> state.compareTo(State.RUNNING) >= 0;
            case COMPLETED -> state == State.COMPLETED;
        };
    }

    static String word(State state) {
        return switch (state) {
            case FAILED -> "failed";
            case STARTING -> "starting";
            case RUNNING -> "running";
            case HEALTHY -> "healthy";
            case COMPLETED -> "completed";
        };
    }

    /** Returns the failure of a pod, with the last lines of its log. */
    PlayFailure failure(LivePod pod, String reason, Optional<LiveContainer> container)
            throws PodmanException, InterruptedException {
        List<String> lines = new ArrayList<>();
        if (container.isPresent()) {
            Podman.Answer answer =
                    podman.run("logs", "--tail", LOG_LINES, container.get().id());
            answer.out().lines().forEach(lines::add);
            answer.err().lines().forEach(lines::add);
        }
        return new PlayFailure(pod.service(), reason, lines);
    }
}
