package dev.sild.play;

import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.model.Dependency.Until;
import dev.sild.model.ImageBuild;
import dev.sild.model.Lookup;
import dev.sild.play.plan.Changes;
import dev.sild.play.plan.ForeignObjects;
import dev.sild.play.plan.PlannedPod;
import dev.sild.play.plan.PlayPlan;
import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import dev.sild.play.state.LivePods;
import dev.sild.play.state.LivePods.LivePod;
import dev.sild.play.state.PlayLabels;
import dev.sild.play.state.PodState;
import dev.sild.play.state.Snapshot;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Plays a scene with podman. */
public final class Player {
    private final Podman podman;
    private final Progress progress;

    /**
     * How a scene is played.
     *
     * @param folder the folder that images are built from
     * @param builds how the images of the scene are built, in order
     * @param variables the variables that builds take from their environment
     * @param build whether images that are there are built, too
     * @param recreate whether pods that are there as they should be are played again, too
     * @param limit how long pods may take to be up; empty for as long as each has for itself
     * @param seconds how long pods that go may take to end; empty for as long as each asks for itself
     */
    public record Options(
            Path folder,
            List<ImageBuild> builds,
            Map<String, String> variables,
            boolean build,
            boolean recreate,
            Optional<Duration> limit,
            OptionalInt seconds) {}

    /** Creates an instance that reports to {@code progress} what it does. */
    public Player(Podman podman, Progress progress) {
        this.podman = podman;
        this.progress = progress;
    }

    /**
     * Lets a scene be there, and touches nothing that is as it should be; returns when all of it is up.
     *
     * @return the components whose pods were played
     * @throws PlayFailure where a pod does not do what it is there for; the others stay
     */
    public List<String> up(PlayPlan scene, Options options) throws PodmanException, PlayFailure, InterruptedException {
        LivePods live = Snapshot.of(podman, scene.project());
        new ForeignObjects(podman, scene, live).refuse();
        PodImages images = new PodImages(podman, progress);
        images.build(options.builds(), options.folder(), options.variables(), options.build());
        Secrets secrets = new Secrets(podman, scene.project());
        Set<String> otherSecrets = secrets.changed(scene.secrets());
        Changes changes =
                Changes.of(scene, live, new Changes.Known(images.ids(scene.pods()), otherSecrets, options.recreate()));
        images.pull(changes.played());
        clear(changes, options);
        for (PlayPlan.PlannedNetwork network : changes.madeNetworks()) {
            make(network, scene.project());
        }
        for (Secret secret : scene.secrets()) {
            String name = secret.getMetadata().getName();
            if (otherSecrets.contains(name)) {
                secrets.write(
                        secret, scene.kept().contains(name), live.secrets().containsKey(name));
            }
        }
        makeVolumes(scene, live, changes);
        PodWatch watch = new PodWatch(podman, scene.project(), options.limit(), progress);
        for (PlannedPod pod : changes.played()) {
            watch.await(pod.after());
            play(pod, watch);
        }
        Map<String, Until> all = new LinkedHashMap<>();
        scene.pods().forEach(pod -> all.put(pod.service(), Until.HEALTHY));
        watch.await(all);
        return changes.played().stream().map(PlannedPod::service).toList();
    }

    private void clear(Changes changes, Options options) throws PodmanException, InterruptedException {
        PodRemoval curtain = new PodRemoval(podman, progress);
        curtain.remove(changes.removed(), options.seconds());
        curtain.remove("volume", changes.removedCopies());
        curtain.remove("network", changes.removedNetworks());
        curtain.remove("secret", changes.removedSecrets());
    }

    private void make(PlayPlan.PlannedNetwork network, String project) throws PodmanException, InterruptedException {
        List<String> create =
                new ArrayList<>(List.of("network", "create", "--label", PlayLabels.PROJECT + "=" + project));
        if (!network.hash().isEmpty()) {
            create.addAll(List.of("--label", PlayLabels.HASH + "=" + network.hash()));
        }
        create.addAll(network.settings());
        create.addAll(List.of("--", network.name()));
        podman.need(create, "");
    }

    /** Podman fills what it finds there, and gives its own volumes no label. */
    private void makeVolumes(PlayPlan scene, LivePods live, Changes changes)
            throws PodmanException, InterruptedException {
        Set<String> there = scene.claims().isEmpty() ? Set.of() : podman.names("volume", "ls");
        for (HasMetadata claim : scene.claims()) {
            String name = claim.getMetadata().getName();
            if (!there.contains(name)) {
                podman.need(
                        List.of("kube", "play", "--network", "none", "-"),
                        YamlWriter.write(List.of(ObjectTree.of(claim))));
            } else if (!live.volumes().containsKey(name)) {
                progress.say(
                        name,
                        "already exists and does not belong to this project; it is used, and 'sild down"
                                + " --volumes' keeps it",
                        Progress.Tone.PLAIN);
            }
        }
        for (String copy : changes.madeCopies()) {
            podman.need(
                    List.of(
                            "volume",
                            "create",
                            "--label",
                            PlayLabels.PROJECT + "=" + scene.project(),
                            "--label",
                            PlayLabels.KIND + "=" + PlayLabels.COPY,
                            "--",
                            copy),
                    "");
        }
    }

    private void play(PlannedPod pod, PodWatch watch) throws PodmanException, PlayFailure, InterruptedException {
        progress.say(pod.service(), "starting", Progress.Tone.PLAIN);
        List<String> play = new ArrayList<>(List.of("kube", "play", "--quiet"));
        pod.networks().forEach(network -> play.addAll(List.of("--network", network)));
        play.add("-");
        Podman.Answer answer = podman.run(play, pod.yaml());
        if (!answer.isGood()) {
            String project = Lookup.required(pod.pod().getMetadata().getLabels(), PlayLabels.PROJECT);
            Optional<LivePod> made = Snapshot.pods(podman, project).stream()
                    .filter(live -> live.name().equals(pod.name()))
                    .findFirst();
            throw made.isPresent()
                    ? watch.failure(made.get(), "failed to start: " + answer.reason(), PodState.ended(made.get()))
                    : new PlayFailure(pod.service(), "failed to start: " + answer.reason(), List.of());
        }
    }
}
