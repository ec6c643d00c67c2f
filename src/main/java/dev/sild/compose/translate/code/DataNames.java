package dev.sild.compose.translate.code;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of folders that programs write to. */
public final class DataNames {
    private static final Set<String> NAMES = Set.of(
            "data", "db", "database", "uploads", "upload", "media", "storage", "files", "var", "logs", "backups");

    /** Names of folders into which people put what a program reads. */
    private static final Set<String> READ = Set.of(
            "books",
            "dataset",
            "datasets",
            "documents",
            "downloads",
            "import",
            "imports",
            "inbox",
            "incoming",
            "input",
            "inputs",
            "library",
            "models",
            "movies",
            "music",
            "photos",
            "pictures",
            "videos");

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

    /** Whether a folder is called as those that people or other programs fill for the program that reads it. */
    public static boolean isShared(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return READ.contains(lower) || isOne(lower) && !lower.equals("logs");
    }
}
