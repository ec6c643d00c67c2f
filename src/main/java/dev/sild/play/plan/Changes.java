package dev.sild.play.plan;

import dev.sild.play.plan.PlayPlan.PlannedNetwork;
import dev.sild.play.state.LivePods;
import dev.sild.play.state.LivePods.LiveContainer;
import dev.sild.play.state.LivePods.LivePod;
import dev.sild.play.state.PlayLabels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has to happen for a scene to be there.
 *
 * @param removed the pods that go, and why: those that have no place any more, and those that others take the place of
 * @param played the pods that are played, in order
 * @param left the pods that are there as they should be
 * @param removedNetworks the networks that go
 * @param madeNetworks the networks that are made
 * @param removedSecrets the secrets that go
 * @param removedCopies the volumes of files that go, those that are filled again among them
 * @param madeCopies the volumes that podman fills with files
 */
public record Changes(
        Map<LivePod, String> removed,
        List<PlannedPod> played,
        List<PlannedPod> left,
        List<String> removedNetworks,
        List<PlannedNetwork> madeNetworks,
        List<String> removedSecrets,
        Set<String> removedCopies,
        Set<String> madeCopies) {

    /**
     * What is known besides the scene and what there is.
     *
     * @param images the ids of images by their names, as far as they are here
     * @param secrets the names of the secrets that are not what they should be
     * @param force whether to replace pods regardless of their state
     */
    public record Known(Map<String, String> images, Set<String> secrets, boolean force) {}

    public static Changes of(PlayPlan scene, LivePods live, Known known) {
        Map<LivePod, String> removed = new LinkedHashMap<>();
        List<PlannedPod> played = new ArrayList<>();
        List<PlannedPod> left = new ArrayList<>();
        Set<String> wanted = scene.pods().stream().map(PlannedPod::name).collect(Collectors.toSet());
        live.pods().stream()
                .filter(pod -> !wanted.contains(pod.name()))
                .forEach(pod -> removed.put(pod, "is no longer needed"));
        for (PlannedPod pod : scene.pods()) {
            Optional<LivePod> there = live.pod(pod.name());
            Optional<String> reason =
                    there.map(found -> reason(pod, found, known)).orElse(Optional.of(""));
            if (reason.isEmpty()) {
                left.add(pod);
            } else {
                there.ifPresent(found -> removed.put(found, reason.get()));
                played.add(pod);
            }
        }
        List<PlannedNetwork> made = scene.networks().stream()
                .filter(network -> !new LivePods.LiveNetwork(network.internal(), network.hash())
                        .equals(live.networks().get(network.name())))
                .toList();
        Set<String> same = scene.networks().stream()
                .filter(network -> !made.contains(network))
                .map(PlannedNetwork::name)
                .collect(Collectors.toSet());
        Set<String> inUse = left.stream().flatMap(pod -> pod.copies().stream()).collect(Collectors.toSet());
        Set<String> filled = played.stream()
                .flatMap(pod -> pod.copies().stream())
                .filter(name -> !inUse.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = scene.secrets().stream()
                .map(secret -> secret.getMetadata().getName())
                .collect(Collectors.toSet());
        return new Changes(
                removed,
                played,
                left,
                live.networks().keySet().stream()
                        .filter(name -> !same.contains(name))
                        .toList(),
                made,
                live.secrets().entrySet().stream()
                        .filter(secret -> !secret.getValue() && !named.contains(secret.getKey()))
                        .map(Map.Entry::getKey)
                        .toList(),
                live.volumes().entrySet().stream()
                        .filter(volume -> !volume.getValue() && !inUse.contains(volume.getKey()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(TreeSet::new)),
                filled);
    }

    /** Returns why a pod that is there cannot stay; nothing where it can. */
    private static Optional<String> reason(PlannedPod pod, LivePod there, Known known) {
        if (known.force()) {
            return Optional.of("is replaced as requested");
        }
        if (!pod.hash().equals(there.labels().get(PlayLabels.HASH))) {
            return Optional.of("has changed");
        }
        if (pod.secrets().stream().anyMatch(known.secrets()::contains)) {
            return Optional.of("uses a secret that has changed");
        }
        Map<String, String> images = pod.images();
        if (there.mains().stream()
                .anyMatch(container -> isOther(container, known.images().get(images.get(container.name()))))) {
            return Optional.of("has a new image");
        }
        boolean stands = there.mains().size() == images.size()
                && there.mains().stream()
                        .allMatch(container -> container.running()
                                || container.hasEnded() && container.exitCode() == 0 && there.ends() && !pod.serves());
        return stands ? Optional.empty() : Optional.of("is not running");
    }

    private static boolean isOther(LiveContainer container, @Nullable String image) {
        return image != null && !image.equals(container.image());
    }

    /** Whether nothing has to happen. */
    boolean isNothing() {
        return removed.isEmpty() && played.isEmpty() && removedNetworks.isEmpty() && removedSecrets.isEmpty();
    }
}
