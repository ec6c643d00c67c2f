package dev.sild.output.layout;

import dev.sild.model.Application;
import dev.sild.output.trace.Traces;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is written.
 *
 * @param name what it is called together, a DNS label
 * @param objects the objects, in the order in which they should be made
 * @param applications what the objects were made of, which still knows the variables of its texts
 * @param profiles the objects with each further profile enabled, by its name
 * @param traces where variables lead in the objects
 * @param trees how objects are written
 * @param built the images that the user builds
 */
public record Manifests(
        String name,
        List<HasMetadata> objects,
        List<Application> applications,
        Map<String, List<HasMetadata>> profiles,
        Traces traces,
        ObjectTrees trees,
        Set<String> built) {
    public Manifests {
        objects = List.copyOf(objects);
        applications = List.copyOf(applications);
        built = Collections.unmodifiableSet(new LinkedHashSet<>(built));
        profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
    }

    /** Creates manifests that are written without comments, of images that exist. */
    public Manifests(
            String name,
            List<HasMetadata> objects,
            List<Application> applications,
            Map<String, List<HasMetadata>> profiles,
            Traces traces) {
        this(name, objects, applications, profiles, traces, ObjectTrees.PLAIN, Set.of());
    }

    /** Returns the same with other objects. */
    public Manifests with(List<HasMetadata> others) {
        return new Manifests(name, others, applications, profiles, traces, trees, built);
    }
}
