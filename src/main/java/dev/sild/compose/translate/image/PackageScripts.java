package dev.sild.compose.translate.image;

import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.images.text.PackageScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a process of {@code npm run dev} and the like runs: the script in the project's {@code package.json}. */
public final class PackageScripts {
    private static final long MAX_BYTES = 64 << 10;

    private PackageScripts() {}

    /**
     * Returns the words of the process that a script starts; the same words if they run no script that is known.
     *
     * @param words the words of the service's process
     * @param image the service's image
     */
    public static List<String> resolve(
            List<String> words, Attribute service, Optional<ImageFacts> image, FileBundles files) {
        return PackageScript.calledBy(String.join(" ", words))
                .flatMap(name -> folders(service, image, files)
                        .flatMap(folder -> files.reader().peek(folder.resolve("package.json"), MAX_BYTES).stream())
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .flatMap(json -> PackageScript.in(json, name).stream())
                        .findFirst())
                .map(script -> List.of("sh", "-c", script))
                .orElse(words);
    }

    /** Returns the folders that may be the one which the process starts in: what is mounted there, and the context. */
    private static Stream<Path> folders(Attribute service, Optional<ImageFacts> image, FileBundles files) {
        String stated = service.get("working_dir").peek();
        String start = stated.isEmpty() ? image.map(ImageFacts::workingDir).orElse("") : stated;
        return Stream.concat(
                service.get("volumes").items().stream()
                        .filter(volume -> volume.get("type").peek().equals("bind")
                                && volume.get("target").peek().equals(start))
                        .map(volume -> files.place(volume.get("source").peek())),
                BuildContext.of(service, files.reader()).map(BuildContext::folder).stream());
    }
}
