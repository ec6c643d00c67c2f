package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.EnvFiles;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.files.FileReaders;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.images.ImageReference;
import dev.sild.images.KnownFolders;
import dev.sild.images.KnownImages;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bundles in which files that are mounted travel with the application. */
final class BoundFiles {
    /** Folders whose names say that programs write to them, servers too. */
    private static final Pattern TO_WRITE_TO =
            Pattern.compile("(?i)/(?:exports?|snap(?:shot)?s?|backups?|dumps?|out(?:put)?|letsencrypt|acme)(?:/|$)");

    private static final Pattern SHELL = Pattern.compile("(?:.*/)?(?:ba|da|a|z)?sh");

    private final FileBundles bundles;
    private final Map<String, String> bundled = new HashMap<>();
    private final Map<String, Path> sources = new HashMap<>();
    private final Map<Path, PapersOfProject.Sorted> papers = new HashMap<>();
    private final Map<String, List<Files.Entry>> large = new HashMap<>();

    BoundFiles(FileBundles bundles) {
        this.bundles = bundles;
    }

    /** Returns the files at the bind's path; nothing where they are too large. What was passed over is reported. */
    Optional<List<BindFile>> contents(Bind bind) {
        Optional<BindFiles.Contents> read = bundles.reader().read(bind.path(), FileBundles.MAX_BYTES);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        BindFiles.Contents contents = read.get();
        // Hundreds of services may mount one folder.
        PapersOfProject.Sorted sorted = KnownFolders.isServed(bind.target())
                ? new PapersOfProject.Sorted(contents.files(), List.of())
                : papers.computeIfAbsent(bind.path(), path -> PapersOfProject.sort(contents.files()));
        List<String> leftOut = new ArrayList<>(contents.leftOut());
        leftOut.addAll(sorted.spare());
        List<BindFile> needed = withoutEnvs(bind, sorted.needed(), leftOut);
        reportPassed(bind, ContainerLinks.reportLost(bind, contents.notRead(), contents.links()), leftOut);
        return Optional.of(needed);
    }

    /** Returns the files of a source tree. What was passed over is reported, with {@code notRead}. */
    List<BindFile> contents(Bind bind, SourceTree tree, List<String> notRead, boolean lacksPackages) {
        List<String> leftOut = new ArrayList<>(lacksPackages ? tree.leftOut(false) : tree.leftOut());
        List<BindFile> content = withoutEnvs(bind, tree.files().orElseThrow(), leftOut);
        reportPassed(bind, notRead, leftOut);
        return content;
    }

    /**
     * Returns files without the env files among them, which go to {@code leftOut}, where a server of pages would hand
     * them to every browser: it has no program that reads them.
     */
    private static List<BindFile> withoutEnvs(Bind bind, List<BindFile> files, List<String> leftOut) {
        if (!KnownFolders.isServed(bind.target())) {
            return files;
        }
        List<BindFile> others = new ArrayList<>();
        for (BindFile file : files) {
            if (EnvFiles.isRead(file.path().substring(file.path().lastIndexOf('/') + 1))) {
                leftOut.add(file.path());
            } else {
                others.add(file);
            }
        }
        return others;
    }

    /** Reports the paths in a folder that were passed over. */
    private void reportPassed(Bind bind, List<String> notRead, List<String> leftOut) {
        if (!notRead.isEmpty()) {
            bind.volume()
                    .note(
                            Code.BIND_OUTSIDE,
                            "not read, because it is outside the project root or unreadable: "
                                    + String.join(", ", notRead),
                            "copy the files into the folder, or allow them with --allow-path");
        }
        if (!leftOut.isEmpty()) {
            bind.volume()
                    .note(
                            Code.FILES_LEFT_OUT,
                            "left out of " + bind.target() + ", because containers do not need it: "
                                    + String.join(", ", leftOut),
                            "mount the file directly if the container needs it");
        }
    }

    /**
     * Returns a bundle of files of a source tree, which every user in the container may read. What is in it depends on
     * the image that it completes.
     *
     * @param kind which part of the tree they are; empty for the plain files
     */
    Files code(Bind bind, List<BindFile> part, String kind) {
        // The same on every machine: a name that is taken gets a hash of it.
        String what = bundles.written(bind.path()) + " code " + kind;
        Files files = once(
                what + ' ' + part.stream().map(BindFile::path).toList(),
                () -> bundles.bundle(
                        bundles.freeName(wantedName(bind) + (kind.isEmpty() ? "" : "-" + kind), what),
                        bind.component(),
                        part,
                        true));
        sources.putIfAbsent(files.name(), bind.path());
        reportLarge(bind, files);
        return files;
    }

    /**
     * Returns a bundle of files that are mounted as they are, and says so where something could write to them.
     *
     * @param single whether the mount is a single file
     */
    Files bundle(Bind bind, List<BindFile> read, boolean single) {
        if (!bind.readOnly()
                && !KnownFolders.isOnlyRead(bind.target(), single)
                && !KnownFolders.isServed(bind.target())) {
            boolean known = isOfKnownServer(bind);
            bind.volume()
                    .note(
                            known ? Code.BIND_ONLY_READ : Code.BIND_READ_ONLY,
                            "the mount at " + bind.target() + " becomes read-only",
                            known ? "" : "add ':ro', or use a named volume for files that are written");
        }
        return copied(bind, read);
    }

    /** Whether it is beside the data of a server that writes to nothing else. */
    private static boolean isOfKnownServer(Bind bind) {
        if (TO_WRITE_TO.matcher(bind.target()).find() || startsOtherProgram(bind.mounter())) {
            return false;
        }
        String started = Stream.of("entrypoint", "command")
                .flatMap(key -> bind.mounter().service().get(key).below().stream())
                .map(Attribute::peek)
                .collect(Collectors.joining(" "));
        return KnownImages.writesOnlyData(bind.mounter().program(), started + ' ' + bind.target())
                && bind.image().stream()
                        .flatMap(facts -> Stream.concat(facts.dataFolders().stream(), facts.sharedFolders().stream()))
                        .noneMatch(folder -> ContainerPaths.contains(folder, bind.target()));
    }

    /**
     * Whether something else than the program of the known image runs: a Dockerfile on top of it, the service's
     * entrypoint or a shell starts it.
     */
    private static boolean startsOtherProgram(Bind.Mounter mounter) {
        ImageReference known = ImageReference.parse(mounter.program());
        List<String> ownCommand =
                KnownImages.find(mounter.program()).map(ImageFacts::command).orElse(List.of());
        Stream<List<String>> built = mounter.builder().stream()
                .flatMap(builder -> mounter.image().stream())
                .flatMap(facts -> Stream.of(facts.entrypoint(), facts.command()))
                .filter(words -> !words.equals(ownCommand));
        List<String> entrypoint = words(mounter.service().get("entrypoint"));
        List<String> command = words(mounter.service().get("command"));
        boolean inShell = !command.isEmpty() && SHELL.matcher(command.get(0)).matches();
        return inShell
                || Stream.concat(built, Stream.of(entrypoint))
                        .filter(words -> !words.isEmpty())
                        .map(words -> words.get(0))
                        .map(word -> word.substring(word.lastIndexOf('/') + 1))
                        .anyMatch(program ->
                                !program.startsWith(known.lastSegment()) && !program.equals("docker-entrypoint.sh"));
    }

    private static List<String> words(Attribute command) {
        return command.items().stream().map(Attribute::peek).toList();
    }

    /** Returns a bundle of files that are mounted as they are, or copied. */
    Files copied(Bind bind, List<BindFile> read) {
        boolean open = bind.mounter().unknownOwner() && read.stream().anyMatch(BindFile::ownerOnly);
        if (open) {
            FileReaders.note(bind.volume());
        }
        return files(bind, read, open);
    }

    /** Returns a bundle that only an init container mounts, which may run as any user, and copies it. */
    Files forCopier(Bind bind, List<BindFile> read) {
        return files(bind, read, true);
    }

    private Files files(Bind bind, List<BindFile> read, boolean open) {
        Files files = once(
                bind.path() + (open ? " open" : ""),
                () -> bundles.bundle(bundleName(bind), bind.component(), read, open));
        sources.putIfAbsent(files.name(), bind.path());
        reportLarge(bind, files);
        return files;
    }

    private void reportLarge(Bind bind, Files files) {
        List<Files.Entry> found = large.computeIfAbsent(files.name(), name -> FileBundles.large(files));
        if (!found.isEmpty()) {
            int more = found.size() - 1;
            bind.volume()
                    .note(
                            Code.FILES_LARGE,
                            "'" + shown(files, found.get(0)) + "'" + (more > 0 ? " and " + more + " more" : "")
                                    + (more > 0 ? " are" : " is")
                                    + " too large for client-side 'kubectl apply', which takes 250 KiB in JSON",
                            "apply with 'kubectl apply --server-side'");
        }
    }

    /** Returns the path of what is mounted as the user knows it. */
    String shown(Bind bind) {
        return bundles.shown(bind.path());
    }

    /** Returns the path of a file in a bundle as the user knows it. */
    String shown(Files bundle, Files.Entry entry) {
        Path source = sources.get(bundle.name());
        if (source == null) {
            return entry.path();
        }
        return bundles.shown(
                bundles.reader().kind(source) == BindFiles.Kind.FILE ? source : source.resolve(entry.path()));
    }

    /** Returns an empty bundle in place of a path that does not exist, or was not read: the pod waits for it. */
    Files missing(Bind bind, boolean file, String key, boolean secret) {
        return once(
                (file ? "missing file " : "missing ") + bind.path(),
                () -> bundles.add(new Files(
                        bundleName(bind),
                        List.of(new Files.Entry(key, key, -1, new byte[0])),
                        secret,
                        false,
                        Optional.of(bind.component()))));
    }

    /** Returns the bundle of what several services may mount: it travels once. */
    private Files once(String what, Supplier<Files> made) {
        String known = bundled.get(what);
        if (known != null) {
            return bundles.share(known);
        }
        Files files = made.get();
        bundled.put(what, files.name());
        return files;
    }

    private String bundleName(Bind bind) {
        return bundles.freeName(wantedName(bind), bind.component() + bundles.named(bind.path()));
    }

    private String wantedName(Bind bind) {
        String path = Names.label(bundles.named(bind.path()));
        return path.startsWith(bind.component() + "-") ? path : bind.component() + "-" + path;
    }

    /** Returns the mount of an empty file, which hides one of the image. */
    Mount ofMask(Bind bind) {
        Files nothing = bundle(bind, List.of(new BindFile("empty", BindFile.PLAIN, new byte[0])), true);
        return Mount.ofFiles(
                nothing.name(), bind.target(), nothing.entries().get(0).path());
    }
}
