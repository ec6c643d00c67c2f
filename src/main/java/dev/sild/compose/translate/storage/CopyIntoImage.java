package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.DockerfileRemedy;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.DockerIgnore;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How a mounted folder or file comes into an image: COPY finds only what the build context contains. */
final class CopyIntoImage {
    private static final long MAX_BYTES = 64 << 10;

    private CopyIntoImage() {}

    /**
     * Returns the remedy of a finding about a folder or file that is not mounted.
     *
     * @param owner the user that it has to belong to; empty where root will do
     * @param more further lines of a Dockerfile that does not exist yet
     */
    static String remedy(
            Bind bind, FileBundles bundles, DataFolders folders, Optional<String> owner, List<String> more) {
        String chown = owner.map(user -> "--chown=" + user + " ").orElse("");
        boolean file = bundles.reader().kind(bind.path()) == BindFiles.Kind.FILE;
        Optional<BuildContext> built = bind.mounter().context();
        if (built.isEmpty()) {
            Path folder = file ? bind.path().resolveSibling("") : bind.path();
            BuildContext context = new BuildContext(folder, ignored(folder, bundles));
            String copied = file ? folder.relativize(bind.path()).toString() : ".";
            List<String> lines = new ArrayList<>();
            lines.add("COPY " + chown + copied + " " + bind.target());
            lines.addAll(more);
            return from(bind, build(bind, folder, bundles, folders), lines)
                    + (file ? "" : kept(context, bind, folders, bundles)) + ", and convert again";
        }
        BuildContext context = built.get();
        String dockerfile = dockerfile(bind, bundles);
        String end = " " + bind.target() + "' to " + dockerfile;
        if (bind.path().startsWith(context.folder())) {
            String from = context.relative(bind.path());
            return "add 'COPY " + chown + (from.isEmpty() ? "." : from) + end
                    + again(file ? "" : kept(context, bind, folders, bundles));
        }
        Path around = bind.path();
        while (!context.folder().startsWith(around)) {
            around = Objects.requireNonNull(around.getParent(), "the root contains every folder");
        }
        BuildContext outer = new BuildContext(around, ignored(around, bundles));
        String from = outer.relative(bind.path());
        return "set 'context: " + DockerfileRemedy.context(around, bundles) + "', adapt the paths in " + dockerfile
                + ", and add 'COPY "
                + chown + (from.isEmpty() ? "." : from) + end
                + again(file ? "" : kept(outer, bind, folders, bundles));
    }

    /** Returns the Dockerfile that the image of a service is built from, as a sentence names both. */
    static String dockerfile(Bind bind, FileBundles bundles) {
        Attribute builder = bind.mounter().builder().orElse(bind.mounter().service());
        Attribute build = builder.get("build");
        Optional<Path> file = bind.mounter()
                .context()
                .filter(context -> !build.get("dockerfile_inline").present())
                .map(context -> BuildContext.dockerfile(build, context.folder(), bundles.reader()));
        return file.map(path -> "'" + bundles.shown(path) + "'").orElse("the Dockerfile") + " of service '"
                + builder.segment() + "'";
    }

    /**
     * Returns the value of {@code build}. The folder's own Dockerfile is that of another service, and one that others
     * mount as well may need several.
     */
    private static String build(Bind bind, Path folder, FileBundles bundles, DataFolders folders) {
        String context = DockerfileRemedy.context(folder, bundles);
        boolean taken = bundles.reader().kind(folder.resolve("Dockerfile")) == BindFiles.Kind.FILE
                || folders.isShared(bind.path(), bind.mounter().service().segment());
        return taken ? "{context: " + context + ", dockerfile: " + bind.component() + ".Dockerfile}" : context;
    }

    private static String again(String kept) {
        return kept.isEmpty() ? " and convert again" : kept + ", and convert again";
    }

    /** Returns what makes an image from another one: one that is built elsewhere must have a name for that. */
    private static String from(Bind bind, String build, List<String> lines) {
        Attribute service = bind.mounter().service();
        String image = service.get("image").peek();
        String base = "FROM " + image;
        if (!service.get("build").present()) {
            return "in service '" + service.segment() + "', replace 'image:' with 'build: " + build
                    + "', whose Dockerfile has "
                    + DockerfileRemedy.shown(
                            Stream.concat(Stream.of(base), lines.stream()).toList());
        }
        return "build the image of service '" + service.segment()
                + "' by itself, and replace 'build:' with 'build: " + build + "', whose Dockerfile has "
                + (image.isEmpty() ? "a FROM with its name" : "'" + base + "'") + " and then "
                + DockerfileRemedy.shown(lines);
    }

    private static DockerIgnore ignored(Path folder, FileBundles bundles) {
        return DockerIgnore.parse(bundles.reader()
                .peek(folder.resolve(".dockerignore"), MAX_BYTES)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(""));
    }

    /** Returns what to add about files that an image must not have: passwords, and what databases keep. */
    private static String kept(BuildContext context, Bind bind, DataFolders folders, FileBundles bundles) {
        Path env = bind.path().resolve(".env");
        List<Path> paths = new ArrayList<>();
        if (bundles.reader().kind(env) == BindFiles.Kind.FILE) {
            paths.add(env);
        }
        folders.dataIn(bind.path()).forEach(data -> paths.add(bind.path().resolve(data)));
        List<String> names =
                paths.stream().filter(context::includes).map(context::relative).toList();
        return (names.isEmpty() ? "" : "; name " + BoundCode.first(names) + " in .dockerignore")
                + excluded(context, bind, bundles);
    }

    /** Returns what to add about folders with code that COPY does not find, so that the image would lack them. */
    private static String excluded(BuildContext context, Bind bind, FileBundles bundles) {
        Set<String> lines = new LinkedHashSet<>();
        for (String file : bundles.reader().paths(bind.path()).files()) {
            int slash = file.indexOf('/');
            boolean run = CodeNames.isCode(file) && !CodeNames.isNotRun(file) && !CodeNames.isBeside(file);
            if (slash > 0 && run) {
                context.excluding(bind.path().resolve(file.substring(0, slash))).ifPresent(lines::add);
            }
        }
        return lines.isEmpty()
                ? ""
                : "; .dockerignore excludes code from it by '" + String.join("', '", lines)
                        + "': delete " + (lines.size() == 1 ? "that line" : "those lines")
                        + ", or let the Dockerfile make what is missing";
    }

    /**
     * Reports a single file that is too large to be mounted.
     *
     * @param data whether a program keeps data in it
     */
    static void reportFile(Bind bind, FileBundles bundles, DataFolders folders, boolean data) {
        if (!data && bind.isCopiedIntoImage()) {
            bind.volume()
                    .note(
                            Code.BIND_IN_IMAGE,
                            "the file is too large to include in the manifests and is not mounted; the image has its"
                                    + " own " + bind.target(),
                            "rebuild the image when the file changes");
            return;
        }
        bind.volume()
                .note(
                        Code.BIND_TOO_LARGE,
                        "'" + bundles.shown(bind.path()) + "' is too large for a ConfigMap ("
                                + bundles.limit(bind.path()) + ") and is not mounted",
                        data
                                ? "mount a named volume at a folder, and copy the file into it with 'kubectl cp'"
                                : remedy(bind, bundles, folders, Optional.empty(), List.of()));
    }

    /** Reports a folder of the image that is too large to be mounted. */
    static void reportFolder(Bind bind) {
        bind.volume()
                .note(
                        Code.BIND_IN_IMAGE,
                        "the folder is too large to include in the manifests and is not mounted; the image has its own "
                                + bind.target(),
                        "build an image that contains the folder");
    }
}
