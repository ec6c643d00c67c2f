package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.images.ContextCopies;
import dev.sild.images.ImageFacts;
import dev.sild.images.ServerFiles;
import dev.sild.model.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Configuration that a Dockerfile copies to where programs look for it: it names hosts and ports as mounted files do,
 * but what is in an image cannot be changed by a conversion.
 */
public final class CopiedFiles {
    /** Longer files hold data. */
    private static final long LONGEST = 128 << 10;

    private static final int MOST_FILES = 50;

    private CopiedFiles() {}

    /**
     * Returns the files of one image, under the paths that the user knows them by; empty where there are none.
     *
     * @param component whose image it is
     * @param mounted the paths at which something else is mounted, which hides what the image has there
     * @param shown returns a path as it is shown to the user
     */
    public static Optional<Files> of(
            String component,
            ImageFacts image,
            BuildContext context,
            List<String> mounted,
            BindFiles reader,
            Function<Path, String> shown) {
        List<Files.Entry> entries = new ArrayList<>();
        for (ContextCopies.Copy copy : image.copies().all()) {
            Path source = context.folder().resolve(copy.source());
            if (!copy.whole()
                    || !ServerFiles.isOfConfiguration(copy.destination())
                    || !source.startsWith(context.folder())) {
                continue;
            }
            BindFiles.Kind kind = reader.kind(source);
            if (kind != BindFiles.Kind.FILE && kind != BindFiles.Kind.FOLDER) {
                continue;
            }
            boolean folder = kind == BindFiles.Kind.FOLDER;
            for (BindFile file :
                    reader.read(source, LONGEST).map(BindFiles.Contents::files).orElse(List.of())) {
                Path from = folder ? source.resolve(file.path()) : source;
                String place = folder ? copy.destination() + "/" + file.path() : copy.destination();
                boolean hidden = mounted.stream().anyMatch(path -> place.equals(path) || place.startsWith(path + "/"));
                if (!hidden && context.includes(from) && entries.size() < MOST_FILES) {
                    entries.add(new Files.Entry(place, shown.apply(from), -1, file.content()));
                }
            }
        }
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(new Files("image " + component, entries, false, false, Optional.of(component)));
    }
}
