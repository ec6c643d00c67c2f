package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.claims.DatabaseFolders;
import dev.sild.compose.translate.code.GitIgnore;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.code.WrittenFolders;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownFolders;
import dev.sild.images.KnownImages;
import dev.sild.images.ServerFiles;
import dev.sild.model.Mount;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Folders of the project that programs fill, and that have content because compose ran here before: they become the
 * claims that they are in a fresh clone, one for all services that mount a folder.
 */
final class LastingBinds {
    /** What becomes of the files that a folder has. */
    private enum Files {
        /** They only keep the folder in the repository. */
        NOTHING,
        /** Logs and caches, which nobody misses. */
        LEFT,
        /** The user brings them. */
        BROUGHT
    }

    private static final Pattern LOG = Pattern.compile("(?i)(?:.*[._-])?logs?");
    private static final String LOGS = "/var/log";
    private static final Pattern PASSING = Pattern.compile("(?i)\\.?(?:caches?|te?mp|run|sessions?)");
    private static final Pattern DATA = Pattern.compile("(?i)(?!(?:test|seed|sample|mock|demo|static|init)[._-])"
            + "(?:.{0,60}[._-])?(?:data|uploads?|storage|media|backups?|dumps?)\\d{0,3}");

    /** Places whose files people write, and no program does. */
    private static final Pattern READ = Pattern.compile("(?i).*/(?:certs?|certificates?|ssl|tls|keys?|secrets?|private"
            + "|conf(?:ig)?s?\\.d|provisioning|templates?|migrations?|init[\\w.-]*|html|www|htdocs)(?:/.*)?");

    /** Folders of pages, whose README is the first one. */
    private static final Pattern PAGES =
            Pattern.compile("(?i)(?:.*[._-])?(?:docs?|documentation|pages?|posts?|books?|slides|public|html)");

    private final FileBundles bundles;
    private final DataFolders folders;
    private final BindClaims claims;
    private final GitIgnore ignored;
    private final boolean copied;
    private final Map<Path, Files> found = new HashMap<>();
    private final Map<Path, FolderContents> contents = new HashMap<>();
    private final Set<Path> mounted = new HashSet<>();
    private boolean complete;

    /**
     * Makes them.
     *
     * @param copied whether an init container can copy files of the project into a claim
     */
    LastingBinds(FileBundles bundles, DataFolders folders, BindClaims claims, boolean copied) {
        this.bundles = bundles;
        this.folders = folders;
        this.claims = claims;
        this.copied = copied;
        ignored = new GitIgnore(bundles.reader());
    }

    /** Looks at what a service mounts, before any mount is read: others may mount the same folder. */
    void lookAt(Attribute service, Optional<ImageFacts> image) {
        for (Attribute volume : service.get("volumes").items()) {
            Path path = bundles.place(volume.get("source").peek());
            if (!volume.get("type").peek().equals("bind")
                    || bundles.folder().startsWith(path)
                    || bundles.reader().kind(path) != BindFiles.Kind.FOLDER
                    || contents(path).nothing()) {
                continue;
            }
            mounted.add(path);
            if (!volume.get("read_only").peek().equals("true")) {
                String target =
                        ContainerPaths.absolute("/", volume.get("target").peek());
                find(service, image, path, target)
                        .filter(files -> copied || files != Files.BROUGHT || !isOfProject(path))
                        .ifPresent(files -> found.merge(path, files, LastingBinds::more));
            }
        }
    }

    /** Whether a mount becomes a claim; all mounts must have been looked at. */
    boolean isOne(Bind bind) {
        if (!complete) {
            complete = true;
            found.keySet().stream()
                    .filter(path ->
                            mounted.stream().allMatch(inner -> !inner.startsWith(path) || found.containsKey(inner)))
                    .forEach(folders::keep);
        }
        return found.containsKey(bind.path()) && !KnownFolders.isOnlyRead(bind.target(), false);
    }

    /** Whether a mount, which was looked at, has data that people keep in the repository, and no database. */
    boolean isOfProject(Bind bind) {
        return found.get(bind.path()) == Files.BROUGHT && !bind.isInImage() && isOfProject(bind.path());
    }

    private boolean isOfProject(Path path) {
        FolderContents files = contents(path);
        return !files.sqlite() && !files.database() && !ignored.ignores(path);
    }

    /** Returns the mount of the claim. */
    Mount mount(Bind bind) {
        if (bind.readOnly()) {
            return claims.ofOthers(bind);
        }
        if (bind.isInImage()) {
            return claims.ofImage(bind);
        }
        return switch (found.get(bind.path())) {
            case NOTHING -> claims.ofProject(bind, "");
            case LEFT -> claims.ofProject(bind, "; its files are not copied");
            case BROUGHT -> claims.ofData(bind);
        };
    }

    private FolderContents contents(Path path) {
        return contents.computeIfAbsent(path, key -> FolderContents.of(key, bundles.reader()));
    }

    private static Files more(Files one, Files other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Optional<Files> find(Attribute service, Optional<ImageFacts> image, Path path, String target) {
        if (KnownFolders.isOnlyRead(target, false) || SourceTree.isOfPackages(path.toString())) {
            return Optional.empty();
        }
        FolderContents files = contents(path);
        if (DatabaseFolders.hold(target, service, image)) {
            return Optional.of(files.placeholders() ? Files.NOTHING : Files.BROUGHT);
        }
        boolean data = isData(name(path.toString())) || isData(name(target));
        boolean settings = ServerFiles.isOfConfiguration(target + "/");
        boolean certain = data && ignored.ignores(path);
        if (files.code() && (files.program() || !certain)) {
            return Optional.empty();
        }
        if (isOfLogs(path, target, files)) {
            boolean people = settings || files.settings() && !ContainerPaths.contains(LOGS, target);
            return people && !ignored.ignores(path) ? Optional.empty() : Optional.of(Files.LEFT);
        }
        if (!service.get("build").present()
                && KnownImages.isStatelessProxy(service.get("image").peek())) {
            return Optional.empty();
        }
        if (files.placeholders()) {
            boolean people = settings || READ.matcher(target).matches() || isOfPages(path, target);
            return people ? Optional.empty() : Optional.of(Files.NOTHING);
        }
        if (files.sqlite() || files.database() && !settings) {
            return Optional.of(Files.BROUGHT);
        }
        if (settings || files.settings() && !certain) {
            return Optional.empty();
        }
        return data || ignored.ignores(path) && !isOfPeople(path, target)
                ? Optional.of(PASSING.matcher(name(path.toString())).matches() ? Files.LEFT : Files.BROUGHT)
                : Optional.empty();
    }

    /** Whether a folder that version control ignores is one that people or builds fill, and no running program. */
    private static boolean isOfPeople(Path path, String target) {
        return READ.matcher(target).matches()
                || READ.matcher("/" + name(path.toString())).matches()
                || BuildOutput.isName(name(path.toString()));
    }

    private static boolean isOfPages(Path path, String target) {
        return PAGES.matcher(name(path.toString())).matches()
                || PAGES.matcher(name(target)).matches();
    }

    /** A name of logs is enough where a program writes; elsewhere the files must be logs, or git must ignore them. */
    private boolean isOfLogs(Path path, String target, FolderContents files) {
        if (ContainerPaths.contains(LOGS, target)) {
            return true;
        }
        if (LOG.matcher(name(target)).matches() && !files.prose()) {
            return true;
        }
        return isInLogs(path) && (files.logs() || ignored.ignores(path));
    }

    private boolean isInLogs(Path path) {
        Path inside = path.startsWith(bundles.folder()) ? bundles.folder().relativize(path) : path.getFileName();
        for (Path part : inside) {
            if (LOG.matcher(part.toString()).matches()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isData(String name) {
        return WrittenFolders.isDataName(name) || DATA.matcher(name).matches();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
