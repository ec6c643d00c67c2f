package dev.sild.compose.translate.claims;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Lookup;
import dev.sild.model.Text;
import dev.sild.model.Wait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which pods fill a volume that they share: a container engine fills it before the first process of any runs. */
public final class SeedingPods {
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Component> pods = new HashMap<>();
    private final Map<String, Text> images = new HashMap<>();

    /**
     * Creates an instance.
     *
     * @param components each service alone, in the order in which they start
     * @param running what runs in the end, when some share a pod
     */
    public SeedingPods(List<Component> components, List<Component> running) {
        components.forEach(component -> places.put(component.name(), places.size()));
        for (Component pod : running) {
            Stream.concat(pod.inits().stream(), pod.containers().stream()).forEach(container -> add(container, pod));
        }
    }

    private void add(Container container, Component pod) {
        pods.put(container.name(), pod);
        images.put(container.name(), container.image());
    }

    /** Returns the place of a component in the order. */
    int place(String component) {
        return Lookup.required(places, component);
    }

    /**
     * Returns the containers that fill a volume beside the first one: those of the same image that may write to it
     * earlier, one of each pod. A pod that waits for the end of the first one comes later.
     */
    List<String> fillToo(String first, Collection<String> candidates) {
        if (!pods.containsKey(first)) {
            return List.of();
        }
        Set<String> filling = new HashSet<>(List.of(pods.get(first).name()));
        List<String> others = new ArrayList<>();
        for (String name : candidates) {
            boolean may = images.containsKey(name)
                    && images.get(name).equals(images.get(first))
                    && !waits(Lookup.required(pods, name), Lookup.required(pods, first));
            if (may && filling.add(Lookup.required(pods, name).name())) {
                others.add(name);
            }
        }
        return others;
    }

    private static boolean waits(Component pod, Component first) {
        return pod.waits().stream()
                .anyMatch(wait -> wait instanceof Wait.Completion completion
                        && completion.component().equals(first.name()));
    }
}
