package dev.sild.compose.translate;

import dev.sild.compose.BindFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What is found in build contexts. Each is read once, however many services are built from it: what depends on a
 * service is decided afterwards.
 */
final class ContextSearch<T> {
    private final BindFiles reader;
    private final BiFunction<Path, String, Optional<T>> search;
    private final Map<Path, Map<Path, T>> found = new HashMap<>();

    /**
     * Creates an instance that has read nothing yet.
     *
     * @param search returns what a file with a text has; empty for a file that no service needs
     */
    ContextSearch(BindFiles reader, BiFunction<Path, String, Optional<T>> search) {
        this.reader = reader;
        this.search = search;
    }

    /** Returns what the files below a folder have, in the order in which they are read. */
    Map<Path, T> of(Path folder) {
        return found.computeIfAbsent(folder, this::read);
    }

    private Map<Path, T> read(Path folder) {
        Map<Path, T> its = new LinkedHashMap<>();
        reader.texts(folder, (file, text) -> search.apply(file, text).ifPresent(each -> its.put(file, each)));
        return its;
    }
}
