package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.claims.DatabaseFolders;
import dev.sild.compose.translate.code.IgnoredFolders;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.code.WrittenFolders;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The project folders that services write their data to. One may contain another: a service that mounts the outer
 * folder sees what is written to the inner one, so both must be one claim.
 */
public final class DataFolders {
    /** Files that keep an empty folder in a repository. */
    private static final Set<String> PLACEHOLDERS = Set.of(".gitkeep", ".gitignore", ".keep", ".placeholder");

    /** How many paths below a folder are looked at: a thousand services may name one each. */
    private static final int MOST_NAMED = 50;

    private static final int MOST_EMPTY = 100;

    private final Path project;
    private final BindFiles files;
    private final IgnoredFolders ignored;
    private final Set<Path> mounted = new HashSet<>();
    private final Set<Path> written = new HashSet<>();
    private final Set<Path> aroundWritten = new HashSet<>();
    private final Set<Path> kept = new HashSet<>();
    private final Set<Path> databases = new HashSet<>();
    private final Map<Path, Boolean> empty = new HashMap<>();
    private final Map<Path, Set<String>> named = new HashMap<>();
    /** The services that mount a path, or one below it. */
    private final Map<Path, Set<String>> users = new HashMap<>();

    /** Reads the bind mounts of {@code services}, seen from the project's folder. */
    public DataFolders(Collection<Attribute> services, Path project, BindFiles files) {
        this.project = project;
        this.files = files;
        ignored = new IgnoredFolders(files);
        for (Attribute service : services) {
            Map<String, Path> byTarget = new HashMap<>();
            for (Attribute volume : service.get("volumes").items()) {
                if (volume.get("type").peek().equals("bind")) {
                    Path path = project.resolve(volume.get("source").peek()).normalize();
                    mounted.add(path);
                    addUser(service.segment(), path);
                    byTarget.put(volume.get("target").peek(), path);
                    if (DatabaseFolders.isKnown(volume.get("target").peek())) {
                        databases.add(path);
                    }
                    if (!volume.get("read_only").peek().equals("true")) {
                        written.add(path);
                    }
                }
            }
            addNamed(service, byTarget);
        }
        for (Path path : written) {
            for (Path outer = path;
                    outer != null && isInProject(outer) && aroundWritten.add(outer);
                    outer = outer.getParent()) {}
        }
    }

    /** Returns the folders that version control or builds leave out. */
    IgnoredFolders ignored() {
        return ignored;
    }

    private void addUser(String service, Path path) {
        for (Path outer = path;
                outer != null
                        && outer.startsWith(project)
                        && users.computeIfAbsent(outer, key -> new HashSet<>()).add(service);
                outer = outer.getParent()) {}
    }

    /** Adds a folder that becomes a claim in a source tree that is not mounted. */
    void keep(Path folder) {
        kept.add(folder);
    }

    /** Whether a folder is one that was added, or lies in one. */
    boolean isKept(Path path) {
        return innermostKept(path).isPresent();
    }

    /** Returns the innermost folder that was added and that a path is, or lies in. */
    Optional<Path> innermostKept(Path path) {
        for (Path outer = path; outer != null; outer = outer.getParent()) {
            if (kept.contains(outer)) {
                return Optional.of(outer);
            }
        }
        return Optional.empty();
    }

    /** Returns the folders below one that were added, as paths in it, in order. */
    List<String> keptIn(Path folder) {
        return kept.stream()
                .filter(path -> path.startsWith(folder) && !path.equals(folder))
                .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                .sorted()
                .toList();
    }

    /** Returns the mounted folders of data below one, as paths in it, in order; people cannot read some of them. */
    List<String> dataIn(Path folder) {
        return mounted.stream()
                .filter(path -> path.startsWith(folder) && !path.equals(folder))
                .filter(path -> databases.contains(path)
                        || kept.contains(path)
                        || files.kind(path) == BindFiles.Kind.FOLDER
                                && files.names(path).isEmpty())
                .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                .sorted()
                .toList();
    }

    /** Whether services besides one mount what is at a path, or below it. */
    boolean isShared(Path path, String service) {
        Set<String> all = users.getOrDefault(path, Set.of());
        return all.size() > (all.contains(service) ? 1 : 0);
    }

    /** Adds what the variables of a service name below its mounts. */
    private void addNamed(Attribute service, Map<String, Path> byTarget) {
        if (byTarget.isEmpty()) {
            return;
        }
        String workingDir = service.get("working_dir").peek();
        for (Attribute value : service.get("environment").entries().values()) {
            String path = WrittenFolders.path(value.peek(), workingDir).orElse("");
            for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
                Path source = byTarget.get(path.substring(0, end));
                if (source != null) {
                    Set<String> names = named.computeIfAbsent(source, key -> new TreeSet<>());
                    if (names.size() < MOST_NAMED) {
                        names.add(path.substring(end + 1));
                    }
                }
            }
        }
    }

    /** Returns the paths below a mounted folder that variables of the services that mount it name. */
    Set<String> named(Path folder) {
        return named.getOrDefault(folder, Set.of());
    }

    /** Whether nothing is in a folder but what keeps it, and the folders in it, in a repository. */
    static boolean isEmpty(List<BindFile> contents) {
        return contents.stream().map(BindFile::path).allMatch(DataFolders::isPlaceholder);
    }

    /** Whether a file only keeps a folder in a repository. */
    static boolean isPlaceholder(String file) {
        return PLACEHOLDERS.contains(file.substring(file.lastIndexOf('/') + 1));
    }

    /**
     * Returns the folders of a tree that a repository keeps with nothing but a file that does not travel, as
     * {@code bootstrap/cache} of Laravel: programs expect them, and do not make them.
     */
    static List<String> emptyIn(SourceTree tree) {
        return without(tree.paths().stream(), tree.leftOut().stream());
    }

    /** Returns the folders of a tree that a repository keeps with nothing but files for that purpose. */
    static List<String> keptEmptyIn(SourceTree tree) {
        return without(
                tree.paths().stream().filter(file -> !isPlaceholder(file)),
                Stream.concat(tree.leftOut().stream(), tree.paths().stream()));
    }

    /** Returns the folders of placeholders with none of some files in them. */
    private static List<String> without(Stream<String> files, Stream<String> placeholders) {
        Set<String> around = new HashSet<>();
        files.forEach(file -> {
            int end = file.lastIndexOf('/');
            while (end > 0 && around.add(file.substring(0, end))) {
                end = file.lastIndexOf('/', end - 1);
            }
        });
        return placeholders
                .filter(file -> file.indexOf('/') > 0 && isPlaceholder(file))
                .map(file -> file.substring(0, file.lastIndexOf('/')))
                .filter(folder -> !around.contains(folder))
                .distinct()
                .limit(MOST_EMPTY)
                .toList();
    }

    /** Whether some service may write to what is at a path, in it or, where it holds data, around it. */
    boolean isWritten(Path path) {
        return written.contains(path)
                || kept.contains(path)
                || aroundWritten.contains(path)
                || !outermost(path).equals(path);
    }

    /** Returns the same for a folder that is only read: it may lie in a project that is one claim as a whole. */
    Path outermostRead(Path path) {
        return path.startsWith(project) && kept.contains(project) ? project : outermost(path);
    }

    /** Returns the outermost folder of data that {@code path} lies in; itself where it lies in none. */
    Path outermost(Path path) {
        Path outermost = path;
        for (Path outer = path.getParent(); outer != null && isInProject(outer); outer = outer.getParent()) {
            if (kept.contains(outer) || mounted.contains(outer) && aroundWritten.contains(outer) && hasNothing(outer)) {
                outermost = outer;
            }
        }
        return outermost;
    }

    /** Whether a path lies in the project's folder, which is itself no folder of data. */
    private boolean isInProject(Path path) {
        return path.startsWith(project) && !path.equals(project);
    }

    /** Whether a folder does not exist, or has nothing but what keeps it in a repository. */
    boolean hasNothing(Path path) {
        return empty.computeIfAbsent(path, this::isEmpty);
    }

    private boolean isEmpty(Path path) {
        return switch (files.kind(path)) {
            case MISSING -> true;
            case FOLDER ->
                files.read(path, FileBundles.MAX_BYTES)
                        .filter(contents -> isEmpty(contents.files()))
                        .isPresent();
            default -> false;
        };
    }
}
