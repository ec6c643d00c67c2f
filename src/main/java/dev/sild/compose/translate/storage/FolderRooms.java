package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How much folders of the project have in them, and how large a claim is that has room for it. */
final class FolderRooms {
    /** How many bytes of files a claim of one gibibyte is large enough for. */
    private static final long ENOUGH_FOR_ONE = 1L << 29;
    /** Smaller folders fit in any claim. */
    private static final long LEAST_SHOWN = 100_000_000;

    private final BindFiles reader;
    private final Map<Path, Long> sizes = new HashMap<>();

    FolderRooms(BindFiles reader) {
        this.reader = reader;
    }

    /** Returns the gibibytes for the files of a folder and as many more; 0 where the default size has room for them. */
    int gibibytes(Path folder) {
        long room = (bytes(folder) + ENOUGH_FOR_ONE - 1) / ENOUGH_FOR_ONE;
        return room > 1 ? (int) Math.min(room, Integer.MAX_VALUE) : 0;
    }

    /** Returns how much a folder has in it, in parentheses after a space; empty for little. */
    String shown(Path folder) {
        long bytes = bytes(folder);
        return bytes < LEAST_SHOWN ? "" : String.format(Locale.ROOT, " (%.1f GB)", bytes / 1e9);
    }

    private long bytes(Path folder) {
        return sizes.computeIfAbsent(folder, reader::bytes);
    }
}
