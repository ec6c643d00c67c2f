package dev.sild.conversion;

import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Naming;
import dev.sild.patch.Patch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a project is converted.
 *
 * @param folder the working folder, which the paths of files and {@code allowedPaths} start from
 * @param allowedPaths paths outside of the project that may be read
 * @param translate how its attributes are translated
 * @param render how its objects are written
 * @param naming how its objects are named, if not by what they are called in the project
 * @param patches changes of its objects, applied after those that the project contains
 */
public record ConversionOptions(
        Path folder,
        List<String> allowedPaths,
        TranslateOptions translate,
        RenderOptions render,
        Optional<Naming> naming,
        List<Patch> patches) {

    public ConversionOptions {
        allowedPaths = List.copyOf(allowedPaths);
        patches = List.copyOf(patches);
    }

    /** Makes options without patches besides those of the project. */
    public ConversionOptions(
            Path folder,
            List<String> allowedPaths,
            TranslateOptions translate,
            RenderOptions render,
            Optional<Naming> naming) {
        this(folder, allowedPaths, translate, render, naming, List.of());
    }
}
