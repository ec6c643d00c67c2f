package dev.sild.compose.translate.image;

import java.util.List;

/** Lines of a Dockerfile in a sentence. */
public final class DockerfileRemedy {
    private DockerfileRemedy() {}

    /** Returns lines in quotes, the last one after "and". */
    public static String shown(List<String> lines) {
        int last = lines.size() - 1;
        return last == 0
                ? "'" + lines.get(0) + "'"
                : "'" + String.join("', '", lines.subList(0, last)) + "' and '" + lines.get(last) + "'";
    }
}
