package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.code.GuardedFolders;
import dev.sild.compose.translate.code.ProgramWrites;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.code.WrittenFolders;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ServerUser;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.secrets.SecretNames;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a program writes below a mounted source tree that its image has, and so no mount keeps. */
final class TreeWrites {
    /** Folders that applications write to beside their code, data or not. */
    private static final Set<String> WRITABLE = Set.of(
            "storage", "uploads", "upload", "media", "var", "cache", "wp-content", "writable", "runtime", "data");

    /** Names of variables with a folder or a file of logs: {@code LOG_DIR}, {@code APP_LOG_PATH}. */
    private static final Pattern OF_LOGS = Pattern.compile("(?i)(?:\\w{1,40}_)?LOGS?_?(?:DIR|DIRECTORY|FOLDER|PATH)");

    /** Names of folders whose files nobody misses, and which no build fills. */
    private static final Pattern PASSING =
            Pattern.compile("(?i)(?:.{0,60}[_.-])?(?:logs?|te?mp|caches?|locks?|pids?|run|sessions?)");

    /** A path of a mount has no colon. */
    private static final Pattern FOLDER = Pattern.compile("(?:[\\w.-]{1,100}+/){0,10}\\w[\\w.-]{0,100}+");

    private static final Pattern LOG = Pattern.compile(".*/[^/]+\\.log(?:\\.[0-9]{1,8})?");
    private static final int MOST_PASSING = 50;

    private final FileBundles bundles;
    private final DataFolders folders;
    private final TreeDatabases databases;
    private final GuardedFolders guarded;
    private final Map<Attribute, Found> found = new HashMap<>();

    /**
     * What a service writes to.
     *
     * @param folders the folders that are kept
     * @param databases the databases in none of them
     * @param named which of the databases something names
     * @param passing folders of logs and the like
     */
    private record Found(Set<String> folders, Set<String> databases, List<String> named, List<String> passing) {}

    TreeWrites(FileBundles bundles, DataFolders folders, TreeDatabases databases) {
        this.bundles = bundles;
        this.folders = folders;
        this.databases = databases;
        guarded = new GuardedFolders(bundles.reader());
    }

    /** Notes the folders that a service writes to, before any mount is read: others may mount them as well. */
    void lookAt(Bind bind, SourceTree tree, Set<String> mounted) {
        found(bind, tree).folders().stream()
                .filter(folder -> mounted.stream().noneMatch(path -> isIn(path, folder) || isIn(folder, path)))
                .forEach(folder -> folders.keep(bind.path().resolve(folder)));
    }

    /**
     * Returns the folders that a service, or another that mounts the tree, writes to, relative to it, and reports
     * databases beside the code.
     */
    Set<String> of(Bind bind, SourceTree tree) {
        Set<String> written = new TreeSet<>();
        if (!bind.readOnly() || folders.isWritten(bind.path())) {
            Found found = found(bind, tree);
            report(bind, found.databases(), found.named());
            written.addAll(found.folders());
        }
        folders.keptIn(bind.path()).stream()
                .filter(folder -> written.stream().noneMatch(known -> isIn(folder, known)))
                .toList()
                .forEach(written::add);
        return written;
    }

    /** Returns the folders, relative to a tree, that a service writes to and whose files nobody misses. */
    List<String> passing(Bind bind, SourceTree tree) {
        return found(bind, tree).passing();
    }

    /** Returns the user that a tree has to belong to in an image; empty where root will do. */
    Optional<String> owner(Bind bind, SourceTree tree) {
        boolean writes = guarded.areIn(tree)
                || tree.paths().stream()
                        .filter(path -> path.indexOf('/') > 0 && !path.startsWith("vendor/"))
                        .anyMatch(path -> Stream.of(path.split("/")).anyMatch(WRITABLE::contains));
        return ServerUser.of(bind.mounter().service(), bind.image(), bundles, writes);
    }

    private static boolean isIn(String path, String folder) {
        return (path + "/").startsWith(folder + "/");
    }

    private Found found(Bind bind, SourceTree tree) {
        return found.computeIfAbsent(bind.volume(), volume -> find(bind, tree));
    }

    private Found find(Bind bind, SourceTree tree) {
        Map<String, Attribute> environment =
                bind.mounter().service().get("environment").entries();
        String stated = bind.mounter().service().get("working_dir").peek();
        String start = ContainerPaths.absolute(
                "/", stated.isEmpty() ? bind.image().orElseThrow().workingDir() : stated);
        TreeDatabases.Found known = databases.of(bind, tree);
        Set<String> byVariables = known.byVariables();
        Set<String> named = new TreeSet<>(byVariables);
        ProgramWrites writes = tree.writes();
        named.addAll(known.named());
        boolean scripts = runsScripts(bind);
        Set<String> ignored = new TreeSet<>(tree.named(folders.ignored().of(tree.path(), WrittenFolders.CERTAIN)));
        ignored.removeAll(WrittenFolders.byHand(ignored, tree, scripts));
        named.addAll(ignored);
        Function<Set<ProgramWrites.Place>, List<String>> inTree = places -> places.stream()
                .flatMap(place -> place.in(bind.target(), start, environment.keySet()).stream())
                .toList();
        List<String> made = inTree.apply(writes.made());
        Set<String> certain = new HashSet<>(inTree.apply(writes.folders()));
        made.stream()
                .filter(folder -> !folders.hasNothing(tree.path().resolve(folder))
                        && folders.ignored().isOne(tree.path(), folder))
                .forEach(certain::add);
        Set<String> data = new TreeSet<>(guarded.of(tree, folders::hasNothing));
        data.removeAll(WrittenFolders.byHand(data, tree, scripts));
        certain.addAll(data);
        Set<String> links = guarded.links(tree);
        // Around folders with data are others whose content does not last.
        Predicate<String> unfit = folder -> links.stream().anyMatch(link -> isIn(folder, link))
                || !byVariables.contains(folder)
                        && data.stream().anyMatch(inner -> !inner.equals(folder) && isIn(inner, folder));
        certain.removeIf(unfit);
        WrittenFolders written = WrittenFolders.of(
                tree,
                named,
                certain,
                made.stream().filter(unfit.negate()).toList(),
                path -> folders.hasNothing(path) && !unfit.test(relative(tree, path)),
                scripts);
        Set<String> left = new TreeSet<>(written.databases());
        left.removeIf(file -> known.replaced().contains(file) && !byVariables.contains(file));
        return new Found(
                written.folders(),
                left,
                Stream.concat(known.named().stream(), byVariables.stream()).toList(),
                passing(bind, tree, start, environment, inTree.apply(writes.passing())));
    }

    /**
     * Returns folders of logs, caches and the like that the tree has nothing else in: those that it has files of logs
     * in, those that variables name, and those that its code makes.
     */
    private static List<String> passing(
            Bind bind, SourceTree tree, String start, Map<String, Attribute> environment, List<String> made) {
        Stream<String> found = tree.paths().stream().filter(TreeWrites::isLog).map(TreeWrites::around);
        Stream<String> named = environment.entrySet().stream()
                .filter(variable -> OF_LOGS.matcher(variable.getKey()).matches()
                        && isPlain(variable.getValue().text()))
                .map(variable ->
                        ContainerPaths.absolute(start, variable.getValue().peek()))
                .flatMap(path -> ContainerPaths.below(bind.target(), path).stream())
                .map(path -> CodeNames.name(path).indexOf('.') > 0 ? around(path) : path);
        return Stream.concat(
                        named,
                        Stream.concat(made.stream(), found)
                                .filter(folder ->
                                        PASSING.matcher(CodeNames.name(folder)).matches()))
                .filter(folder -> FOLDER.matcher(folder).matches())
                .filter(folder -> tree.paths().stream()
                        .filter(path -> isIn(path, folder))
                        .allMatch(path -> isLog(path) || DataFolders.isPlaceholder(path)))
                .distinct()
                .limit(MOST_PASSING)
                .toList();
    }

    private static boolean isLog(String path) {
        return LOG.matcher(path).matches();
    }

    private static String around(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    /** Whether nothing in a text comes from a variable with a secret: a path in manifests is not confidential. */
    private static boolean isPlain(Text text) {
        if (text instanceof Text.Variable variable) {
            return !SecretNames.isSecret(variable.name());
        }
        return text instanceof Text.Literal
                || text instanceof Text.Concat concat && concat.parts().stream().allMatch(TreeWrites::isPlain);
    }

    /** Whether the process of a service runs a script of a shell, which may write to any folder of the tree. */
    private static boolean runsScripts(Bind bind) {
        Attribute service = bind.mounter().service();
        Stream<String> stated = Stream.of("entrypoint", "command")
                .flatMap(key -> service.get(key).below().stream())
                .map(Attribute::peek);
        Stream<String> built = bind.image().stream()
                .flatMap(image -> Stream.concat(image.entrypoint().stream(), image.command().stream()));
        return Stream.concat(stated, built)
                .flatMap(words -> Stream.of(words.split("\\s+")))
                .anyMatch(CodeNames::isOfShell);
    }

    private static String relative(SourceTree tree, Path path) {
        return tree.path().relativize(path).toString().replace('\\', '/');
    }

    /** A file that nothing names may be an example. */
    private static void report(Bind bind, Set<String> databases, List<String> named) {
        if (databases.isEmpty() || bind.readOnly()) {
            return;
        }
        String reason = "changes to " + BoundCode.first(List.copyOf(databases)) + " in " + bind.target()
                + " are lost with the pod, since the source code is not mounted";
        String remedy = "keep the database in a folder of its own, on a named volume";
        if (databases.stream().anyMatch(named::contains)) {
            bind.volume().note(Code.DATA_BESIDE_CODE, reason, remedy);
        } else {
            bind.volume().noteApproximated(reason, remedy);
        }
    }
}
