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
     * Each pod copies into a folder of its own, gives it another name once the copy is complete, and moves what is in
     * it to the top of the volume. A complete copy is moved by whoever finds it, and no name is replaced: an
     * interrupted pod starts again, and several pods do not disturb each other. Moving into a folder, not to a name,
     * never puts a folder into one of the same name. Pods that delete the same folder at a time get in each other's
     * way, so they try again. The copy is empty at the end, but still has the owner and mode of the image's folder,
     * which the volume gets in turn; with a group that Kubernetes gives to the volume, it keeps that.
     */
    static final String SCRIPT = """
      v=/sild-seed
      there() { [ -e "$1" ] || [ -L "$1" ]; }
      started() {
        for f in "$v"/* "$v"/.[!.]* "$v"/..?*; do
          case ${f##*/} in lost+found | .sild-copy-* | .sild-full-*) continue ;; esac
          if there "$f"; then return 0; fi
        done
        return 1
      }
      clean() {
        for i in 1 2 3 4 5; do
          if rm -rf "$@" 2> /dev/null; then return 0; fi
        done
        return 0
      }
      t=$v/.sild-copy-$POD
      set -- "$v"/.sild-full-*
      if [ ! -d "$1" ]; then
        if started || [ ! -d "$0" ]; then exit 0; fi
        clean "$t"
        mkdir "$t" || exit 0
        if ! { cp -a "$0/." "$t/" || cp -RP "$0/." "$t/"; } && [ "$(id -u)" = 0 ]; then
          if started; then clean "$t"; exit 0; fi
          echo "cannot copy $0 into the volume" >&2
          exit 1
        fi
        if started; then clean "$t"; exit 0; fi
        mv "$t" "$v/.sild-full-$POD" || exit 1
      fi
      for d in "$v"/.sild-full-*; do
        for f in "$d"/* "$d"/.[!.]* "$d"/..?*; do
          if there "$f" && ! there "$v/${f##*/}"; then
            mv "$f" "$v/" || there "$v/${f##*/}" || ! there "$f" || cp -RP "$f" "$v/" || exit 1
          fi
        done
        if [ -d "$d" ] && [ "$OWNER" = image ]; then
          rm -rf "$d"/* "$d"/.[!.]* "$d"/..?*
          cp -a "$d/." "$v/" || :
        fi
      done
      clean "$v"/.sild-full-* "$v"/.sild-copy-*
      """;

    /** Puts the programs that the script needs where an image that has none finds them. */
    static final String BRING = """
      cp /bin/busybox /sild-tools/busybox
      for a in sh cp mv rm mkdir id; do ln -sf busybox "/sild-tools/$a"; done
      """;

    /**
     * Only root, which a restricted pod must not have, can give the copies the owners that the files have in the image,
     * as a container engine does.
     */
    private static final Security ROOT =
            Security.DEFAULT.with(builder -> builder.user(Optional.of(0L)).group(Optional.of(0L)));

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
        env.add(new Container.Env("OWNER", Text.of(ownGroup || noRoot ? "kept" : "image")));
        List<Mount> mounts = new ArrayList<>();
        mounts.add(Mount.ofVolume(volume.name(), AT, false));
        seed.tools().ifPresent(tools -> {
            env.add(new Container.Env("PATH", Text.of(TOOLS)));
            mounts.add(Mount.ofVolume(tools.volume(), TOOLS, true));
        });
        String shell = seed.tools().isPresent() ? TOOLS + "/sh" : "/bin/sh";
        return Container.of(name, from.image())
                .with(builder -> builder.pullPolicy(from.pullPolicy())
                        .command(Text.listOf(List.of(shell, "-c", SCRIPT, seed.path())))
                        .env(env)
                        .mounts(mounts)
                        .resources(resources)
                        .security(noRoot ? from.security() : ROOT));
    }
}
