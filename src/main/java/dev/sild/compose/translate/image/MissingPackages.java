package dev.sild.compose.translate.image;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.BuildSteps;
import dev.sild.images.PackageInstall;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Packages that nobody installs in a pod: with compose they are installed once in the container, beside the mounted
 * source code, and so stay on this machine.
 */
public final class MissingPackages {
    /** The key of what a program needs, in the files that list packages. */
    private static final Pattern DEPENDENCIES = Pattern.compile("(?i)dependencies|\\brequire\\b|\\bdeps\\b");

    private static final Pattern COMPOSER = Pattern.compile("\\bcomposer\\b");

    private static final long MAX_BYTES = 64 << 10;
    private static final int MOST_FOLDERS = 100;

    private final Attribute service;
    private final ServiceImage image;
    private final BuildSteps steps;
    private final Optional<BuildContext> context;
    private final List<String> process;
    private final FileBundles files;

    private MissingPackages(
            Attribute service, ServiceImage image, BuildSteps steps, List<String> process, FileBundles files) {
        this.service = service;
        this.image = image;
        this.steps = steps;
        this.process = process;
        this.files = files;
        context = BuildContext.of(service, files.reader());
    }

    /**
     * Reports the packages that neither the build of a service's image nor its process installs.
     *
     * @param process the words of its process
     */
    public static void report(Attribute service, ServiceImage image, List<String> process, FileBundles files) {
        image.steps()
                .filter(steps -> !steps.base().isEmpty())
                .ifPresent(steps -> new MissingPackages(service, image, steps, process, files).report());
    }

    private void report() {
        List<Attribute> volumes = service.get("volumes").items();
        for (PackageInstall install : PackageInstall.ALL) {
            if (!install.runsIn(steps.base()) && !(isOfComposer(install) && bringsComposer())) {
                continue;
            }
            for (Attribute volume : volumes) {
                if (!volume.get("type").peek().equals("bind")) {
                    continue;
                }
                Optional<String> place = place(files.place(volume.get("source").peek()), install);
                if (place.isPresent() && lacks(volume, place.get(), install)) {
                    report(volume, place.get(), install);
                    return;
                }
            }
        }
    }

    private static boolean isOfComposer(PackageInstall install) {
        return install.manifest().equals("composer.json");
    }

    private boolean bringsComposer() {
        return steps.runs(COMPOSER) || steps.stageFiles().stream().anyMatch(COMPOSER.asPredicate());
    }

    /** Returns where in a tree packages are listed: at its top, or in the only folder there that has a list. */
    private Optional<String> place(Path tree, PackageInstall install) {
        if (isListed(tree, install)) {
            return Optional.of("");
        }
        boolean marked = SourceTree.isProject(tree, files.reader());
        List<String> folders = marked ? List.of() : files.reader().names(tree).orElse(List.of());
        List<String> listed = folders.stream()
                .limit(MOST_FOLDERS)
                .filter(name -> isListed(tree.resolve(name), install))
                .toList();
        return listed.size() == 1 ? Optional.of("/" + listed.get(0)) : Optional.empty();
    }

    private boolean isListed(Path folder, PackageInstall install) {
        return files.reader()
                .peek(folder.resolve(install.manifest()), MAX_BYTES)
                .filter(bytes -> DEPENDENCIES
                        .matcher(new String(bytes, StandardCharsets.UTF_8))
                        .find())
                .isPresent();
    }

    /**
     * Whether nothing brings the packages of a mounted tree.
     *
     * @param below the folder in it where they are listed, after a {@code /}; empty for its top
     */
    private boolean lacks(Attribute volume, String below, PackageInstall install) {
        Path tree = files.place(volume.get("source").peek() + below);
        String folder = volume.get("target").peek() + below + "/" + install.folder();
        return isLeftBehind(volume, tree.resolve(install.folder()), folder)
                && service.get("volumes").items().stream()
                        .noneMatch(other -> other.get("target").peek().equals(folder))
                && !steps.runs(install.command())
                && !mayInstall(tree, install);
    }

    /**
     * Whether neither a copy of the tree nor the build of the image takes the packages of this machine along.
     *
     * @param packages where they are on this machine
     * @param folder where the program looks for them
     */
    private boolean isLeftBehind(Attribute volume, Path packages, String folder) {
        if (files.reader().kind(packages) == BindFiles.Kind.MISSING) {
            return true;
        }
        Path tree = files.place(volume.get("source").peek());
        boolean copied = isCopied(tree, volume.get("target").peek());
        boolean large = isLarge(tree);
        if (!copied && !large && !SourceTree.isOfPackages(packages.toString())) {
            return false;
        }
        // A step of its own copies what is too large for the manifests.
        return context.filter(known -> known.includes(packages)).isEmpty() || !large && !isCopied(packages, folder);
    }

    private boolean isCopied(Path path, String target) {
        return context.isPresent()
                && path.startsWith(context.get().folder())
                && image.facts()
                        .filter(facts -> facts.copies().bring(context.get().relative(path), target))
                        .isPresent();
    }

    private boolean isLarge(Path tree) {
        return files.reader().read(tree, FileBundles.MAX_BYTES).isEmpty();
    }

    /** Whether the process installs the packages: its words say so, or a script does or cannot be read. */
    private boolean mayInstall(Path tree, PackageInstall install) {
        if (install.command().matcher(String.join(" ", process)).find()) {
            return true;
        }
        for (String word : String.join(" ", process).split("\\s+")) {
            if (word.endsWith(".sh") || word.contains("entrypoint")) {
                Optional<String> script = script(word.substring(word.lastIndexOf('/') + 1), tree);
                if (script.isEmpty() || install.command().matcher(script.get()).find()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the script of that name, which the build copies into the image, or which is mounted. */
    private Optional<String> script(String name, Path tree) {
        return steps.sources().stream()
                .filter(source -> ("/" + source.path()).endsWith("/" + name))
                .flatMap(source -> context.stream().map(known -> known.folder().resolve(source.path())))
                .findFirst()
                .or(() -> Optional.of(tree.resolve(name)))
                .flatMap(file -> files.reader().peek(file, MAX_BYTES))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private void report(Attribute volume, String below, PackageInstall install) {
        Path tree = files.place(volume.get("source").peek());
        String target = volume.get("target").peek();
        boolean copied = isCopied(tree, target);
        List<String> installs = lines(install, files.place(volume.get("source").peek() + below), target + below);
        // What is too large for the manifests has a step of its own, which copies it.
        service.get("build")
                .note(
                        Code.PACKAGES_MISSING,
                        "'" + image.name() + "' has no " + install.folder() + " for " + target + below + "/"
                                + install.manifest(),
                        copied || isLarge(tree)
                                ? "add " + DockerfileRemedy.shown(asRoot(installs))
                                        + " to " + end() + dockerfile() + ", after the line that copies "
                                        + (copied ? install.manifest() : "its source code")
                                : copyAndInstall(tree, target, installs) + ", and convert again");
    }

    private List<String> lines(PackageInstall install, Path tree, String target) {
        return install.lines(
                isOfComposer(install) && bringsComposer() ? "" : steps.base(),
                target,
                name -> files.reader().kind(tree.resolve(name)) == BindFiles.Kind.FILE,
                files.reader()
                        .peek(tree.resolve(install.manifest()), MAX_BYTES)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse(""));
    }

    private String copyAndInstall(Path tree, String target, List<String> installs) {
        Optional<String> from = context.filter(known -> tree.startsWith(known.folder()))
                .map(known -> known.relative(tree))
                .map(path -> path.isEmpty() ? "." : path);
        String chown = user().map(user -> "--chown=" + user + " ").orElse("");
        String copy = "COPY " + chown + from.orElse(".") + " " + target;
        String lines = DockerfileRemedy.shown(
                asRoot(Stream.concat(Stream.of(copy), installs.stream()).toList()));
        return from.isEmpty()
                ? "build it from " + DockerfileRemedy.context(tree, files) + " with " + lines
                        + (user().isEmpty() ? " in " : " at ") + end() + dockerfile()
                : "add " + lines + " to " + end() + dockerfile();
    }

    /** Returns where lines must be that switch to root and back: others after them may need root. */
    private String end() {
        return user().isEmpty() ? "" : "the end of ";
    }

    private String dockerfile() {
        String stage = service.get("build").get("target").peek();
        return stage.isEmpty() ? "its Dockerfile" : "the stage '" + stage + "' of its Dockerfile";
    }

    /** Returns lines for the end of the Dockerfile: the folder for the packages belongs to root there. */
    private List<String> asRoot(List<String> lines) {
        return user().map(user -> Stream.of(List.of("USER root"), lines, List.of("USER " + user))
                        .flatMap(List::stream)
                        .toList())
                .orElse(lines);
    }

    /** Returns the user that the image starts as; empty where that is root, or not known. */
    private Optional<String> user() {
        return image.facts().filter(facts -> !facts.startsAsRoot()).flatMap(ServerUser::ofImage);
    }
}
