package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CodeCopies;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.model.Container;
import dev.sild.model.Lookup;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Folders that the build of one service's image makes, such as {@code public/build}, and that the web server of another
 * shows from the same folder of the project. With compose people run the build in a container, and both see the folder
 * of this machine; in a cluster the server's pod copies them from that image.
 */
final class BuiltAssets {
    private static final String AT = "/sild-built/";
    private static final int MOST = 10;
    /** How many images, and folders that a server shows, are compared: hundreds of services may have hundreds each. */
    private static final int MOST_COMPARED = 30;

    /** Links lead to packages, which only that image has; some may lead nowhere. */
    static final String SCRIPT = """
      umask 0
      i=0
      for f in "$@"; do
        if [ ! -d "$f" ]; then
          echo "sild: this image has no folder $f: nothing is copied" >&2
        elif ! cp -RL "$f/." "/sild-built/$i/"; then
          echo "sild: not all of $f is copied" >&2
        fi
        i=$((i + 1))
      done
      """;

    private final Storage storage;
    private final FileBundles bundles;
    private final DataFolders folders;
    private final Map<String, App> apps = new LinkedHashMap<>();
    private final Map<Attribute, Server> servers = new HashMap<>();
    /** By component, and for each of its images the volumes with the folders that fill them. */
    private final Map<String, Map<String, Map<String, String>>> fills = new HashMap<>();

    /** A service whose image is built here. */
    private record App(ServiceImage image, ImageFacts facts, BuildContext context) {}

    /** A web server's mount, and the folders in its container that it shows. */
    private record Server(Bind bind, Set<String> shown) {}

    /**
     * A folder that an image has, and that this machine has not.
     *
     * @param below its path below a mount
     * @param certain whether the Dockerfile brings it; otherwise the build may make what version control leaves out
     */
    private record Made(String app, String inImage, String below, boolean certain) {}

    BuiltAssets(Storage storage, FileBundles bundles, DataFolders folders) {
        this.storage = storage;
        this.bundles = bundles;
        this.folders = folders;
    }

    /** Notes what a service runs, before any mount is read. */
    void lookAt(Bind.Mounter mounter, ServiceImage from, MountingProgram program) {
        if (!program.server()
                && apps.size() < MOST_COMPARED
                && mounter.context().isPresent()
                && mounter.image()
                        .filter(image -> image.shell() != ImageFacts.Shell.NO)
                        .isPresent()) {
            apps.put(
                    mounter.service().segment(),
                    new App(from, mounter.image().get(), mounter.context().get()));
        }
    }

    /** Notes what a service mounts, before any mount is read. */
    void lookAt(Bind bind, MountingProgram program) {
        if (program.server() && storage.ownFileSystems()) {
            servers.put(
                    bind.volume(), new Server(bind, Set.copyOf(program.serves().keySet())));
        }
    }

    /** Returns the folders below a mount that are copied from images; all services must have been looked at. */
    List<BoundCode.Written> of(Attribute volume) {
        Server server = servers.get(volume);
        if (server == null || folders.isKept(server.bind().path())) {
            return List.of();
        }
        Map<String, Made> found = new LinkedHashMap<>();
        for (String shown :
                server.shown().stream().sorted().limit(MOST_COMPARED).toList()) {
            for (Map.Entry<String, App> app : apps.entrySet()) {
                made(server.bind(), shown, app.getKey(), app.getValue())
                        .forEach(made -> found.putIfAbsent(made.below(), made));
            }
        }
        return found.values().stream()
                .filter(made ->
                        found.keySet().stream().noneMatch(outer -> made.below().startsWith(outer + "/")))
                .limit(MOST)
                .map(made -> new BoundCode.Written(
                        server.bind().below(made.below()),
                        () -> mount(server.bind(), made),
                        server.bind().target()))
                .toList();
    }

    private List<Made> made(Bind bind, String shown, String name, App app) {
        boolean below = ContainerPaths.contains(bind.target(), shown);
        if (!below && !ContainerPaths.contains(shown, bind.target())) {
            return List.of();
        }
        String inTree = below ? ContainerPaths.below(bind.target(), shown).orElse("") : "";
        Path folder = bind.path().resolve(inTree).normalize();
        if (!folder.startsWith(bind.path()) || !app.context().includes(folder)) {
            return List.of();
        }
        Optional<String> inImage = folder.equals(app.context().folder())
                ? Optional.empty()
                : app.facts().copies().place(app.context().relative(folder));
        return inImage.stream()
                .flatMap(place -> names(folder, place, app.facts()).stream()
                        .filter(made -> bundles.reader().kind(folder.resolve(made)) == BindFiles.Kind.MISSING)
                        .map(made -> new Made(
                                name,
                                place + "/" + made,
                                inTree.isEmpty() ? made : inTree + "/" + made,
                                app.facts().contentPaths().contains(place + "/" + made))))
                .toList();
    }

    /** Returns the folders below one that the build makes: copied from other stages, or left out of the repository. */
    private Set<String> names(Path folder, String place, ImageFacts image) {
        Set<String> names = new TreeSet<>();
        image.contentPaths().stream()
                .flatMap(path -> ContainerPaths.below(place, path).stream())
                .filter(path -> !path.isEmpty()
                        && !path.substring(path.lastIndexOf('/') + 1).contains("."))
                .forEach(names::add);
        boolean runs = image.scriptPaths().stream()
                .anyMatch(path -> path.length() > 1
                        && (ContainerPaths.contains(path, place) || ContainerPaths.contains(place, path)));
        if (runs) {
            names.addAll(folders.ignored().of(folder, BuildOutput.NAMES_BELOW_PAGES));
        }
        return names;
    }

    private Mount mount(Bind bind, Made made) {
        String volume = storage.freeName(Names.label(bind.component() + "-built", made.below()));
        storage.add(new Volume.Scratch(volume, false, ""));
        fills.computeIfAbsent(bind.component(), first -> new LinkedHashMap<>())
                .computeIfAbsent(made.app(), first -> new LinkedHashMap<>())
                .put(volume, made.inImage());
        String target = ContainerPaths.absolute(bind.target(), made.below());
        bind.volume()
                .note(
                        Code.VOLUME_SEEDED,
                        "the folder " + target + " is not in the project; "
                                + (made.certain()
                                        ? "the build of '" + made.app() + "' brings it"
                                        : "version control leaves it out, and the build of '" + made.app()
                                                + "' may make it")
                                + ": each pod copies it from that image",
                        "build the image before; convert again if the folder is in the project");
        return Mount.ofVolume(volume, target, bind.readOnly());
    }

    /** Returns the init containers that copy the folders for a container. */
    List<Container> copiers(Container main, Optional<ImageFacts> facts) {
        List<Container> all = new ArrayList<>();
        fills.getOrDefault(main.name(), Map.of()).forEach((app, volumes) -> {
            ServiceImage image = Lookup.required(apps, app).image();
            List<Mount> mounts = new ArrayList<>();
            for (String volume : volumes.keySet()) {
                mounts.add(Mount.ofVolume(volume, AT + mounts.size(), false));
            }
            List<String> command = Stream.concat(Stream.of("/bin/sh", "-c", SCRIPT, "copy"), volumes.values().stream())
                    .toList();
            all.add(Container.of(Names.label("built", app + "-" + main.name()), image.reference())
                    .with(builder -> builder.pullPolicy(image.pullPolicy())
                            .command(Text.listOf(command))
                            .mounts(mounts)
                            .resources(main.resources())
                            .security(CodeCopies.security(main, facts))));
        });
        return all;
    }
}
