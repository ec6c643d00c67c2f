package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.code.IgnoredFolders;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.code.WrittenFolders;
import dev.sild.compose.translate.files.FileBundles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders that have people's uploads, as far as names and version control tell. */
final class UploadFolders {
    /** Deeper folders of such names are part of the program. */
    private static final int DEEPEST = 2;

    private static final int MOST = 20;

    private final FileBundles bundles;
    private final IgnoredFolders ignored;

    UploadFolders(FileBundles bundles, IgnoredFolders ignored) {
        this.bundles = bundles;
        this.ignored = ignored;
    }

    /** Whether people's uploads are in what is mounted, or version control leaves them out of it. */
    boolean areIn(Bind bind, Optional<SourceTree> tree) {
        Path path = bind.path();
        List<String> files = tree.map(SourceTree::paths)
                .orElseGet(() -> bundles.reader().paths(path).files());
        return isOne(String.valueOf(path.getFileName()))
                || tree.filter(code -> !code.named(ignored.of(path, WrittenFolders.OF_USERS))
                                .isEmpty())
                        .isPresent()
                || files.stream()
                        .flatMap(UploadFolders::around)
                        .distinct()
                        .limit(MOST)
                        .anyMatch(folder ->
                                files.stream().noneMatch(file -> file.startsWith(folder) && CodeNames.isCode(file)));
    }

    /** Returns the folders near the top that a file lies in and that are called as those of uploads. */
    private static Stream<String> around(String file) {
        List<String> found = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < DEEPEST; i++) {
            int end = file.indexOf('/', start);
            if (end < 0) {
                break;
            }
            if (isOne(file.substring(start, end))) {
                found.add(file.substring(0, end + 1));
            }
            start = end + 1;
        }
        return found.stream();
    }

    private static boolean isOne(String name) {
        return WrittenFolders.OF_USERS.contains(name);
    }
}
