package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles.BindFile;
import java.util.List;

/** The files that are copied into a claim, which has a list of them with one in a line. */
final class ListedFiles {
    private ListedFiles() {}

    /** Returns the files that the list can name; the others are reported. */
    static List<BindFile> of(Bind bind, List<BindFile> all) {
        List<String> left =
                all.stream().map(BindFile::path).filter(ListedFiles::breaks).toList();
        if (!left.isEmpty()) {
            bind.volume()
                    .noteApproximated(
                            "files whose names have line breaks are not copied to " + bind.target() + ": "
                                    + BoundCode.first(left),
                            "rename them, and convert again");
        }
        return all.stream().filter(file -> !breaks(file.path())).toList();
    }

    private static boolean breaks(String path) {
        return path.indexOf('\n') >= 0;
    }
}
