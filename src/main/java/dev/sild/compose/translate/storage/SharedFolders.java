package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.GuardedFolders;
import dev.sild.compose.translate.code.ProgramWrites;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.images.NginxFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Folders in source trees that one service fills while it runs, and another one serves or fills as well. With compose
 * both see the folder of this machine; copies of the tree would not show it, so it becomes a claim that both mount.
 */
final class SharedFolders {
    /** How many folders of a tree: each of a thousand services may mount each of them. */
    private static final int MOST_KEPT = 50;

    private final FileBundles bundles;
    private final DataFolders folders;
    private final GuardedFolders guarded;
    private final Predicate<Bind> areClaims;
    private final Map<Path, List<Filler>> fillers = new HashMap<>();
    private final List<Served> served = new ArrayList<>();
    /** The services that mount exactly a path; those of them that are web servers. */
    private final Map<Path, Set<String>> users = new HashMap<>();

    private final Map<Path, Set<String>> servers = new HashMap<>();
    private final Set<Path> toFill = new HashSet<>();

    /** Folders in copies of trees that one service puts files into, besides those of the project. */
    private final Set<Path> inCopies = new HashSet<>();

    /** Paths that services of several pods mount: a claim would bind all to one node. */
    private final Set<Path> ofSeveral = new HashSet<>();

    private final Set<Path> onNodes = new HashSet<>();

    private boolean decided;

    /**
     * A source tree, and a service that may write to it.
     *
     * @param copied whether it is copied into each pod of that service
     * @param databases those that the program begins in it
     */
    private record Filler(Bind bind, SourceTree tree, boolean collects, boolean copied, Set<String> databases) {
        String service() {
            return bind.mounter().service().segment();
        }
    }

    /** A folder that a web server mounts and that its configuration names. */
    private record Served(String service, Path folder, NginxFolders.Naming naming) {}

    /**
     * Creates one that knows no folder.
     *
     * @param areClaims whether a mount becomes a claim as a whole
     */
    SharedFolders(FileBundles bundles, DataFolders folders, Predicate<Bind> areClaims) {
        this.bundles = bundles;
        this.folders = folders;
        this.areClaims = areClaims;
        guarded = new GuardedFolders(bundles.reader());
    }

    /**
     * Notes a mount, before any is read.
     *
     * @param trees finds the source tree of a mount that may be written to
     * @param copied whether each pod gets a copy of the tree
     * @param databases those that the program begins in files of the tree
     */
    void add(Bind bind, Stream<SourceTree> trees, MountingProgram program, boolean copied, Set<String> databases) {
        Path path = bind.path();
        String service = bind.mounter().service().segment();
        users.computeIfAbsent(path, first -> new HashSet<>()).add(service);
        if (SeveralPods.has(bind.mounter().service())) {
            ofSeveral.add(path);
        }
        if (SeveralPods.onNodes(bind.mounter().service())) {
            onNodes.add(path);
        }
        if (program.server()) {
            servers.computeIfAbsent(path, first -> new HashSet<>()).add(service);
            program.serves()
                    .forEach((folder, naming) -> ContainerPaths.below(bind.target(), folder)
                            .ifPresent(below -> served.add(
                                    new Served(service, path.resolve(below).normalize(), naming))));
        }
        if (program.writes()) {
            trees.forEach(tree -> fillers.computeIfAbsent(path, first -> new ArrayList<>())
                    .add(new Filler(bind, tree, program.collects(), copied, databases)));
        }
    }

    /** Makes the folders claims; all mounts must have been looked at. */
    void decide() {
        if (decided) {
            return;
        }
        decided = true;
        // All services that mount such a tree share the whole of it.
        fillers.values().forEach(all -> all.removeIf(filler -> areClaims.test(filler.bind())));
        Set<Path> kept = new HashSet<>();
        for (List<Filler> all : fillers.values()) {
            for (Filler filler : all) {
                places(filler, filler.tree().writes().folders())
                        .filter(folder -> isUsed(filler, folder, users)
                                && !onNodes.contains(filler.bind().path()))
                        .forEach(kept::add);
                guarded.of(filler.tree(), folders::hasNothing).stream()
                        .map(filler.bind().path()::resolve)
                        .filter(folder -> isFit(filler, folder) && isUsed(filler, folder, users))
                        .forEach(kept::add);
                if (filler.collects()) {
                    places(filler, filler.tree().writes().collected())
                            .filter(folder -> isUsed(filler, folder, servers))
                            .forEach(kept::add);
                }
            }
        }
        for (Served each : served) {
            if (isEmpty(each.folder())
                    && filler(each).anyMatch(filler -> isLikely(each, filler) && isFit(filler, each.folder()))) {
                kept.add(each.folder());
            }
        }
        keepInCopies(kept);
        Map<Path, Integer> byTree = new HashMap<>();
        for (Path folder : kept.stream().sorted().toList()) {
            Path tree = around(folder)
                    .filter(path -> !path.equals(folder) && fillers.containsKey(path))
                    .findFirst()
                    .orElse(folder);
            if (!folders.isKept(folder) && byTree.merge(tree, 1, Integer::sum) <= MOST_KEPT) {
                folders.keep(folder);
                if (!inCopies.contains(folder) && !folders.hasNothing(folder)) {
                    toFill.add(folder);
                }
            }
        }
    }

    /** Whether a folder has files that nothing brings into its claim. */
    boolean isToFill(Path folder) {
        return toFill.contains(folder);
    }

    /** Whether there is a folder where there seems to be one: an empty one would change what a server answers. */
    private boolean isLikely(Served each, Filler filler) {
        return switch (each.naming()) {
            case STATED -> true;
            case FILES -> filler.collects() || exists(each.folder());
            case PERHAPS -> exists(each.folder());
        };
    }

    private boolean exists(Path folder) {
        return bundles.reader().kind(folder) == BindFiles.Kind.FOLDER;
    }

    /** Adds folders in copies of trees that nothing but their own service needs: a copy ends with its pod. */
    private void keepInCopies(Set<Path> kept) {
        fillers.values().stream()
                .flatMap(List::stream)
                .filter(filler ->
                        filler.copied() && !ofSeveral.contains(filler.bind().path()))
                .forEach(filler -> Stream.concat(
                                all(filler, filler.tree().writes().lasting())
                                        .filter(folder -> !filler.tree().hasCodeIn(below(filler, folder))),
                                aroundDatabases(filler))
                        .filter(this::isFolder)
                        .filter(folder -> around(folder).noneMatch(kept::contains) && !folders.isKept(folder))
                        .forEach(inCopies::add));
        inCopies.removeIf(folder -> around(folder).skip(1).anyMatch(inCopies::contains));
        kept.addAll(inCopies);
    }

    /** Returns the folders with databases: the files of the program in them are copied into the claim as well. */
    private Stream<Path> aroundDatabases(Filler filler) {
        return filler.databases().stream()
                .map(file -> filler.bind().path().resolve(file).getParent())
                .filter(folder -> isFit(filler, folder));
    }

    /** Returns another service that may write to what is around a folder. */
    private Stream<Filler> filler(Served served) {
        return around(served.folder())
                .filter(path -> !path.equals(served.folder()))
                .flatMap(path -> fillers.getOrDefault(path, List.of()).stream())
                .filter(filler -> !filler.service().equals(served.service()));
    }

    /** Whether the files of the project in a folder, which is kept below a copy of a tree, get there by a service. */
    boolean isFilledBy(Bind tree, Path folder) {
        return inCopies.contains(folder)
                && fillers.getOrDefault(tree.path(), List.of()).stream()
                        .anyMatch(filler -> filler.bind().volume().equals(tree.volume()));
    }

    private Stream<Path> places(Filler filler, Collection<ProgramWrites.Place> places) {
        return all(filler, places)
                .filter(folder ->
                        isEmpty(folder) || folders.ignored().isOne(filler.tree().path(), below(filler, folder)));
    }

    private boolean isFolder(Path path) {
        BindFiles.Kind kind = bundles.reader().kind(path);
        return kind == BindFiles.Kind.FOLDER || kind == BindFiles.Kind.MISSING;
    }

    private Stream<Path> all(Filler filler, Collection<ProgramWrites.Place> places) {
        Bind bind = filler.bind();
        Attribute service = bind.mounter().service();
        String stated = service.get("working_dir").peek();
        String start = ContainerPaths.absolute(
                "/", stated.isEmpty() ? bind.image().map(ImageFacts::workingDir).orElse("") : stated);
        Set<String> variables = service.get("environment").entries().keySet();
        return places.stream()
                .flatMap(place -> place.in(bind.target(), start, variables).stream())
                .map(below -> bind.path().resolve(below).normalize())
                .filter(folder -> isFit(filler, folder));
    }

    /** Whether a folder lies below a tree, with nothing else mounted there, and is no link. */
    private boolean isFit(Filler filler, Path folder) {
        return !below(filler, folder).isEmpty()
                && Stream.concat(TreesInImages.mountedIn(filler.bind()).stream(), guarded.links(filler.tree()).stream())
                        .noneMatch(path -> ContainerPaths.contains("/" + path, "/" + below(filler, folder)));
    }

    private static String below(Filler filler, Path folder) {
        Path tree = filler.bind().path();
        return folder.startsWith(tree) ? tree.relativize(folder).toString().replace('\\', '/') : "";
    }

    /** Whether a folder does not exist or only keeps itself in a repository. */
    private boolean isEmpty(Path folder) {
        return switch (bundles.reader().kind(folder)) {
            case MISSING -> true;
            case FOLDER ->
                bundles.reader().names(folder).orElse(List.of("")).stream().allMatch(DataFolders::isPlaceholder);
            default -> false;
        };
    }

    /** Whether another service mounts a folder, or one around it. */
    private static boolean isUsed(Filler filler, Path folder, Map<Path, Set<String>> users) {
        return around(folder).anyMatch(path -> {
            Set<String> all = users.getOrDefault(path, Set.of());
            return all.size() > (all.contains(filler.service()) ? 1 : 0);
        });
    }

    private static Stream<Path> around(Path folder) {
        return Stream.iterate(folder, path -> path != null, Path::getParent);
    }
}
