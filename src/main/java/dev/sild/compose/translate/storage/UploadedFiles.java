package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.code.ProgramWrites;
import dev.sild.compose.translate.code.ProgramWrites.Place;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Folders of uploads into which the code that an image is built from writes what users send. */
final class UploadedFiles {
    /** A text without any of these names no folder of uploads. */
    private static final List<String> WORDS = List.of(
            "pload",
            "PLOAD",
            "vatar",
            "VATAR",
            "ttachment",
            "TTACHMENT",
            "MEDIA_",
            "multer",
            "->move",
            "->store(",
            "saveAs(",
            ".mv(",
            "SaveFile(",
            "Interceptor(",
            "store_dir");

    private final BindFiles reader;
    /** Many services may be built from one folder. */
    private final Map<BuildContext, Set<Place>> places = new HashMap<>();

    UploadedFiles(BindFiles reader) {
        this.reader = reader;
    }

    /**
     * Returns their absolute paths in an image.
     *
     * @param start the folder that the process starts in, absolute
     * @param variables the variables of the service, each of which may replace a folder
     */
    List<String> of(ImageFacts image, BuildContext context, String start, Set<String> variables) {
        return places.computeIfAbsent(context, this::read).stream()
                .filter(place -> !variables.contains(place.variable()))
                .map(place -> place.inTree() && !place.path().startsWith("/")
                        ? image.copies().place(place.path()).orElse(ContainerPaths.absolute(start, place.path()))
                        : ContainerPaths.absolute(start, place.path()))
                // A volume there would hide the program.
                .filter(path -> !ContainerPaths.contains(path, start))
                .distinct()
                .toList();
    }

    private Set<Place> read(BuildContext context) {
        return ProgramWrites.of(
                        reader.paths(context.folder()).files(),
                        to -> reader.texts(context.folder(), (file, text) -> {
                            if (CodeNames.isCode(file.toString())
                                    && WORDS.stream().anyMatch(text::contains)
                                    && context.includes(file)) {
                                to.accept(context.relative(file), text);
                            }
                        }))
                .lasting();
    }
}
