package dev.sild.kubernetes.storage;

import dev.sild.kubernetes.objects.Index;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.PodSecurity;
import dev.sild.model.Resources;
import dev.sild.model.Security;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fills empty volumes from an image, as a container engine does and Kubernetes does not: an init container that copies
 * once. The pod starts too where the image has no such directory, and where the volume cannot be written to.
 */
public final class Seeds {
    private static final String AT = "/sild-seed";
    private static final String TOOLS = "/sild-tools";
    private static final long NOBODY = 65534;

    /**
     * The arguments are the image's folder, and whether the volume gets its owner and mode ({@code image}), the same
     * beside the group that the pod gives it ({@code group}), or keeps its own. Each pod copies into a folder of its
     * own, gives it another name once the copy is complete, and moves what is in it to the top of the volume. A
     * complete copy is moved by whoever finds it, and no name is replaced: an interrupted pod starts again, and several
     * pods do not disturb each other. Moving into a folder, not to a name, never puts a folder into one of the same
     * name. A folder is deleted under another name, since pods that delete the same folder at a time get in each
     * other's way. Only root may move a folder that it cannot write to, so others copy it. A folder that the image
     * lacks belongs to the owner of the one around it, whose program would have made it.
     */
    static final String SCRIPT = """
      cd /sild-seed && t=.sild-copy-$POD o=.sild-old-$POD || exit 0
      there() { [ -e "$1" ] || [ -L "$1" ]; }
      started() { for f in $(ls -A); do case $f in lost+found | .sild-*) ;; *) return 0 ;; esac; done; return 1; }
      clean() { for f; do mv "$f" $o; rm -rf $o || rm -rf $o; done; } 2> /dev/null
      if ! there .sild-full-*; then
        clean $t
        if ! started && [ ! -d "$0" ] && [ "$1" != kept ]; then
          p=$0; until [ -d "$p/" ]; do p=${p%/*}; done; chown "$(stat -c %u "$p/")" . || :
        fi
        if started || [ ! -d "$0" ] || ! mkdir $t; then exit 0; fi
        cp -a "$0/." $t/ || cp -RP "$0/." $t/ || [ "$(id -u)" != 0 ] || started || exit 1
        if started; then clean $t; exit 0; fi
        mv $t .sild-full-$POD || started || exit 1
      fi
      for f in .sild-full-*/* .sild-full-*/.[!.]* .sild-full-*/..?*; do
        ! there "$f" || there "${f##*/}" || mv "$f" . || there "${f##*/}" || cp -RP "$f" . || exit 1
      done
      [ "$1" = kept ] || { chown "$(stat -c %u "$0/.")" . && chmod "$(stat -c %a "$0/.")" .; }
      case $1 in image) chown ":$(stat -c %g "$0/.")" . ;; group) chmod g+rwxs . ;; esac
      clean .sild-full-* .sild-copy-* || :
      """;

    /** Puts the programs that the script needs where an image that has none finds them. */
    static final String BRING = """
      cp /bin/busybox /sild-tools/busybox
      for a in sh cp mv rm mkdir id ls stat chown chmod; do ln -sf busybox "/sild-tools/$a"; done
      """;

    private Seeds() {}

    /** Returns the init containers that fill what {@code component} is to fill, by names that its others have not. */
    public static List<Container> of(Index index, Component component) {
        List<Container> own = Stream.concat(component.inits().stream(), component.containers().stream())
                .toList();
        Set<String> taken = own.stream().map(Container::name).collect(Collectors.toSet());
        List<Container> seeds = own.stream()
                .flatMap(container -> index.seeds(container).stream()
                        .map(volume -> seed(
                                Names.unique("seed-" + volume.name(), taken), container, volume, index, component)))
                .toList();
        List<Container> all = new ArrayList<>();
        own.stream()
                .flatMap(container -> index.seeds(container).stream())
                .flatMap(volume -> volume.seed().orElseThrow().tools().stream())
                .findFirst()
                .ifPresent(tools -> all.add(bring(Names.unique("seed-tools", taken), tools)));
        all.addAll(seeds);
        return all;
    }

    private static Container bring(String name, Volume.Tools tools) {
        return Container.of(name, Text.of(tools.image()))
                .with(builder -> builder.command(Text.listOf(List.of("/bin/busybox", "sh", "-c", BRING)))
                        .mounts(List.of(Mount.ofVolume(tools.volume(), TOOLS, false)))
                        .security(Security.DEFAULT.with(
                                nobody -> nobody.user(Optional.of(NOBODY)).group(Optional.of(NOBODY)))));
    }

    private static Container seed(String name, Container from, Volume volume, Index index, Component component) {
        Volume.Seed seed = volume.seed().orElseThrow();
        Optional<PodSecurity> level = component.pod().security();
        boolean noRoot = level.equals(Optional.of(PodSecurity.RESTRICTED))
                || index.restricted().isPresent()
                        && from.security().user().filter(user -> user != 0).isPresent();
        // A namespace with a quota admits no container without limits; pods of a level are made for such ones.
        Resources resources = level.isPresent() ? from.resources() : Resources.NONE;
        boolean ownGroup = component.pod().fsGroup().isPresent();
        List<Container.Env> env = new ArrayList<>();
        env.add(new Container.Env("POD", new Text.PodField("metadata.name")));
        List<Mount> mounts = new ArrayList<>();
        mounts.add(Mount.ofVolume(volume.name(), AT, false));
        seed.tools().ifPresent(tools -> {
            env.add(new Container.Env("PATH", Text.of(TOOLS)));
            mounts.add(Mount.ofVolume(tools.volume(), TOOLS, true));
        });
        // A program that changes its user leaves the pod's group, and needs the owner that the folder has in the image.
        String owner = noRoot ? "kept" : ownGroup ? "group" : "image";
        String shell = seed.tools().isPresent() ? TOOLS + "/sh" : "/bin/sh";
        return Container.of(name, from.image())
                .with(builder -> builder.pullPolicy(from.pullPolicy())
                        .command(Text.listOf(List.of(shell, "-c", SCRIPT, seed.path(), owner)))
                        .env(env)
                        .mounts(mounts)
                        .resources(resources)
                        // Only root can give the copies the owners that the files have in the image.
                        .security(noRoot ? from.security() : Security.ROOT));
    }
}
