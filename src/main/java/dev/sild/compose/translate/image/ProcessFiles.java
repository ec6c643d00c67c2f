package dev.sild.compose.translate.image;

import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that a service's process finds in the folder that it starts in, as far as the project has them. */
final class ProcessFiles {
    private static final long MAX_BYTES = 64 << 10;

    private ProcessFiles() {}

    /** Returns the texts of a file, that of a mount first and that of the image's build context after it. */
    static Stream<String> texts(String file, Attribute service, Optional<ImageFacts> image, FileBundles files) {
        String stated = service.get("working_dir").peek();
        String start = stated.isEmpty() ? image.map(ImageFacts::workingDir).orElse("") : stated;
        Stream<Path> folders = Stream.concat(
                service.get("volumes").items().stream()
                        .filter(volume -> volume.get("type").peek().equals("bind")
                                && volume.get("target").peek().equals(start))
                        .map(volume -> files.place(volume.get("source").peek())),
                BuildContext.of(service, files.reader()).map(BuildContext::folder).stream());
        return folders.flatMap(
                        folder -> files.reader().peek(folder.resolve(file).normalize(), MAX_BYTES).stream())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
