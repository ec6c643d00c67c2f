package dev.sild.compose.translate.code;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of folders that programs write to. */
public final class DataNames {
    private static final Set<String> NAMES = Set.of(
            "data", "db", "database", "uploads", "upload", "media", "storage", "files", "var", "logs", "backups");

    private DataNames() {}

    /** Whether a folder holds what a program writes, as far as its name and those of its files tell. */
    public static boolean isFolder(Path folder, List<String> files) {
        return folder.getFileName() != null && isOne(folder.getFileName().toString())
                || files.stream().anyMatch(DatabaseFiles::mayBeNamed);
    }

    /** Whether a folder is called as those that programs write to. */
    public static boolean isOne(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
