package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ServerFiles;
import dev.sild.model.Component;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that a server's configuration names, that lie below a mount and that the mount lacks: certificates, keys and
 * passwords. The server does not start without them.
 */
public final class NeededFiles {
    /** Longer files hold data. */
    private static final int LONGEST = 128 << 10;

    /** The maximum number of files that are looked for. */
    private static final int MOST = 1000;

    /** The maximum number of files that a finding names. */
    private static final int MOST_NAMED = 3;

    private static final String CLAIM = "which the claim '";

    /** Directives of nginx, Apache, HAProxy, Caddy, Traefik, Redis, PostgreSQL and mosquitto, with one or two paths. */
    private static final Pattern DIRECTIVE = Pattern.compile(
            "(?im)^[^#\\n]{0,200}?\\b(?:ssl_certificate(?:_key)?|ssl_(?:trusted|client)_certificate|ssl_dhparam"
                    + "|ssl_(?:cert|key|ca)_file|auth_basic_user_file|SSLCertificate(?:Key|Chain)?File|include|tls|crt"
                    + "|(?:cert|key|ca)-?file|tls-(?:cert|key|ca-cert)-file|password_file|acl_?file)"
                    + "[ \\t:=]++[\"']?+(/[\\w./-]++)(?![*$\\w{])[\"']?+(?:[ \\t]++[\"']?+(/[\\w./-]++)(?![*$\\w{]))?");

    private final FileBundles bundles;
    private final BoundFiles bound;
    private final Storage storage;
    private final Ledger ledger;
    private final Map<String, Map<String, Path>> binds = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Map<String, Needed> needed = new LinkedHashMap<>();
    /** What was found before: a thousand services may mount the same file. */
    private final IdentityHashMap<byte[], Directives> read = new IdentityHashMap<>();

    /** A file, and the paths that its directives name. */
    private record Directives(String text, List<NamedPath> paths) {
        static final Directives NONE = new Directives("", List.of());
    }

    private record NamedPath(String path, int at) {}

    /** What one file names and one folder or claim lacks; its line is that of the first path. */
    private record Needed(String file, int line, String lacking, List<String> paths) {
        Needed(String file, int line, String lacking) {
            this(file, line, lacking, new ArrayList<>());
        }
    }

    NeededFiles(FileBundles bundles, BoundFiles bound, Storage storage, Ledger ledger) {
        this.bundles = bundles;
        this.bound = bound;
        this.storage = storage;
        this.ledger = ledger;
    }

    /** Notes what a component mounts from this machine. */
    void add(Bind bind) {
        binds.computeIfAbsent(bind.component(), first -> new HashMap<>()).putIfAbsent(bind.target(), bind.path());
    }

    /**
     * Reports them.
     *
     * @param components each service alone, with its mounts
     * @param images files that Dockerfiles copy into the images of components
     */
    public void report(List<Component> components, List<Files> images) {
        Map<String, Files> ofImages = new HashMap<>();
        images.forEach(files -> files.owner().ifPresent(owner -> ofImages.put(owner, files)));
        for (Component component : components) {
            Map<String, Mount> mounts = new HashMap<>();
            component.main().mounts().forEach(mount -> mounts.put(mount.path(), mount));
            StartScripts scripts = StartScripts.of(component.main(), bundles);
            for (Mount mount : mounts.values()) {
                if (mount.source() instanceof Mount.OfFiles of) {
                    bundles.find(of.name())
                            .ifPresent(files -> files.entries().stream()
                                    .filter(entry -> mount.subPath().isEmpty()
                                            || mount.subPath().equals(entry.path()))
                                    .forEach(entry ->
                                            read(component, scripts, mounts, bound.shown(files, entry), entry)));
                }
            }
            Optional.ofNullable(ofImages.get(component.name()))
                    .ifPresent(files ->
                            files.entries().forEach(entry -> read(component, scripts, mounts, entry.path(), entry)));
        }
        needed.values().forEach(this::report);
    }

    private void report(Needed files) {
        List<String> paths = files.paths();
        int more = paths.size() - MOST_NAMED;
        ledger.add(
                Code.MOUNTED_FILE_MISSING,
                new Origin(files.file(), files.line(), 1, ""),
                files.file() + ":" + files.line() + " names "
                        + String.join(", ", paths.subList(0, Math.min(MOST_NAMED, paths.size())))
                        + (more > 0 ? " and " + more + " more" : "") + ", " + files.lacking(),
                files.lacking().startsWith(CLAIM)
                        ? "fill the claim: docs/convert.md#fill-a-claim"
                        : "create " + (paths.size() == 1 ? "it" : "them") + " and convert again");
    }

    private static int line(String text, int at) {
        return (int) text.substring(0, at).chars().filter(each -> each == '\n').count() + 1;
    }

    private void read(
            Component component, StartScripts scripts, Map<String, Mount> mounts, String file, Files.Entry entry) {
        if (ServerFiles.isPutAside(file)) {
            return;
        }
        Directives directives = read.computeIfAbsent(entry.content(), NeededFiles::directives);
        for (NamedPath named : directives.paths()) {
            if (known.size() >= MOST) {
                return;
            }
            if (!scripts.name(named.path())) {
                check(component, mounts, file, directives.text(), named.at(), named.path());
            }
        }
    }

    private static Directives directives(byte[] content) {
        if (content.length > LONGEST) {
            return Directives.NONE;
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<NamedPath> paths = new ArrayList<>();
        Matcher directive = DIRECTIVE.matcher(text);
        while (directive.find()) {
            for (int path = 1; path <= directive.groupCount(); path++) {
                if (directive.group(path) != null) {
                    paths.add(new NamedPath(directive.group(path), directive.start(path)));
                }
            }
        }
        return paths.isEmpty() ? Directives.NONE : new Directives(text, paths);
    }

    private void check(
            Component component, Map<String, Mount> mounts, String file, String text, int at, String written) {
        String path = ContainerPaths.absolute("/", written);
        for (String folder = path; folder.length() > 1; folder = folder.substring(0, folder.lastIndexOf('/'))) {
            Mount mount = mounts.get(folder);
            if (mount != null) {
                lacking(component, mount, path)
                        .filter(lacking -> known.add(path + " " + lacking))
                        .ifPresent(lacking -> needed.computeIfAbsent(
                                        file + " " + lacking, first -> new Needed(file, line(text, at), lacking))
                                .paths()
                                .add(path));
                return;
            }
        }
    }

    /** Returns how a file is missing; empty where it is there, or may be. */
    private Optional<String> lacking(Component component, Mount mount, String path) {
        Path source = binds.getOrDefault(component.name(), Map.of()).get(mount.path());
        if (source == null) {
            boolean claim = storage.isNamedVolume(mount) && storage.isClaim(mount) && storage.ownFileSystems();
            return Optional.of(mount).filter(empty -> claim).map(empty -> claim(empty));
        }
        boolean whole = path.equals(mount.path());
        Path place = whole ? source : source.resolve(path.substring(mount.path().length() + 1));
        // A pod waits for the object that takes the place of a missing file, which is a step of its own.
        boolean awaited = whole && !mount.subPath().isEmpty();
        if (awaited || bundles.reader().kind(place) != BindFiles.Kind.MISSING) {
            return Optional.empty();
        }
        String shown = "'" + bundles.shown(source) + "'";
        return Optional.of(
                storage.isClaim(mount) && storage.ownFileSystems()
                        ? claim(mount)
                        : whole ? "and " + shown + " does not exist" : "which " + shown + " lacks");
    }

    private String claim(Mount mount) {
        return CLAIM + storage.claim((Mount.OfVolume) mount.source()) + "' lacks";
    }
}
