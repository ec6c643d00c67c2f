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
            if (!install.runsIn(steps.base())) {
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
        return isLeftBehind(tree, install)
                && service.get("volumes").items().stream()
                        .noneMatch(other -> other.get("target").peek().equals(folder))
                && !steps.runs(install.command())
                && !mayInstall(tree, install);
    }

    /** Whether neither a copy of the tree nor the build of the image takes the packages along. */
    private boolean isLeftBehind(Path tree, PackageInstall install) {
        Path packages = tree.resolve(install.folder());
        return files.reader().kind(packages) == BindFiles.Kind.MISSING
                || SourceTree.isOfPackages(install.folder())
                        && context.filter(known -> packages.startsWith(known.folder()) && known.includes(packages))
                                .isEmpty();
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
        boolean copied = context.isPresent()
                && tree.startsWith(context.get().folder())
                && image.facts()
                        .filter(facts -> facts.copies().bring(context.get().relative(tree), target))
                        .isPresent();
        // What is too large for the manifests has a step of its own, which copies it.
        boolean large = files.reader().read(tree, FileBundles.MAX_BYTES).isEmpty();
        service.get("build")
                .note(
                        Code.PACKAGES_MISSING,
                        "'" + image.name() + "' has no " + install.folder() + " for " + target + below + "/"
                                + install.manifest(),
                        copied || large
                                ? "add " + DockerfileRemedy.shown(lines(install, target + below))
                                        + " to its Dockerfile, after the line that copies "
                                        + (copied ? install.manifest() : "its source code")
                                : copyAndInstall(tree, target, below, install));
    }

    private List<String> lines(PackageInstall install, String target) {
        boolean brings = steps.runs(COMPOSER) || steps.stageFiles().stream().anyMatch(COMPOSER.asPredicate());
        return install.lines(brings ? "" : steps.base(), target);
    }

    private String copyAndInstall(Path tree, String target, String below, PackageInstall install) {
        String shown = files.written(tree);
        String from = context.filter(known -> tree.startsWith(known.folder()))
                .map(known -> known.relative(tree))
                .orElse("");
        return from.isEmpty()
                ? "build it from " + (shown.isEmpty() ? "." : shown) + " with "
                        + DockerfileRemedy.shown(withCopy(". " + target, lines(install, target + below)))
                        + " in its Dockerfile"
                : "add " + DockerfileRemedy.shown(withCopy(from + " " + target, lines(install, target + below)))
                        + " to its Dockerfile";
    }

    private static List<String> withCopy(String what, List<String> lines) {
        return Stream.concat(Stream.of("COPY " + what), lines.stream()).toList();
    }
}
