package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.images.KnownFolders;
import dev.sild.images.ServerFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Single files that programs write to, as far as their names and contents tell. */
final class DataFiles {
    /** Where Traefik keeps its certificates: it refuses a file that others may read, and a folder. */
    private static final Pattern CERTIFICATES = Pattern.compile("(?i)(?:[\\w.-]{0,60}[._-])?acme[\\w.-]{0,60}\\.json");

    private static final String CERTIFICATE_OPTION = ".acme.storage=";

    /** What the names of files end with that programs begin with nothing in them. */
    private static final Pattern RESULTS = Pattern.compile("(?i)[^.].{0,200}\\.(?:log|json|csv|txt)");

    private DataFiles() {}

    /**
     * Whether a program keeps its data in a file: a database, or certificates.
     *
     * @param process the words of the program
     */
    static boolean keep(Path source, String target, List<String> process) {
        return isDatabase(Path.of(target))
                || isDatabase(source)
                || CERTIFICATES.matcher(name(Path.of(target))).matches()
                || process.stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .anyMatch(word -> word.endsWith(CERTIFICATE_OPTION + target.toLowerCase(Locale.ROOT)));
    }

    /** Whether a name is that of a database in a file; a folder may be called {@code db}. */
    private static boolean isDatabase(Path file) {
        return name(file).indexOf('.') > 0 && SourceTree.isDatabase(name(file));
    }

    /** Whether a file is there to be written: it is empty, and no configuration. */
    static boolean isFilled(Path source, String target, BindFiles reader) {
        return RESULTS.matcher(name(source)).matches()
                && !ServerFiles.isOfConfiguration(target)
                && !KnownFolders.isOnlyRead(target, true)
                && reader.peek(source, 0).isPresent();
    }

    private static String name(Path path) {
        return path.getFileName() == null ? "" : path.getFileName().toString();
    }
}
