package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageReference;
import dev.sild.images.PackageInstall;
import dev.sild.model.Mount;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Folders of the project in which one service builds pages that the web server of another serves: both must see one
 * folder, so it becomes a claim. The builder's pod copies the files of the project into it.
 */
final class BuiltPages {
    private static final Set<String> SERVERS =
            Set.of("nginx", "nginx-unprivileged", "httpd", "caddy", "lighttpd", "openresty", "static-web-server");
    private static final Pattern BUILDS = Pattern.compile("\\bcollectstatic\\b|\\b(?:hugo|jekyll|eleventy|mkdocs)\\b"
            + "|\\b(?:webpack|rollup|parcel|esbuild|gulp|grunt|tailwindcss)\\b|\\bvite build\\b");

    private final Storage storage;
    private final FileBundles bundles;
    private final BoundFiles files;
    private final BindClaims claims;
    private final FilledClaims filled;
    private final DataFolders folders;
    private final Set<Path> built = new HashSet<>();
    private final Set<Path> served = new HashSet<>();
    private final Set<Attribute> builders = new HashSet<>();

    BuiltPages(
            Storage storage,
            FileBundles bundles,
            BoundFiles files,
            BindClaims claims,
            FilledClaims filled,
            DataFolders folders) {
        this.storage = storage;
        this.bundles = bundles;
        this.files = files;
        this.claims = claims;
        this.filled = filled;
        this.folders = folders;
    }

    /** Whether an image is a web server that shows files. */
    static boolean isServer(String image) {
        return SERVERS.contains(ImageReference.parse(image).lastSegment());
    }

    /**
     * Notes what a service mounts, before any mount is read.
     *
     * @param image what it runs; files can be copied for a user who is known
     * @param process the words of its process
     */
    void add(Attribute service, ServiceImage image, List<String> process) {
        String program = image.program();
        boolean server = isServer(program);
        boolean builder = !server
                && image.facts().isPresent()
                && (BUILDS.matcher(String.join(" ", process)).find()
                        || PackageInstall.ALL.stream()
                                .filter(install -> install.folder().equals("node_modules"))
                                .anyMatch(install -> install.runsIn(program)));
        for (Attribute volume : server || builder ? service.get("volumes").items() : List.<Attribute>of()) {
            if (volume.get("type").peek().equals("bind")) {
                Path path = bundles.place(volume.get("source").peek());
                if (server) {
                    served.add(path);
                } else if (!volume.get("read_only").peek().equals("true")) {
                    built.add(path);
                    builders.add(volume);
                }
            }
        }
    }

    /** Returns the mount of the claim; empty for any other folder, and for one that stays as it is. */
    Optional<Mount> place(Bind bind) {
        if (!storage.ownFileSystems()
                || !built.contains(bind.path())
                || !served.contains(bind.path())
                || bundles.reader().kind(bind.path()) != BindFiles.Kind.FOLDER
                || !folders.outermost(bind.path()).equals(bind.path())
                || SourceTree.isProject(bind.path(), bundles.reader())) {
            return Optional.empty();
        }
        Optional<List<BindFile>> read =
                files.contents(bind).filter(found -> bundles.fits(found) && !DataFolders.isEmpty(found));
        return read.map(found -> {
            Mount mount = claims.ofPages(bind);
            if (builders.contains(bind.volume())) {
                filled.fill(bind.component(), mount, files.forCopier(bind, ListedFiles.of(bind, found)));
            }
            return mount;
        });
    }
}
