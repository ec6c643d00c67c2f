package dev.sild.compose.translate.code;

import dev.sild.images.ContainerPaths;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What the code and settings of a program say that it writes to: folders of uploads, and databases in files. Only forms
 * that frameworks and their guides use are known.
 *
 * @param folders folders of uploads
 * @param moved those of files that it moves elsewhere by renaming them, which fails from one volume to another
 * @param made folders that it makes where they do not exist, and so may have files of the program as well
 * @param databases files of databases
 * @param settings those that settings name, which a database server may replace
 * @param passing folders whose files nobody misses: logs, caches and temporary files
 * @param collected folders in which it collects files for a web server
 * @param namedBy the files that name each of the databases and of the folders of uploads
 */
public record ProgramWrites(
        Set<Place> folders,
        Set<Place> moved,
        Set<Place> made,
        Set<Place> databases,
        Set<Place> settings,
        Set<Place> passing,
        Set<Place> collected,
        Map<Place, Set<String>> namedBy) {
    /**
     * A path that code names.
     *
     * @param path absolute, or relative with {@code /} between folders
     * @param inTree whether a relative one starts at the top of the tree; otherwise where the process starts
     * @param variable the variable that replaces it; empty where there is none
     */
    public record Place(String path, boolean inTree, String variable) {
        /**
         * Returns the path relative to a tree; empty where it lies elsewhere, or a variable decides.
         *
         * @param target where the tree is, absolute
         * @param start the folder that the process starts in, absolute
         */
        public Optional<String> in(String target, String start, Collection<String> variables) {
            String whole = ContainerPaths.absolute(inTree ? target : start, path);
            return variables.contains(variable)
                    ? Optional.empty()
                    : ContainerPaths.below(target, whole).filter(below -> !below.isEmpty());
        }
    }

    public ProgramWrites {
        folders = Set.copyOf(folders);
        moved = Set.copyOf(moved);
        made = Set.copyOf(made);
        databases = Set.copyOf(databases);
        settings = Set.copyOf(settings);
        passing = Set.copyOf(passing);
        collected = Set.copyOf(collected);
        namedBy = Map.copyOf(namedBy);
    }

    /** Returns the folders of uploads whose files stay there. */
    public Set<Place> lasting() {
        Set<Place> lasting = new LinkedHashSet<>(folders);
        lasting.removeAll(moved);
        return lasting;
    }

    /**
     * Searches a tree.
     *
     * @param paths the paths of all files
     * @param texts hands over the texts with their paths
     */
    public static ProgramWrites of(Collection<String> paths, Consumer<BiConsumer<String, String>> texts) {
        return new WritesReader(paths).read(texts);
    }
}
