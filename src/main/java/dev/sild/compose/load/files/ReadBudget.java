package dev.sild.compose.load.files;

/**
 * How many bytes of mounted files may still be read. Files that are mounted by themselves have a budget of their own,
 * so that what folders hold does not decide about them.
 */
final class ReadBudget {
    private long ofFolders;
    private long ofFiles;

    /** Makes both, of {@code bytes} each. */
    ReadBudget(long bytes) {
        ofFolders = bytes;
        ofFiles = bytes;
    }

    /**
     * Takes what is about to be read, and nothing where there is not as much left.
     *
     * @param single whether it is a file that is mounted by itself
     * @return whether there was as much left
     */
    boolean take(long bytes, boolean single) {
        if (bytes > (single ? ofFiles : ofFolders)) {
            return false;
        }
        if (single) {
            ofFiles -= bytes;
        } else {
            ofFolders -= bytes;
        }
        return true;
    }
}
