package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.images.ImageFacts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A folder with the source code of a program.
 *
 * @param path the folder, absolute and normal
 * @param files what is in it, env files included; empty where that is too much to travel with the manifests
 * @param notRead paths in it that could not be read
 * @param leftOut paths in it that no container is meant to have
 */
public record SourceTree(Path path, Optional<List<BindFile>> files, List<String> notRead, List<String> leftOut) {
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

    private static final Set<String> CODE = Set.of("""
            py php rb go rs ex exs java kt kts scala clj cs fs vb pl pm lua r jl dart swift erl \
            ts tsx jsx mts cts vue svelte astro erb twig""".split(" "));

    /** What runs in a browser as well: beside a page it is part of a site. */
    private static final Set<String> SCRIPTS = Set.of("js", "mjs", "cjs");

    private static final Set<String> DATABASES = Set.of("sqlite", "sqlite3", "db", "db3");
    private static final Set<String> DATA = Set.of(
            "data", "db", "database", "uploads", "upload", "media", "storage", "files", "var", "logs", "backups");
    private static final Set<String> PACKAGES = Set.of("node_modules", "bower_components", ".venv");

    /** How many files decide whether an image has a tree: a thousand services may mount it. */
    private static final int MOST_COMPARED = 200;

    public SourceTree {
        files = files.map(List::copyOf);
        notRead = List.copyOf(notRead);
        leftOut = List.copyOf(leftOut);
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
        boolean marked = MARKERS.stream().anyMatch(marker -> reader.kind(path.resolve(marker)) == BindFiles.Kind.FILE);
        Optional<BindFiles.Contents> read = reader.read(path, maxBytes);
        if (read.isEmpty()) {
            return marked
                    ? Optional.of(new SourceTree(path, Optional.empty(), List.of(), List.of()))
                    : Optional.empty();
        }
        List<BindFile> files = new ArrayList<>(read.get().files());
        boolean site = files.stream().anyMatch(file -> file.path().equals("index.html"));
        if (!marked && files.stream().noneMatch(file -> isCode(file.path()) && !(site && isScript(file.path())))) {
            return Optional.empty();
        }
        List<String> leftOut = new ArrayList<>();
        for (String left : read.get().leftOut()) {
            Optional<BindFile> env = isEnv(left) ? env(path.resolve(left), left, reader, maxBytes) : Optional.empty();
            env.ifPresentOrElse(files::add, () -> leftOut.add(left));
        }
        return Optional.of(new SourceTree(path, Optional.of(files), read.get().notRead(), leftOut));
    }

    /** What a project's own env file has, its containers read through the mount. */
    private static Optional<BindFile> env(Path file, String path, BindFiles reader, long maxBytes) {
        return reader.kind(file) != BindFiles.Kind.FILE
                ? Optional.empty()
                : reader.read(file, maxBytes)
                        .map(BindFiles.Contents::files)
                        .filter(read -> read.size() == 1)
                        .map(read -> new BindFile(
                                path, read.get(0).mode() & ~0111, read.get(0).content()));
    }

    private static boolean isEnv(String path) {
        String name = name(path);
        return name.equals(".env") || name.startsWith(".env.") || name.endsWith(".env");
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String extension(String path) {
        return path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')) + 1)
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isCode(String path) {
        return CODE.contains(extension(path)) || isScript(path);
    }

    private static boolean isScript(String path) {
        return SCRIPTS.contains(extension(path));
    }

    /** Whether an image that is built from {@code context} has most of the code at {@code target}. */
    public boolean isIn(ImageFacts image, BuildContext context, String target) {
        if (!path.startsWith(context.folder())) {
            return false;
        }
        if (files.isEmpty()) {
            return context.includes(path) && image.copies().bring(context.relative(path), target, true);
        }
        long code = 0;
        long copied = 0;
        for (BindFile file : files.get()) {
            if (isCode(file.path()) && code < MOST_COMPARED) {
                code++;
                copied += isCopied(file.path(), image, context, target) ? 1 : 0;
            }
        }
        return code > 0
                ? copied * 2 >= code
                : context.includes(path) && image.copies().bring(context.relative(path), target);
    }

    /** Whether an image has a file of the tree, given by its path in it. */
    boolean isCopied(String file, ImageFacts image, BuildContext context, String target) {
        Path place = path.resolve(file);
        return context.includes(place)
                && image.copies().has(context.relative(place), (target.equals("/") ? "" : target) + "/" + file);
    }

    /** Returns the folders and files at the top of the tree that {@code .dockerignore} keeps out, in order. */
    public Set<String> keptOut(BuildContext context) {
        Set<String> names = new TreeSet<>();
        for (BindFile file : files.orElse(List.of())) {
            int slash = file.path().indexOf('/');
            String name = slash < 0 ? file.path() : file.path().substring(0, slash);
            if (LackedFiles.mayBeRead(file.path()) && !context.includes(path.resolve(file.path()))) {
                names.add(slash < 0 || !context.includes(path.resolve(name)) ? name : file.path());
            }
        }
        return names;
    }

    /** Whether code or settings in it name a folder, in quotes or in a path. */
    public boolean names(String folder) {
        Pattern named = Pattern.compile("[\"'/]" + Pattern.quote(name(folder)) + "[\"'/]");
        return files.orElse(List.of()).stream()
                .filter(file -> !name(file.path()).startsWith(".")
                        && !extension(file.path()).equals("md"))
                .anyMatch(file -> named.matcher(new String(file.content(), StandardCharsets.ISO_8859_1))
                        .find());
    }

    /** Returns the env file at the top of the tree. */
    public Optional<BindFile> env() {
        return files.orElse(List.of()).stream()
                .filter(file -> file.path().equals(".env"))
                .findFirst();
    }

    /** Returns the databases that a program keeps in files of the tree. */
    public List<String> databases() {
        return files.orElse(List.of()).stream()
                .map(BindFile::path)
                .filter(SourceTree::isDatabase)
                .toList();
    }

    /** Whether a folder holds what a program writes, as far as its name and those of its files tell. */
    public static boolean isData(Path folder, List<BindFile> files) {
        return folder.getFileName() != null && isDataName(folder.getFileName().toString())
                || files.stream().anyMatch(file -> isDatabase(file.path()));
    }

    /** Whether a folder is called as those that programs write to. */
    public static boolean isDataName(String name) {
        return DATA.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a path is that of a file with a database, by its extension. */
    public static boolean isDatabase(String path) {
        return DATABASES.contains(extension(path));
    }

    /** Whether a path is that of installed packages. */
    public static boolean isOfPackages(String path) {
        return PACKAGES.contains(name(path));
    }

    /** Returns what is left out of the tree: packages that were installed at its top on this machine, or the rest. */
    public List<String> leftOut(boolean packages) {
        return leftOut.stream()
                .filter(path -> packages == PACKAGES.contains(path))
                .toList();
    }
}
