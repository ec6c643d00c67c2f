package dev.sild.compose.translate.files;

import dev.sild.syntax.ShellText;
import java.nio.file.Path;

/**
 * Paths of this machine as the user types and reads them.
 *
 * @param current the folder in which the user runs Sild
 */
public record TypedPaths(Path current) {
    /** How many folders up a path is easier to read in full. */
    private static final int FAR = 4;

    /** Creates an instance; a relative folder is one of the folder that the process runs in. */
    public TypedPaths {
        current = current.toAbsolutePath().normalize();
    }

    /** Returns a path as the user types it: {@code ./api}, {@code ../api}. */
    public String of(Path path) {
        String relative = current.relativize(path.toAbsolutePath().normalize()).toString();
        if (relative.isEmpty()) {
            return ".";
        }
        if (relative.startsWith("../".repeat(FAR))) {
            return path.toString();
        }
        return relative.startsWith("..") ? relative : "./" + relative;
    }

    /** Returns a path as a message shows it: {@code api/Dockerfile}, {@code ../api}. */
    public String shown(Path path) {
        String typed = of(path);
        return typed.startsWith("./") ? typed.substring(2) : typed;
    }

    /** Returns the option that lets a path be read: that of its folder, where it is a file. */
    public String allowing(Path path, boolean file) {
        return "--allow-path " + ShellText.shortWord(of(file && path.getParent() != null ? path.getParent() : path));
    }
}
