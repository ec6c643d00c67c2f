package dev.sild.cli;

import dev.sild.compose.ComposeProject;
import dev.sild.model.Application;
import dev.sild.model.Names;
import dev.sild.yaml.Node.MapNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services of a compose project whose images are built. */
final class BuiltServices {
    private BuiltServices() {}

    /** Returns the images that are built, as the application calls them. */
    static Set<String> images(ComposeProject project, Application application) {
        Set<String> built = new LinkedHashSet<>();
        if (project.root().get("services") instanceof MapNode services) {
            services.entries().forEach((name, service) -> {
                if (service.value() instanceof MapNode map && map.get("build") != null) {
                    built.add(Names.label(name));
                }
            });
        }
        return application.components().stream()
                .flatMap(component -> Stream.concat(component.containers().stream(), component.inits().stream()))
                .filter(container -> built.contains(container.name()))
                .map(container -> container.image().value())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
