package dev.sild.compose.load.tree;

import java.nio.file.Path;
import java.util.List;

/**
 * A compose file to read, or units that make one project.
 *
 * @param path where it is, absolute; for standard input and for units a name that nothing is read from
 * @param display how it is shown to the user, {@code -} for standard input
 * @param units the files of units that are read as one; empty for a file of its own
 */
public record Source(Path path, String display, List<Source> units) {
    public Source {
        units = List.copyOf(units);
    }

    /** Makes a file of its own. */
    public Source(Path path, String display) {
        this(path, display, List.of());
    }

    /** Returns the folder it is in; the root folder, which is in no other, is returned itself. */
    public Path folder() {
        return path.getParent() == null ? path : path.getParent();
    }

    public boolean isStdin() {
        return display.equals("-");
    }
}
