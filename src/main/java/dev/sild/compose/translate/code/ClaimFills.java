package dev.sild.compose.translate.code;

import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Security;
import dev.sild.model.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folders of the project that programs write to beside its files: a claim keeps what they write, and each pod copies
 * the project's files into it before it starts.
 */
public final class ClaimFills {
    private static final String FROM = "/sild-files/";
    private static final String TO = "/sild-claim/";

    /**
     * A list in the claim has the sums of the files that were copied before. A file that is as it was copied is
     * replaced by that of the project; one that a program has changed, or made itself, stays. Links are the program's
     * own, and lead elsewhere. The first copy opens the claim, which belongs to root, to the program's user.
     */
    static final String SCRIPT = """
      umask 0
      for t in /sild-claim/*; do
        cd "$t" || exit 1
        [ -e .sild-files ] || chmod a+rwx . || :
        : >> .sild-files && : > .sild-new && chmod 600 .sild-files .sild-new || exit 1
        for s in "/sild-files/${t##*/}"-*; do
          (cd "$s" && find -L . -path './..*' -prune -o -type d -print) | while IFS= read -r d; do
            [ -e "$d" ] || mkdir "$d" 2> /dev/null || :
          done
          (cd "$s" && find -L . -path './..*' -prune -o -type f -print) | while IFS= read -r f; do
            [ -d "${f%/*}" ] && [ ! -d "$f" ] && [ ! -L "$f" ] || continue
            if ! cmp -s "$s/$f" "$f"; then
              [ ! -e "$f" ] || grep -qxF "$(md5sum "$f")" .sild-files || continue
              cp -f "$s/$f" "$f" && chmod a+rw "$f" || exit 1
            fi
            md5sum "$f" >> .sild-new
          done || exit 1
        done
        mv .sild-new .sild-files || exit 1
      done
      """;

    private final Map<String, List<Filled>> byComponent = new HashMap<>();

    /** The mount of a claim in the main container, and the bundles of its files. */
    private record Filled(Mount mount, List<String> bundles) {}

    /** Notes the claim that a component mounts, and the bundles of what is copied into it. */
    public void add(String component, Mount mount, List<String> bundles) {
        byComponent.computeIfAbsent(component, key -> new ArrayList<>()).add(new Filled(mount, List.copyOf(bundles)));
    }

    /**
     * Returns the init container that fills the claims of a component, where it has some. It runs as root, which alone
     * may write to a new claim and to what programs have made, except in a restricted namespace.
     *
     * @param main the component's container
     * @param copier an image with {@code /bin/busybox}
     */
    public Optional<Container> of(Container main, String copier, boolean restricted) {
        List<Filled> filled = byComponent.getOrDefault(main.name(), List.of());
        if (filled.isEmpty()) {
            return Optional.empty();
        }
        List<Mount> mounts = new ArrayList<>();
        for (int i = 0; i < filled.size(); i++) {
            for (int k = 0; k < filled.get(i).bundles().size(); k++) {
                mounts.add(Mount.ofFiles(filled.get(i).bundles().get(k), FROM + i + "-" + k, ""));
            }
            Mount claim = filled.get(i).mount();
            mounts.add(new Mount(claim.source(), TO + i, claim.subPath(), false, Optional.empty()));
        }
        return Optional.of(Container.of(Names.label("fill", main.name()), Text.of(copier))
                .with(builder -> builder.command(Text.listOf(List.of("/bin/busybox", "sh", "-c", SCRIPT)))
                        .mounts(mounts)
                        .resources(main.resources())
                        .security(restricted ? main.security() : Security.ROOT)));
    }
}
