package dev.sild.compose.translate.image;

import dev.sild.compose.BindFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Folders whose names differ from others in case, or in {@code -} and {@code _}: some systems confuse them. */
final class AlikeFolder {
    private AlikeFolder() {}

    /** Returns the folder that exists in place of a missing one, if one alone is so alike. */
    static Optional<Path> of(Path missing, BindFiles files) {
        Path name = missing.getFileName();
        Path parent = missing.getParent();
        if (name == null || parent == null) {
            return Optional.empty();
        }
        String wanted = folded(name.toString());
        List<Path> alike = files.names(parent).stream()
                .flatMap(List::stream)
                .filter(each -> folded(each).equals(wanted))
                .map(parent::resolve)
                .filter(path -> files.kind(path) == BindFiles.Kind.FOLDER)
                .toList();
        return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
