package dev.sild.output.chart;

import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Exposure;
import dev.sild.output.layout.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The image whose tag is the version of an application: one that is not an official one of Docker Hub, which are
 * databases and proxies, and of those the one that is open to the outside, or else the first.
 */
final class MainImage {
    /** A version as labels may have it; names such as latest say nothing. */
    private static final Pattern VERSION = Pattern.compile("(?=.*[0-9])[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    private static final Pattern OFFICIAL = Pattern.compile("(docker\\.io/)?(library/)?[^/]+");

    private MainImage() {}

    /** Returns the version of an application; empty where none is known. */
    static Optional<String> version(Manifests manifests) {
        if (manifests.applications().size() != 1) {
            return Optional.empty();
        }
        Application application = manifests.applications().get(0);
        List<Component> candidates = new ArrayList<>();
        application.exposures().stream()
                .map(Exposure::component)
                .flatMap(name -> application.component(name).stream())
                .forEach(candidates::add);
        candidates.addAll(application.components());
        List<String> images = candidates.stream()
                .map(component -> component.main().image().value())
                .toList();
        return images.stream()
                .filter(image -> !OFFICIAL.matcher(image).matches())
                .findFirst()
                .or(() -> images.stream().findFirst())
                .map(image -> (String) ImageTemplate.Parts.of(image).tag())
                .filter(tag -> VERSION.matcher(tag).matches());
    }
}
