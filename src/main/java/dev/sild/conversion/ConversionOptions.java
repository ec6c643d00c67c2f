package dev.sild.conversion;

import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Naming;
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
 */
public record ConversionOptions(
        Path folder,
        List<String> allowedPaths,
        TranslateOptions translate,
        RenderOptions render,
        Optional<Naming> naming) {

    public ConversionOptions {
        allowedPaths = List.copyOf(allowedPaths);
    }
}
