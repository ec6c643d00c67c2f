package dev.sild.works;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The files that a container finds because something is mounted there, by their paths. */
final class FileView {
    private final Map<String, File> files = new TreeMap<>();

    /**
     * A mounted file.
     *
     * @param mode its permission bits; negative where nothing is said of them
     * @param from what mounts it, as a path of the compose file; empty in a cluster
     */
    record File(byte[] content, int mode, String from) {
        boolean sameContent(File other) {
            return Arrays.equals(content, other.content);
        }
    }

    /** Mounts a file, or several below a folder under their relative paths: what was there is hidden. */
    void mount(String path, Map<String, File> mounted) {
        String at = path.equals("/") ? "" : path;
        files.keySet().removeIf(file -> file.equals(path) || file.startsWith(at + "/"));
        mounted.forEach((relative, file) -> files.put(relative.isEmpty() ? path : at + "/" + relative, file));
    }

    Map<String, File> files() {
        return files;
    }
}
