package dev.sild.compose.load.tree;

import java.nio.file.Path;

/**
 * A compose file to read.
 *
 * @param path where it is, absolute; for standard input a name below the current folder that nothing is read from
 * @param display how it is shown to the user, {@code -} for standard input
 */
public record Source(Path path, String display) {
    /** Returns the folder it is in; the root folder, which is in no other, is returned itself. */
    public Path folder() {
        return path.getParent() == null ? path : path.getParent();
    }

    public boolean isStdin() {
        return display.equals("-");
    }
}
