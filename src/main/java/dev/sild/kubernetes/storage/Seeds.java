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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fills empty volumes from an image, as a container engine does and Kubernetes does not: an init container that copies
 * once. The pod starts too where the image has no such directory or no {@code cp}, and where the volume cannot be
 * written to; where the image has no {@code /bin/sh}, it does not start, and seeding must be turned off.
 */
public final class Seeds {
    private static final String AT = "/sild-seed";
    /**
     * The volume contains a marker during the copy, so that an interrupted copy is repeated. Without {@code rm} there
     * is none, as it would stay, and later starts would copy over what has been written since.
     */
    static final String SCRIPT = """
      m=/sild-seed/.sild-seeding
      if [ ! -e "$m" ]; then
        for f in /sild-seed/* /sild-seed/.[!.]*; do
          if [ -e "$f" ] && [ "$f" != /sild-seed/lost+found ]; then exit 0; fi
        done
      fi
      if [ -d "$0" ]; then
        if command -v rm > /dev/null; then (: > "$m") || exit 0; fi
        cp -a "$0/." /sild-seed/ || cp -R "$0/." /sild-seed/
        if [ -e "$m" ]; then rm -f "$m"; fi
      fi
      exit 0
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
        return own.stream()
                .flatMap(container -> index.seeds(container).stream()
                        .map(volume -> seed(
                                Names.unique("seed-" + volume.name(), taken),
                                container,
                                volume,
                                component.pod().security())))
                .toList();
    }

    private static Container seed(String name, Container from, Volume volume, Optional<PodSecurity> level) {
        Security security = level.equals(Optional.of(PodSecurity.RESTRICTED)) ? from.security() : ROOT;
        // A namespace with a quota admits no container without limits; pods of a level are made for such ones.
        Resources resources = level.isPresent() ? from.resources() : Resources.NONE;
        return Container.of(name, from.image())
                .with(builder -> builder.pullPolicy(from.pullPolicy())
                        .command(Text.listOf(List.of(
                                "/bin/sh",
                                "-c",
                                SCRIPT,
                                volume.seed().orElseThrow().path())))
                        .mounts(List.of(Mount.ofVolume(volume.name(), AT, false)))
                        .resources(resources)
                        .security(security));
    }
}
