package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.DatabaseFiles;
import dev.sild.images.KnownFolders;
import dev.sild.images.ServerFiles;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Single files that programs write to, as far as their names and contents tell. */
final class DataFiles {
    /** What the names of files end with that programs begin with nothing in them. */
    private static final Pattern RESULTS = Pattern.compile("(?i)[^.].{0,200}\\.(?:log|json|csv|txt)");

    private DataFiles() {}

    /** Whether a mounted file is a database. */
    static boolean isDatabase(Path source, String target) {
        return DatabaseFiles.isNamed(target) || DatabaseFiles.isNamed(name(source));
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
