package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.PackageInits;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.PackageInstall;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Packages that were installed into a source tree on this machine, and that a copy of the tree lacks. An init container
 * installs them where the service's image has a package manager, and is not built here.
 */
final class InstalledPackages {
    /** Where a script goes, and files that it starts. */
    private static final Pattern PLACE = Pattern.compile(
            "\\bcd\\s+([\\w./-]{1,200})|(?<![^\\s'\"])([\\w./-]{1,200})/[\\w.-]{1,100}\\.[cm]?[jt]s\\b");
    /** A list of packages with something in it. */
    private static final Pattern LISTED =
            Pattern.compile("\"(?:dependencies|devDependencies|require)\"\\s*:\\s*\\{\\s*\"|\\bdeps\\b");

    /** A task of a manifest, or what runs before it: its name and its command. */
    private static final Pattern TASK =
            Pattern.compile("\"(?:pre)?([\\w:.-]{1,100})\"\\s{0,50}:\\s{0,50}\"([^\"]{1,2000})\"");

    private static final int MOST_PLACES = 10;

    private final PackageInits inits;
    private final FileBundles bundles;
    private final DataFolders folders;
    private final Storage storage;

    /** Packages that a service needs: of what kind, and where they are listed in the tree; empty for its top. */
    private record Needed(PackageInstall install, String below) {}

    InstalledPackages(PackageInits inits, FileBundles bundles, DataFolders folders, Storage storage) {
        this.inits = inits;
        this.bundles = bundles;
        this.folders = folders;
        this.storage = storage;
    }

    /** Whether the container has none: neither its command nor a mount brings them. */
    static boolean areLacked(Bind bind, SourceTree tree) {
        return !tree.leftOut(true).isEmpty() && !installs(bind.mounter()) && !areMounted(bind);
    }

    /** Handles the packages of a tree that is copied; {@code copy} is its mount. */
    void bring(Bind bind, SourceTree tree, Mount copy) {
        Optional<Needed> needed = needed(bind, tree);
        if (needed.isEmpty()) {
            if (areLacked(bind, tree)) {
                report(bind, tree);
            }
            return;
        }
        PackageInstall install = needed.get().install();
        String folder = ContainerPaths.absolute(bind.target(), needed.get().below());
        List<String> command = command(bind, tree, needed.get());
        boolean shutIn = storage.isShutIn(bind.mounter().service());
        if (!command.isEmpty() && !shutIn) {
            inits.add(bind.component(), copy, folder, command);
            bind.volume()
                    .note(
                            Code.PACKAGES_INSTALLED,
                            "an init container runs '" + String.join(" ", command) + "' in " + folder
                                    + " of each pod, which starts without " + install.folder(),
                            "build an image that contains the packages, to start faster and without a download");
            return;
        }
        bind.volume()
                .note(
                        Code.PACKAGES_MISSING,
                        "'" + bind.component() + "' has no " + install.folder() + " for " + folder + "/"
                                + install.manifest()
                                + (command.isEmpty() ? "" : ", and its networks allow no download"),
                        CopyIntoImage.remedy(
                                bind,
                                bundles,
                                folders,
                                Optional.empty(),
                                install.lines(
                                        bind.mounter().program(),
                                        folder,
                                        beside(tree, needed.get()),
                                        listed(tree, needed.get()))));
    }

    /** Returns what the program of an image that no service builds needs, and nothing in a pod installs. */
    private static Optional<Needed> needed(Bind bind, SourceTree tree) {
        Attribute service = bind.mounter().service();
        if (bind.mounter().builder().isPresent() || installs(bind.mounter()) || areMounted(bind)) {
            return Optional.empty();
        }
        List<String> places = places(bind);
        boolean started =
                service.get("command").present() || service.get("entrypoint").present();
        String program = bind.mounter().program();
        return PackageInstall.ALL.stream()
                .filter(install -> install.runsIn(program) && (started || install.isServedBy(program)))
                .flatMap(install -> places.stream().map(at -> new Needed(install, at)))
                .filter(one -> text(tree, path(one.below(), one.install().manifest()))
                        .filter(manifest -> LISTED.matcher(manifest).find()
                                && !taskInstalls(bind.mounter(), manifest, one.install()))
                        .isPresent())
                .findFirst()
                .filter(one ->
                        !hasPackages(tree, path(one.below(), one.install().folder()))
                                && !scriptInstalls(bind.mounter(), tree, one.install()));
    }

    /** Returns the folders of a tree, from its top, that the process starts in, goes to, or starts files of. */
    private static List<String> places(Bind bind) {
        Attribute service = bind.mounter().service();
        String start = ContainerPaths.absolute("/", service.get("working_dir").peek());
        Stream<String> named = PLACE.matcher(line(bind.mounter()))
                .results()
                .limit(MOST_PLACES)
                .map(place -> place.group(1) == null ? place.group(2) : place.group(1))
                .map(place -> ContainerPaths.absolute(start, place));
        Stream<String> below = Stream.concat(Stream.of(start), named)
                .filter(folder -> folder.startsWith(bind.target() + "/"))
                .map(folder -> folder.substring(bind.target().length() + 1));
        return Stream.concat(below, Stream.of("")).distinct().toList();
    }

    private static boolean hasPackages(SourceTree tree, String folder) {
        return tree.paths().stream().anyMatch(file -> file.startsWith(folder + "/"));
    }

    /** Whether a task of the manifest, which the command runs, installs packages. */
    private static boolean taskInstalls(Bind.Mounter mounter, String manifest, PackageInstall install) {
        return TASK.matcher(manifest)
                .results()
                .filter(task -> install.command().matcher(task.group(2)).find())
                .anyMatch(task -> programs(mounter).contains(task.group(1)));
    }

    /** Whether a script of the tree, which the command runs, installs packages. */
    private static boolean scriptInstalls(Bind.Mounter mounter, SourceTree tree, PackageInstall install) {
        Set<String> names = programs(mounter);
        return tree.paths().stream()
                .filter(file -> names.contains(file.substring(file.lastIndexOf('/') + 1)))
                .flatMap(file -> text(tree, file).stream())
                .anyMatch(script -> install.command().matcher(script).find());
    }

    /** Returns the words of the command, those in scripts too, without the folders of files. */
    private static Set<String> programs(Bind.Mounter mounter) {
        return words(mounter)
                .flatMap(word -> Stream.of(word.split("[\\s;&|\"']+")))
                .map(word -> word.substring(word.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
    }

    /** Returns the words that install the packages; none where the image is not known to have the program. */
    private static List<String> command(Bind bind, SourceTree tree, Needed needed) {
        return bind.mounter().service().get("read_only").bool()
                ? List.of()
                : needed.install().words(bind.mounter().program(), beside(tree, needed), listed(tree, needed));
    }

    private static Predicate<String> beside(SourceTree tree, Needed needed) {
        return name -> tree.paths().contains(path(needed.below(), name));
    }

    private static String listed(SourceTree tree, Needed needed) {
        return text(tree, path(needed.below(), needed.install().manifest())).orElse("");
    }

    private static String path(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    private static Optional<String> text(SourceTree tree, String path) {
        return tree.files().stream()
                .flatMap(List::stream)
                .filter(file -> file.path().equals(path))
                .findFirst()
                .map(BindFile::content)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static void report(Bind bind, SourceTree tree) {
        String packages = bind.target() + "/" + tree.leftOut(true).get(0);
        bind.volume()
                .noteApproximated(
                        "packages that are installed on this machine are not copied to " + bind.target(),
                        bind.mounter().context().isPresent()
                                ? "add the volume '" + packages + "', which keeps those of the image"
                                : "install them in the command, as in 'sh -c \"npm ci && npm start\"', or in an image");
    }

    private static boolean areMounted(Bind bind) {
        return bind.mounter().service().get("volumes").items().stream()
                .anyMatch(volume -> PackageVolumes.isFolder(volume.get("target").peek()));
    }

    private static boolean installs(Bind.Mounter mounter) {
        return PackageInstall.installs(line(mounter));
    }

    private static String line(Bind.Mounter mounter) {
        return words(mounter).collect(Collectors.joining(" "));
    }

    private static Stream<String> words(Bind.Mounter mounter) {
        return Stream.of("command", "entrypoint")
                .flatMap(key -> mounter.service().get(key).items().stream())
                .map(Attribute::peek);
    }
}
