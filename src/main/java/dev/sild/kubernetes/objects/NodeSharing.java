package dev.sild.kubernetes.objects;

import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which components must run on one node, since they share a claim that one node can mount at a time, a folder of their
 * node that one of them writes to, or the network of their node, where they find each other at localhost.
 */
final class NodeSharing {
    private final List<Component> components;
    private final Map<String, Volume> volumes = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, List<Component>> mounters = new HashMap<>();
    private final Map<String, List<Component>> sharers = new HashMap<>();
    private final Map<String, Integer> pods = new HashMap<>();
    private final Map<String, String> together = new HashMap<>();
    private final SharedFolders folders;

    NodeSharing(Application application) {
        components = application.components();
        for (Volume volume : application.volumes()) {
            volumes.put(volume.name(), volume);
            places.put(volume.name(), places.size());
        }
        for (Component component : components) {
            names(component).forEach(name -> add(mounters, name, component));
        }
        folders = new SharedFolders(application);
        for (Component component : components) {
            for (String shared : shared(component)) {
                add(sharers, shared, component);
                pods.merge(shared, mostPodsAtOnce(component), Integer::sum);
            }
        }
        places.put(Labels.HOST_NETWORK, -1);
        List<Component> onNetworks =
                components.stream().filter(Component::sharesNetworkOfANode).toList();
        if (onNetworks.size() > 1) {
            sharers.put(Labels.HOST_NETWORK, onNetworks);
            pods.put(Labels.HOST_NETWORK, onNetworks.size());
        }
        findTogether();
    }

    private static void add(Map<String, List<Component>> map, String key, Component value) {
        map.computeIfAbsent(key, name -> new ArrayList<>()).add(value);
    }

    private static Set<String> names(Component component) {
        Set<String> mounted = new LinkedHashSet<>();
        for (Mount mount : component.mounts()) {
            if (mount.source() instanceof Mount.OfVolume of) {
                mounted.add(of.name());
            }
        }
        return mounted;
    }

    /** How many of its pods mount its volumes at a time: a rollout that does not stop the old pod first adds one. */
    private static int mostPodsAtOnce(Component component) {
        boolean surges = component.overlapping()
                && (component.workload() instanceof Workload.Replicated
                        || component.workload() instanceof Workload.Autoscaled);
        return component.workload().mostPods() + (surges ? 1 : 0);
    }

    /** Returns the volumes that a component's containers mount, each once, in the application's order. */
    List<Volume> mounted(Component component) {
        return names(component).stream()
                .sorted(Comparator.comparing(places::get))
                .map(volumes::get)
                .toList();
    }

    List<Volume> claimsOfOneNode(Component component) {
        return mounted(component).stream()
                .filter(volume -> volume.isClaimOfOneNode() && !isOwn(volume))
                .toList();
    }

    boolean isOwn(Volume volume) {
        List<Component> users = mounters.getOrDefault(volume.name(), List.of());
        return volume instanceof Volume.Claim
                && users.size() == 1
                && users.get(0).workload() instanceof Workload.Stateful;
    }

    /**
     * Returns the label by which a component's pods must be on one node with others; nothing where they may be on any.
     * It is that of the node's network, or of the first of the volumes that they share, and that the others share in
     * turn: the scheduler puts a pod beside those that have all the labels it asks for, so all of them need one in
     * common. The first pod asks for itself, which the scheduler allows while there is no other.
     */
    Optional<String> togetherBy(Component component) {
        return Optional.ofNullable(together.get(component.name()));
    }

    private List<String> shared(Component component) {
        List<String> shared = new ArrayList<>();
        claimsOfOneNode(component).forEach(claim -> shared.add(claim.name()));
        shared.addAll(folders.of(component, names(component)));
        if (component.sharesNetworkOfANode()) {
            shared.add(Labels.HOST_NETWORK);
        }
        return shared;
    }

    /** Finds the volume of each group of components that share some, going over each component and volume once. */
    private void findTogether() {
        Set<String> seen = new HashSet<>();
        for (Component first : components) {
            Set<String> found = new HashSet<>();
            List<String> group = new ArrayList<>();
            Deque<Component> open = new ArrayDeque<>(List.of(first));
            while (!open.isEmpty()) {
                Component component = open.poll();
                if (!seen.add(component.name())) {
                    continue;
                }
                group.add(component.name());
                for (String volume : shared(component)) {
                    if (pods.getOrDefault(volume, 0) > 1 && found.add(volume)) {
                        open.addAll(sharers.get(volume));
                    }
                }
            }
            found.stream()
                    .min(Comparator.comparing(places::get))
                    .map(shared -> shared.equals(Labels.HOST_NETWORK) ? shared : Labels.VOLUME + shared)
                    .ifPresent(label -> group.forEach(component -> together.put(component, label)));
        }
    }
}
