package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.code.DatabaseFiles;
import dev.sild.compose.translate.code.DjangoSettings;
import dev.sild.compose.translate.code.EnvFiles;
import dev.sild.compose.translate.code.GitIgnore;
import dev.sild.compose.translate.code.PrismaSchemas;
import dev.sild.compose.translate.code.ProgramWrites;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.code.SpringSettings;
import dev.sild.compose.translate.code.WrittenFolders;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The databases that programs keep in files of their mounted source trees, as far as code, settings and variables tell.
 */
final class TreeDatabases {
    /** The address of a database server, and what names its host. */
    private static final Pattern SERVER = Pattern.compile(
            "(?i)(?:jdbc:)?(?:postgres|postgis|mysql|mariadb|mongodb|mssql|sqlserver|oracle|cockroach)[\\w+]*:.*");

    private static final Pattern HOST =
            Pattern.compile("(?i)(?:.*_)?(?:DB|DATABASE|PG|POSTGRES|POSTGRESQL|MYSQL|MARIADB|SQL)_?(?:HOST|SERVER)");

    /** What frameworks call the database that programs have on the machines of developers. */
    private static final Pattern OF_DEVELOPMENT = Pattern.compile(
            "(?:.*/)?(?:db\\.sqlite3|dev(?:elopment)?\\.(?:db|sqlite3?)|instance/[\\w-]+\\.(?:db|sqlite3?))");

    private final FileBundles bundles;
    private final DataFolders folders;
    private final GitIgnore ignored;
    /** By tree and module: a thousand services may mount one tree. */
    private final Map<List<Object>, Set<String>> unused = new HashMap<>();

    /**
     * The databases of a service, relative to its tree.
     *
     * @param named those that something names, and that the program uses
     * @param replaced those that it uses only where it has no database server
     * @param byVariables the paths in the tree that variables name, whether of databases or folders
     */
    record Found(Set<String> named, Set<String> replaced, Set<String> byVariables) {}

    TreeDatabases(FileBundles bundles, DataFolders folders) {
        this.bundles = bundles;
        this.folders = folders;
        ignored = new GitIgnore(bundles.reader());
    }

    /** Returns the databases of the program that mounts a tree. */
    Found of(Bind bind, SourceTree tree) {
        Attribute service = bind.mounter().service();
        Map<String, Attribute> environment = service.get("environment").entries();
        Map<String, String> variables = variables(bind, tree, environment);
        String start = start(bind);
        Set<String> byVariables = byVariables(bind, environment, start);
        Set<String> ofPrisma = PrismaSchemas.databases(tree, variables);
        Set<String> files = unusedSettings(tree, variables);
        Set<String> named = places(tree, variables)
                .filter(place -> !isOnlyIn(tree.writes().namedBy().getOrDefault(place, Set.of()), files))
                .flatMap(place -> place.in(bind.target(), start, environment.keySet()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> replaced = usesServer(environment, tree) ? replaced(tree, bind.target(), start) : Set.of();
        named.removeAll(replaced);
        named.addAll(ofPrisma);
        // A variable of Prisma has a path that starts elsewhere.
        variables.values().stream()
                .flatMap(value -> WrittenFolders.path(value, start).stream())
                .flatMap(path -> ContainerPaths.below(bind.target(), path).stream())
                .filter(path -> !path.isEmpty() && DatabaseFiles.mayBeNamed(path))
                .filter(path -> ofPrisma.stream()
                        .noneMatch(other -> CodeNames.name(other).equals(CodeNames.name(path))))
                .forEach(named::add);
        return new Found(named, replaced, byVariables);
    }

    /**
     * Returns those of the named databases that a claim can hold: one that the repository has may be a part of the
     * program, and a claim would start without it.
     */
    Set<String> begun(Bind bind, SourceTree tree) {
        return of(bind, tree).named().stream()
                .filter(file -> {
                    Path path = bind.path().resolve(file);
                    BindFiles.Kind kind = bundles.reader().kind(path);
                    return kind == BindFiles.Kind.MISSING || kind == BindFiles.Kind.FILE && ignored.ignores(path);
                })
                .collect(Collectors.toSet());
    }

    /** Whether git ignores a database: those that it keeps are parts of the program. */
    boolean isIgnored(Path file) {
        return ignored.ignores(file);
    }

    private static Map<String, String> variables(Bind bind, SourceTree tree, Map<String, Attribute> environment) {
        Map<String, String> variables =
                new HashMap<>(bind.image().map(ImageFacts::env).orElse(Map.of()));
        tree.envs().forEach(env -> variables.putAll(EnvFiles.variables(env)));
        environment.forEach((name, value) -> variables.put(name, value.peek()));
        return variables;
    }

    private static String start(Bind bind) {
        String stated = bind.mounter().service().get("working_dir").peek();
        return ContainerPaths.absolute(
                "/", stated.isEmpty() ? bind.image().map(ImageFacts::workingDir).orElse("") : stated);
    }

    private Set<String> byVariables(Bind bind, Map<String, Attribute> environment, String start) {
        Set<String> named = new TreeSet<>(folders.named(bind.path()));
        if (bind.mounter().service().get("working_dir").peek().isEmpty()) {
            environment.values().stream()
                    .filter(value -> value.peek().contains("./") || value.peek().contains(":///"))
                    .flatMap(value -> WrittenFolders.path(value.peek(), start).stream())
                    .flatMap(path -> ContainerPaths.below(bind.target(), path).stream())
                    .filter(path -> !path.isEmpty())
                    .forEach(named::add);
        }
        return named;
    }

    /** Settings of an active profile of Spring take the place of the others. */
    private Stream<ProgramWrites.Place> places(SourceTree tree, Map<String, String> variables) {
        String profiles = variables.getOrDefault(SpringSettings.PROFILES, "");
        Set<ProgramWrites.Place> all = tree.writes().databases();
        return profiles.isEmpty()
                ? all.stream()
                : Stream.concat(
                        all.stream()
                                .filter(place -> !tree.writes().namedBy().getOrDefault(place, Set.of()).stream()
                                        .allMatch(SpringSettings::isOne)),
                        SpringSettings.databasesOf(tree.path(), bundles.reader(), profiles).stream());
    }

    private Set<String> unusedSettings(SourceTree tree, Map<String, String> variables) {
        String module = variables.getOrDefault(DjangoSettings.MODULE, "");
        return tree.writes().databases().isEmpty()
                ? Set.of()
                : unused.computeIfAbsent(List.of(tree.path(), module), key -> DjangoSettings.unused(tree, module));
    }

    private static boolean isOnlyIn(Set<String> named, Collection<String> files) {
        return !named.isEmpty() && files.containsAll(named);
    }

    /** Returns the databases in a tree that its program uses only where it has no database server. */
    private static Set<String> replaced(SourceTree tree, String target, String start) {
        Set<String> files = tree.writes().settings().stream()
                .flatMap(place -> place.in(target, start, Set.of()).stream())
                .collect(Collectors.toSet());
        tree.databases().stream()
                .filter(file -> OF_DEVELOPMENT.matcher(file).matches())
                .forEach(files::add);
        return files;
    }

    /** Whether variables of a service, or of its env files, have the address of a database server. */
    private static boolean usesServer(Map<String, Attribute> environment, SourceTree tree) {
        return environment.entrySet().stream()
                        .anyMatch(variable ->
                                isServer(variable.getKey(), variable.getValue().peek()))
                || tree.envs().stream()
                        .flatMap(env -> EnvFiles.variables(env).entrySet().stream())
                        .anyMatch(variable -> isServer(variable.getKey(), variable.getValue()));
    }

    private static boolean isServer(String name, String value) {
        return SERVER.matcher(value).matches() || HOST.matcher(name).matches() && !value.isEmpty();
    }
}
