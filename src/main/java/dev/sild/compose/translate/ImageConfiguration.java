package dev.sild.compose.translate;

import dev.sild.compose.translate.code.CopiedFiles;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.storage.Binds;
import dev.sild.model.Component;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration that the Dockerfiles of services copy into their images. */
final class ImageConfiguration {
    private ImageConfiguration() {}

    /** Returns the files, by service, that no mount of the service hides. */
    static List<Files> of(Collection<ServiceFacts> services, List<Component> alone, Binds binds, FileBundles bundles) {
        Map<String, List<String>> mounted = new LinkedHashMap<>();
        alone.forEach(component -> mounted.put(
                component.name(),
                component.main().mounts().stream().map(Mount::path).toList()));
        List<Files> copied = new ArrayList<>();
        services.forEach(service -> binds.context(service.image().madeBy(service.attribute()))
                .flatMap(context -> service.image()
                        .facts()
                        .flatMap(image -> CopiedFiles.of(
                                service.name(),
                                image,
                                context,
                                mounted.getOrDefault(service.name(), List.of()),
                                bundles.reader(),
                                bundles::shown)))
                .ifPresent(copied::add));
        return copied;
    }
}
