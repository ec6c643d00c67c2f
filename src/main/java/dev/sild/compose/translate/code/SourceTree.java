package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.BindFiles.Listing;
import dev.sild.images.ImageFacts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder with the source code of a program. */
public final class SourceTree {
    /** Files at the top of a tree that say what program it is. */
    private static final Set<String> MARKERS = Set.of(
            "package.json",
            "requirements.txt",
            "pyproject.toml",
            "Pipfile",
            "manage.py",
            "composer.json",
            "go.mod",
            "Gemfile",
            "Cargo.toml",
            "mix.exs",
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "artisan",
            "deno.json");

    private static final Set<String> PACKAGES = Set.of("node_modules", "bower_components", ".venv");

    /** How many files decide whether an image has a tree: a thousand services may mount it. */
    private static final int MOST_COMPARED = 200;

    private final Path path;
    private final Optional<List<BindFile>> files;
    private final List<BindFile> envs;
    private final List<String> notRead;
    private final Map<String, String> links;
    private final boolean marked;
    private final Listing listing;
    private final BiPredicate<Path, BiConsumer<Path, String>> largeTexts;
    /** What was searched before: a thousand services may mount one tree. */
    private final Map<Set<String>, Set<String>> named = new HashMap<>();

    private final Map<Set<String>, Set<String>> byProgram = new HashMap<>();

    private @Nullable ProgramWrites writes;

    private SourceTree(
            Path path,
            Optional<List<BindFile>> files,
            List<BindFile> envs,
            List<String> notRead,
            Map<String, String> links,
            boolean marked,
            Listing listing,
            BiPredicate<Path, BiConsumer<Path, String>> largeTexts) {
        this.path = path;
        this.files = files.map(List::copyOf);
        this.envs = List.copyOf(envs);
        this.notRead = List.copyOf(notRead);
        this.links = links;
        this.marked = marked;
        this.listing = listing;
        this.largeTexts = largeTexts;
    }

    /**
     * Returns the source tree at a path; empty where there is none.
     *
     * @param maxBytes how many bytes may travel with the manifests
     */
    public static Optional<SourceTree> at(Path path, BindFiles reader, long maxBytes) {
        if (reader.kind(path) != BindFiles.Kind.FOLDER) {
            return Optional.empty();
        }
        Optional<BindFiles.Contents> read = reader.read(path, maxBytes);
        Listing found = read.map(SourceTree::listing).orElseGet(() -> reader.paths(path));
        boolean marked = isProject(path, reader);
        boolean site = found.files().contains("index.html");
        Predicate<String> code = file -> CodeNames.isCode(file) && !(site && CodeNames.isScript(file));
        if (!marked && found.files().stream().noneMatch(code)) {
            return Optional.empty();
        }
        List<BindFile> own = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (String left : found.leftOut()) {
            Optional<BindFile> env =
                    EnvFiles.isOne(left) ? EnvFiles.read(path.resolve(left), left, reader, maxBytes) : Optional.empty();
            env.ifPresentOrElse(own::add, () -> leftOut.add(left));
        }
        List<String> paths = new ArrayList<>(found.files());
        own.forEach(env -> paths.add(env.path()));
        List<BindFile> envs = paths.stream()
                .filter(EnvFiles::isRead)
                .flatMap(file -> EnvFiles.read(path.resolve(file), file, reader, maxBytes).stream())
                .toList();
        Optional<List<BindFile>> files = read.map(contents ->
                Stream.concat(contents.files().stream(), own.stream()).toList());
        List<String> notRead = read.map(BindFiles.Contents::notRead).orElse(List.of());
        Map<String, String> links = read.map(BindFiles.Contents::links).orElse(Map.of());
        Listing listing = new Listing(paths, leftOut, found.complete());
        return Optional.of(new SourceTree(path, files, envs, notRead, links, marked, listing, reader::texts));
    }

    /** Whether a folder is the root of a project in some language, where packages are installed as well. */
    public static boolean isProject(Path path, BindFiles reader) {
        return MARKERS.stream().anyMatch(marker -> reader.kind(path.resolve(marker)) == BindFiles.Kind.FILE);
    }

    /** Returns a tree with those files, all of which travel with the manifests. */
    static SourceTree of(Path path, List<BindFile> files) {
        Listing listing = listing(new BindFiles.Contents(files, List.of(), List.of(), Map.of()));
        return new SourceTree(
                path, Optional.of(files), List.of(), List.of(), Map.of(), true, listing, (folder, to) -> false);
    }

    private static Listing listing(BindFiles.Contents contents) {
        return new Listing(contents.files().stream().map(BindFile::path).toList(), contents.leftOut(), true);
    }

    /** Whether one of these files at the top of a folder says what program it is. */
    public static boolean areMarked(List<String> files) {
        return files.stream().anyMatch(MARKERS::contains);
    }

    /** Returns the folder, absolute and normal. */
    public Path path() {
        return path;
    }

    /** Returns what is in it, env files included; empty where that is too much to travel with the manifests. */
    public Optional<List<BindFile>> files() {
        return files;
    }

    /** Returns the paths of the files in it, however large they are. */
    public List<String> paths() {
        return listing.files();
    }

    /** Whether {@link #paths} are all; those near the top are always known. */
    public boolean isComplete() {
        return listing.complete();
    }

    /** Returns paths in it that no container is meant to have. */
    public List<String> leftOut() {
        return listing.leftOut();
    }

    /** Whether a file at its top says what program it is. */
    public boolean isMarked() {
        return marked;
    }

    /** Whether people call it source code: it is not a folder of models or data with some code beside them. */
    public boolean isCalledCode() {
        return marked
                || paths().stream().filter(DataNames::isFile).count()
                        < paths().stream().filter(CodeNames::isCode).count();
    }

    /** Returns the links of {@link #notRead} whose absolute target may be a path of a container, and the targets. */
    public Map<String, String> links() {
        return links;
    }

    /** Returns paths in it that could not be read. */
    public List<String> notRead() {
        return notRead;
    }

    /**
     * Hands over the texts of code and settings with their paths, a byte a character; not those of hidden files, nor
     * those for people. Returns whether these are all.
     */
    boolean texts(BiConsumer<String, String> to) {
        BiConsumer<String, String> chosen = (file, text) -> {
            if (!CodeNames.name(file).startsWith(".")
                    && !CodeNames.extension(file).equals("md")) {
                to.accept(file, text);
            }
        };
        if (files.isEmpty()) {
            return largeTexts.test(
                    path,
                    (file, text) ->
                            chosen.accept(path.relativize(file).toString().replace('\\', '/'), text));
        }
        for (BindFile file : files.get()) {
            chosen.accept(file.path(), new String(file.content(), StandardCharsets.ISO_8859_1));
        }
        return true;
    }

    /** Whether an image that is built from {@code context} has most of the code at {@code target}. */
    public boolean isIn(ImageFacts image, BuildContext context, String target) {
        if (!path.startsWith(context.folder())) {
            return false;
        }
        long code = 0;
        long copied = 0;
        for (String file : paths()) {
            if (CodeNames.isCode(file) && code < MOST_COMPARED && !isInstalled(file)) {
                code++;
                copied += isCopied(file, image, context, target) ? 1 : 0;
            }
        }
        return code > 0
                ? copied * 2 >= code
                : context.includes(path) && image.copies().bring(context.relative(path), target);
    }

    /** Whether a file is one of the packages that a build may install where it copies no others. */
    private static boolean isInstalled(String file) {
        return file.startsWith("vendor/") || file.contains("/vendor/");
    }

    /** Whether an image has a file of the tree, given by its path in it. */
    boolean isCopied(String file, ImageFacts image, BuildContext context, String target) {
        Path place = path.resolve(file);
        return context.includes(place)
                && image.copies().has(context.relative(place), (target.equals("/") ? "" : target) + "/" + file);
    }

    /** Returns those folders that code or settings in it name, in quotes or in a path. */
    public Set<String> named(Set<String> folders) {
        return folders.isEmpty()
                ? folders
                : named.computeIfAbsent(folders, key -> WrittenFolders.namedIn(key, this::texts));
    }

    /** Returns those folders that its program names, and not only scripts and tasks that people run. */
    public Set<String> namedByProgram(Set<String> folders) {
        return folders.isEmpty()
                ? folders
                : byProgram.computeIfAbsent(
                        folders,
                        key -> WrittenFolders.namedIn(
                                key,
                                to -> texts((file, text) -> {
                                    if (!CodeNames.isRunByHand(file) && !CodeNames.isOfShell(file)) {
                                        to.accept(file, text);
                                    }
                                })));
    }

    /** Whether a folder of it holds code. */
    public boolean hasCodeIn(String folder) {
        return paths().stream().anyMatch(file -> file.startsWith(folder + "/") && CodeNames.isCode(file));
    }

    /** Returns what its code is known to write to. */
    public ProgramWrites writes() {
        if (writes == null) {
            writes = ProgramWrites.of(paths(), this::texts);
        }
        return writes;
    }

    /** Returns the env files at the top of the tree that programs read, with their contents. */
    public List<BindFile> envs() {
        return envs;
    }

    /** Returns the databases that a program keeps in files of the tree. */
    public List<String> databases() {
        return paths().stream().filter(DatabaseFiles::mayBeNamed).toList();
    }

    /** Whether a path is that of installed packages. */
    public static boolean isOfPackages(String path) {
        return PACKAGES.contains(CodeNames.name(path));
    }

    /** Returns what is left out of the tree: packages that were installed at its top on this machine, or the rest. */
    public List<String> leftOut(boolean packages) {
        return leftOut().stream()
                .filter(path -> packages == PACKAGES.contains(path))
                .toList();
    }
}
