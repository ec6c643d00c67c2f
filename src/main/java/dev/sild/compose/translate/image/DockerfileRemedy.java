package dev.sild.compose.translate.image;

import dev.sild.compose.translate.files.FileBundles;
import java.nio.file.Path;
import java.util.List;

/** Lines of a Dockerfile and its context in a sentence. */
public final class DockerfileRemedy {
    private DockerfileRemedy() {}

    /** Returns a folder as {@code context} has it: a dot is that of the compose file. */
    public static String context(Path folder, FileBundles files) {
        String written = files.written(folder);
        return written.isEmpty() ? "." : written;
    }

    /** Returns lines in quotes, the last one after "and". */
    public static String shown(List<String> lines) {
        int last = lines.size() - 1;
        return last == 0
                ? "'" + lines.get(0) + "'"
                : "'" + String.join("', '", lines.subList(0, last)) + "' and '" + lines.get(last) + "'";
    }
}
