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

    /** Files of models and of data sets, which no program consists of. */
    private static final Set<String> FILES = Set.of("""
            gguf ggml safetensors pt pth ckpt onnx pkl pickle joblib h5 hdf5 keras tflite pb npy npz bin model mlmodel pmml \
            csv tsv parquet feather arrow avro orc jsonl ndjson xls xlsx geojson shp tif tiff nc""".split(" "));

    private DataNames() {}

    /** Whether a file is called as those of models and data sets. */
    static boolean isFile(String path) {
        return FILES.contains(CodeNames.extension(path));
    }

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
