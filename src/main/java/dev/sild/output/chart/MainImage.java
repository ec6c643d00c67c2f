package dev.sild.output.chart;

import dev.sild.images.KnownImages;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Exposure;
import dev.sild.output.layout.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The image whose tag is the version of an application: one that the user builds, or else one that is no well-known
 * image, or else one that is no database or proxy. Of several, it is one that is open to the outside, or else the
 * first.
 */
final class MainImage {
    /** The version of an application none of whose own images has one. */
    private static final String NONE = "0.1.0";

    /** A version as labels may have it; names such as latest say nothing. */
    private static final Pattern VERSION = Pattern.compile("(?=.*[0-9])[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    private MainImage() {}

    /** Returns the version of an application. */
    static String version(Manifests manifests) {
        if (manifests.applications().size() != 1) {
            return NONE;
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
        Predicate<String> isOwn = manifests.built()::contains;
        if (images.stream().noneMatch(isOwn)) {
            isOwn = image -> KnownImages.nameOf(image).isEmpty();
        }
        if (images.stream().noneMatch(isOwn)) {
            isOwn = image -> !KnownImages.isDatabase(image) && !KnownImages.isStatelessProxy(image);
        }
        return images.stream()
                .filter(isOwn)
                .map(image -> (String) ImageTemplate.Parts.of(image).tag())
                .filter(tag -> VERSION.matcher(tag).matches())
                .findFirst()
                .orElse(NONE);
    }
}
