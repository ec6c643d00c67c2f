package dev.sild.output.chart;

import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.model.Lookup;
import dev.sild.model.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the images of init containers that Sild adds are values: an image of a service is that service's. */
final class HelperImages {
    static final String SECTION = "helperImages";

    private final Map<Object, ValuePath> paths = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    HelperImages(List<HasMetadata> objects, ServiceKeys services) {
        for (HasMetadata object : objects) {
            for (Map<String, Object> container :
                    Trees.list(Trees.pod(Trees.map(ObjectTree.of(object), "spec")), "containers")) {
                paths.putIfAbsent(
                        Lookup.required(container, "image"),
                        ValuePath.of(services.of(object, Trees.name(container)), "image"));
            }
        }
    }

    /** Returns where an image is. */
    ValuePath path(Object image) {
        return paths.computeIfAbsent(image, each -> {
            String repository = (String) ImageTemplate.Parts.of((String) each).repository();
            String key = Names.camelCase(repository.substring(repository.lastIndexOf('/') + 1));
            String own = key;
            for (int number = 2; !taken.add(own); number++) {
                own = key + number;
            }
            return ValuePath.of(SECTION, own);
        });
    }
}
