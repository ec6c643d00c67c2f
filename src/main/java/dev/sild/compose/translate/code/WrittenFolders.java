package dev.sild.compose.translate.code;

import dev.sild.images.ContainerPaths;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a program writes its data to below its mounted source tree, relative to the tree, with {@code /} between
 * folders.
 *
 * @param folders those whose name says so and that hold nothing but what keeps them in a repository, and those that
 *     variables name, in order
 * @param databases files of databases that lie in none of them, in order
 */
public record WrittenFolders(Set<String> folders, Set<String> databases) {
    /** A path, or an address of a file: {@code sqlite:////app/data/x.db}, {@code Data Source=/app/data/x.db}. */
    private static final Pattern PATH = Pattern.compile(
            "(?i)(?:(?:jdbc:)?(?:sqlite3?|duckdb|h2:file)(?:\\+\\w+)?:(?:///)?(?=\\.?/)|file:(?://)?|data ?source=|filename=)?"
                    + "((?:\\./|/(?!/))[^;?,:\"' ]+).*");

    /** A file in an address of SQLAlchemy and others: {@code sqlite:///x.db}; some write absolute paths so as well. */
    private static final Pattern RELATIVE =
            Pattern.compile("(?i)^(sqlite3?(?:\\+\\w{1,50}+)?:///)(?=[\\w-][^/]{0,255}+$)");

    private static final int LONGEST_VALUE = 4096;
    /** Of a file's name, in characters. */
    private static final int LONGEST_NAME = 255;

    /** Names of folders that are data without a variable that names them; {@code db} may be for migrations. */
    public static final Set<String> CERTAIN = Set.of("data", "uploads", "upload", "media", "storage", "backups");

    /** Names of folders of which scripts on the machine fill more than programs do, so that these have to name them. */
    private static final Set<String> BY_SCRIPTS = Set.of("backups");

    /** Names of folders that hold what users send, which no build brings. */
    public static final Set<String> OF_USERS = Set.of("uploads", "upload", "media");

    private static final Set<String> TESTS = Set.of("test", "tests", "spec", "fixtures", "__tests__");

    /** Names of folders for results, beside those of {@link DataNames#isOne}. */
    private static final Set<String> RESULTS =
            Set.of("output", "outputs", "results", "reports", "downloads", "exports", "artifacts");

    /**
     * Finds them.
     *
     * @param named the paths below the tree that variables of its services name
     * @param certain folders that its code is known to write to, whatever they hold, unless that is code
     * @param made folders that its code makes where they do not exist; the image keeps those with files of the program
     * @param hasNothing whether a folder on this machine is missing or empty
     * @param scripts whether the process runs scripts, which programs do not name folders for
     */
    public static WrittenFolders of(
            SourceTree tree,
            Collection<String> named,
            Collection<String> certain,
            Collection<String> made,
            Predicate<Path> hasNothing,
            boolean scripts) {
        Set<String> candidates = new TreeSet<>();
        for (String file : tree.paths()) {
            int slash = file.lastIndexOf('/');
            upTo(slash < 0 ? "" : file.substring(0, slash), name -> CERTAIN.contains(name) || isOfTests(name))
                    .filter(folder -> !isOfTests(folder.substring(folder.lastIndexOf('/') + 1)))
                    .ifPresent(candidates::add);
        }
        candidates.removeAll(byHand(candidates, tree, scripts));
        Set<String> databases = new TreeSet<>(tree.databases());
        for (String path : named) {
            folder(path).ifPresent(candidates::add);
            Optional.of(path).filter(DatabaseFiles::mayBeNamed).ifPresent(databases::add);
        }
        candidates.addAll(certain);
        candidates.addAll(made);
        Set<String> written = new TreeSet<>();
        for (String folder : candidates) {
            if (!isIn(folder, written)
                    && (hasNothing.test(tree.path().resolve(folder))
                            || (certain.contains(folder) || made.contains(folder) && holdsData(folder, tree))
                                    && !tree.hasCodeIn(folder))) {
                written.add(folder);
            }
        }
        databases.removeIf(file -> isIn(file, written));
        return new WrittenFolders(written, databases);
    }

    /** Returns those of the folders that nothing but scripts on the machine seems to fill. */
    public static Set<String> byHand(Set<String> folders, SourceTree tree, boolean scripts) {
        Set<String> found = folders.stream()
                .filter(folder -> !scripts && BY_SCRIPTS.contains(CodeNames.name(folder)))
                .collect(Collectors.toCollection(TreeSet::new));
        found.removeAll(tree.namedByProgram(Set.copyOf(found)));
        return found;
    }

    /**
     * Returns those folders that texts name, in quotes or in a path.
     *
     * @param texts hands over the texts of code and settings with their paths, and tells whether these are all
     * @return all folders where there are more texts than are read
     */
    public static Set<String> namedIn(Set<String> folders, Predicate<BiConsumer<String, String>> texts) {
        if (folders.isEmpty()) {
            return folders;
        }
        Set<String> names = folders.stream().map(CodeNames::name).collect(Collectors.toSet());
        Set<String> found = new HashSet<>();
        boolean complete = texts.test((file, text) -> addNamed(text, names, found));
        return !complete
                ? folders
                : folders.stream()
                        .filter(folder -> found.contains(CodeNames.name(folder)))
                        .collect(Collectors.toSet());
    }

    /** Adds the names that stand between quotes or slashes: of twenty thousand names, each place has one at most. */
    private static void addNamed(String text, Set<String> names, Set<String> found) {
        int start = -1;
        for (int at = 0; at < text.length(); at++) {
            if ("\"'/`".indexOf(text.charAt(at)) >= 0) {
                if (start >= 0 && at - start <= LONGEST_NAME && names.contains(text.substring(start, at))) {
                    found.add(text.substring(start, at));
                }
                start = at + 1;
            }
        }
    }

    /**
     * Whether what is in a folder is data that a program wrote: files of the program in a claim would stay those of the
     * first image.
     */
    private static boolean holdsData(String folder, SourceTree tree) {
        return upTo(folder, name -> CERTAIN.contains(name) || RESULTS.contains(name))
                        .isPresent()
                || tree.databases().stream().anyMatch(file -> file.startsWith(folder + "/"));
    }

    private static boolean isOfTests(String name) {
        return TESTS.contains(name);
    }

    /** Whether a folder is called as those that programs write data or results to. */
    public static boolean isDataName(String name) {
        return DataNames.isOne(name) || RESULTS.contains(name);
    }

    /** Logs end with their pod in a cluster. */
    private static boolean isKept(String name) {
        return DataNames.isOne(name) && !name.equalsIgnoreCase("logs");
    }

    private static boolean isIn(String path, Set<String> folders) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            if (folders.contains(path.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the absolute path in the container that the value of a variable is, or is an address of.
     *
     * @param workingDir the folder from which relative paths start; empty where it is not known
     */
    public static Optional<String> path(String value, String workingDir) {
        boolean tooLong = value.length() > LONGEST_VALUE;
        Optional<String> file = tooLong ? Optional.empty() : H2Files.of(value);
        if (file.filter(path -> path.startsWith("/") || !workingDir.isEmpty()).isPresent()) {
            return file.map(path -> ContainerPaths.absolute(workingDir, path));
        }
        Matcher matcher = PATH.matcher(tooLong ? "" : RELATIVE.matcher(value).replaceFirst("$1./"));
        return tooLong || !matcher.matches() || matcher.group(1).startsWith(".") && workingDir.isEmpty()
                ? Optional.empty()
                : Optional.of(ContainerPaths.absolute(workingDir, matcher.group(1)));
    }

    /**
     * Returns what is written to where a variable has a path, which is relative: a folder, or a database beside the
     * program.
     */
    public static Optional<String> written(String path) {
        return folder(path).or(() -> Optional.of(path).filter(DatabaseFiles::mayBeNamed));
    }

    /** Returns the folder that is written to where a variable has a path; not the top of the tree. */
    private static Optional<String> folder(String path) {
        boolean database = DatabaseFiles.mayBeNamed(path);
        String folder = database ? path.substring(0, Math.max(path.lastIndexOf('/'), 0)) : path;
        return upTo(folder, name -> isKept(name) || RESULTS.contains(name))
                .or(() -> Optional.of(folder).filter(around -> database && !around.isEmpty()));
    }

    /** Returns a path as far as the first folder in it whose name fits. */
    private static Optional<String> upTo(String folder, Predicate<String> fits) {
        int start = 0;
        while (start < folder.length()) {
            int end = folder.indexOf('/', start);
            end = end < 0 ? folder.length() : end;
            if (fits.test(folder.substring(start, end))) {
                return Optional.of(folder.substring(0, end));
            }
            start = end + 1;
        }
        return Optional.empty();
    }
}
