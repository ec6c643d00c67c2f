package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.ProgramWrites.Place;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Folders into which code writes files, whether or not their names are those of data. */
public final class FileWrites {
    private static final int LONGEST_LINE = 300;
    private static final int MOST = 100;

    private FileWrites() {}

    /**
     * Returns the folders, relative to the tree of the code or to where the process starts.
     *
     * @param included whether the program has a file of the tree
     */
    public static Set<Place> of(Path tree, Predicate<Path> included, BindFiles reader) {
        Set<Place> found = new LinkedHashSet<>();
        reader.texts(tree, (path, text) -> {
            String file = tree.relativize(path).toString().replace('\\', '/');
            UploadCalls calls = UploadCalls.ofAnyFiles(file, text);
            if (!calls.calls().isEmpty() && included.test(path) && found.size() < MOST) {
                add(file, text, calls, found);
            }
        });
        return found;
    }

    private static void add(String file, String text, UploadCalls calls, Set<Place> found) {
        List<String> lines = text.lines()
                .filter(line -> line.length() <= LONGEST_LINE)
                .map(CodePath::withoutComment)
                .map(line -> FilePlaces.plain(file, line))
                .toList();
        Map<String, String> bases = new HashMap<>();
        lines.forEach(line -> CodePath.addBase(line, file, bases));
        FilePlaces places = new FilePlaces(new CodePath(file, bases, List.of()));
        for (String line : lines) {
            calls.in(line, places).stream()
                    .filter(place -> !MadeFolders.isPassing(place.path()))
                    .forEach(found::add);
            places.add(line);
        }
    }
}
