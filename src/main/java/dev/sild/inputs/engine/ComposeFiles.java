package dev.sild.inputs.engine;

import java.util.List;

/** Which compose files there are, for commands that use some. */
public interface ComposeFiles {
    /** No compose files at all. */
    ComposeFiles NONE = path -> List.of();

    /**
     * Returns the compose files that a path names: the file itself, or those that engines find in a folder. None where
     * there is none.
     *
     * @param path relative to the folder of the script
     */
    List<String> at(String path);

    /** Whether a path relative to the folder of the script is that of a file; false where that is not known. */
    default boolean isFile(String path) {
        return false;
    }

    /** Whether a path relative to the folder of the script is that of a folder; true where that is not known. */
    default boolean isFolder(String path) {
        return true;
    }
}
