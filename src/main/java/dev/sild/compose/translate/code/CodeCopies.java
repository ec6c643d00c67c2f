package dev.sild.compose.translate.code;

import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Security;
import dev.sild.model.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Source trees, and files that programs write to, that are copied into each pod. Folders of ConfigMaps and Secrets are
 * read-only and made of links, which some programs refuse and none can write to; a copy has plain files, as a bind
 * mount has.
 */
public final class CodeCopies {
    private static final String FROM = "/sild-files/";
    private static final String TO = "/sild-code/";
    private static final long NOBODY = 65534;

    private static final String COPIES = """
      umask 0
      for t in /sild-code/*; do
        for f in "/sild-files/${t##*/}"-*/* "/sild-files/${t##*/}"-*/.[!.]*; do
          [ ! -e "$f" ] || cp -RLf "$f" "$t/" || exit 1
        done
      done
      """;

    private static final String MAKES_LINKS = """
      while [ "$1" = link ]; do
        d=/sild-code/${2%/*}
        mkdir -p "$d" && d=$(cd "$d" && pwd -P) || exit 1
        case $d/ in /sild-code/*) ;; *) exit 1 ;; esac
        [ -e "$d/${2##*/}" ] || [ -L "$d/${2##*/}" ] || ln -s -- "$3" "$d/${2##*/}" || exit 1
        shift 3
      done
      """;

    private static final String MAKES_PLACES = """
      for p in "$@"; do
        case $p in
          @*) p=${p#@}; chmod "${p%%:*}" "/sild-code/${p#*:}" || exit 1 ;;
          */) mkdir -p "/sild-code/$p" || exit 1 ;;
          *) [ -e "/sild-code/$p" ] || { mkdir -p "/sild-code/${p%/*}" && : > "/sild-code/$p"; } || exit 1 ;;
        esac
      done
      find /sild-code -mindepth 2 -type d -exec chmod a+rwx {} + 2> /dev/null || :
      [ "$0" != open ] || find /sild-code -mindepth 2 -type f -exec chmod a+rw {} + 2> /dev/null || :
      """;

    /**
     * Copies each tree, without the folders in which the kubelet keeps the files that its links lead to. A user other
     * than the one who copied creates files in the folders, and, where that user is unknown, changes the copies. No
     * engine can make a place for another mount in a copy that is mounted read-only, so the script does. After a
     * restart of the node the volume has what that user made, whose modes only that user may change. {@code @MODE:FILE}
     * gives a file its mode.
     */
    static final String SCRIPT = COPIES + MAKES_PLACES;

    /**
     * The same with links, whose targets are paths of the container. A link is made only in a folder of a copy,
     * whatever leads there.
     */
    static final String WITH_LINKS = COPIES + MAKES_LINKS + MAKES_PLACES;

    private final Map<String, List<Tree>> byComponent = new HashMap<>();
    private final PackageInits packages = new PackageInits();

    /**
     * A tree: the volume that it is copied into, the bundles of its files, the files that only the user may read, links
     * with their targets, and folders that are empty.
     */
    private record Tree(
            String volume,
            List<String> bundles,
            List<String> forOwner,
            Map<String, String> links,
            List<String> folders) {}

    /**
     * Notes a tree of a component.
     *
     * @param links paths in it, with targets that are paths of the container
     * @param folders paths in it of folders without files, which programs expect to be there
     */
    public void add(
            String component, String volume, List<String> bundles, Map<String, String> links, List<String> folders) {
        add(component, new Tree(volume, List.copyOf(bundles), List.of(), links, List.copyOf(folders)));
    }

    /** Notes a tree of a component; {@code forOwner} are the files in it that only their owner may read. */
    public void add(String component, String volume, List<String> bundles, List<String> forOwner) {
        add(component, new Tree(volume, List.copyOf(bundles), List.copyOf(forOwner), Map.of(), List.of()));
    }

    private void add(String component, Tree tree) {
        byComponent.computeIfAbsent(component, key -> new ArrayList<>()).add(tree);
    }

    /** Returns what installs packages in the copies; its init containers run after those that copy. */
    public PackageInits packages() {
        return packages;
    }

    /**
     * Returns the init container that copies the trees of a component, where it has some.
     *
     * @param main the component's container
     * @param copier an image with {@code /bin/busybox}
     */
    public Optional<Container> of(Container main, Optional<ImageFacts> facts, String copier) {
        List<Tree> trees = byComponent.getOrDefault(main.name(), List.of());
        if (trees.isEmpty()) {
            return Optional.empty();
        }
        List<Mount> mounts = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            for (int k = 0; k < trees.get(i).bundles().size(); k++) {
                mounts.add(Mount.ofFiles(trees.get(i).bundles().get(k), FROM + i + "-" + k, ""));
            }
            mounts.add(Mount.ofVolume(trees.get(i).volume(), TO + i, false));
        }
        Optional<Long> known = user(main, facts);
        List<String> links = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            links.addAll(links(trees.get(i), i + "/", main));
        }
        List<String> command = new ArrayList<>(List.of(
                "/bin/busybox", "sh", "-c", links.isEmpty() ? SCRIPT : WITH_LINKS, known.isEmpty() ? "open" : "own"));
        command.addAll(links);
        for (int i = 0; i < trees.size(); i++) {
            String tree = Integer.toString(i);
            // Of an unknown user the copier is not the owner, and no other user could read them.
            if (known.isPresent()) {
                trees.get(i).forOwner().forEach(file -> command.add("@0600:" + tree + "/" + file));
            }
            command.addAll(places(trees.get(i).volume(), tree, main));
            trees.get(i).folders().forEach(folder -> command.add(tree + "/" + folder + "/"));
        }
        return Optional.of(Container.of(Names.label("copy-code", main.name()), Text.of(copier))
                .with(builder -> builder.command(Text.listOf(command))
                        .mounts(mounts)
                        .resources(main.resources())
                        .security(security(main, facts))));
    }

    /** Returns how an init container runs that copies files for a container: as its user, where that is known. */
    public static Security security(Container main, Optional<ImageFacts> facts) {
        long user = user(main, facts).orElse(NOBODY);
        return Security.DEFAULT.with(owner -> owner.user(Optional.of(user)).group(group(main, user)));
    }

    /** Returns the user that a container starts as; empty if that is not known. */
    static Optional<Long> user(Container main, Optional<ImageFacts> facts) {
        return main.security()
                .user()
                .or(() -> facts.flatMap(image -> image.startsAsRoot() ? Optional.of(0L) : image.uid()));
    }

    /** Returns the group of a user that copies files for a container. */
    static Optional<Long> group(Container main, long user) {
        return main.security().group().or(() -> user == 0 || user == NOBODY ? Optional.of(user) : Optional.empty());
    }

    /** Whether an init container is one that copies files, which others that mount them need before them. */
    public static boolean isCopier(Container container) {
        return container.command().contains(Text.of(SCRIPT))
                || container.command().contains(Text.of(WITH_LINKS))
                || container.command().contains(Text.of(ClaimFills.SCRIPT))
                || PackageInits.isOne(container);
    }

    /** Returns the words that make the links of a tree, without those that lead away from the place of a mount. */
    private static List<String> links(Tree tree, String prefix, Container main) {
        Set<String> mounted = new HashSet<>();
        for (Mount around : main.mounts()) {
            if (around.source().equals(new Mount.OfVolume(tree.volume()))) {
                for (Mount mount : main.mounts()) {
                    ContainerPaths.below(around.path(), mount.path())
                            .ifPresent(below -> addWithParents(below, mounted));
                }
            }
        }
        List<String> words = new ArrayList<>();
        tree.links().forEach((path, target) -> {
            if (!mounted.contains(path)) {
                words.addAll(List.of("link", prefix + path, target));
            }
        });
        return words;
    }

    private static void addWithParents(String path, Set<String> to) {
        for (String each = path; to.add(each); each = each.substring(0, Math.max(0, each.lastIndexOf('/')))) {}
    }

    /** Returns the paths at which something else is mounted in a tree that may not be written to; folders end in /. */
    private static List<String> places(String volume, String tree, Container main) {
        List<String> places = new ArrayList<>();
        for (Mount around : main.mounts()) {
            if (around.readOnly() && around.source().equals(new Mount.OfVolume(volume))) {
                for (Mount mount : main.mounts()) {
                    if (mount.path().startsWith(around.path() + "/")) {
                        boolean file = mount.source() instanceof Mount.OfFiles
                                && !mount.subPath().isEmpty();
                        places.add(tree + mount.path().substring(around.path().length()) + (file ? "" : "/"));
                    }
                }
            }
        }
        return places;
    }
}
