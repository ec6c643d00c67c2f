package dev.sild.compose.translate.code;

import dev.sild.images.ImageFacts;
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

/** Files of the project that are copied into claims, which keep what programs write there. */
public final class KeptCopies {
    private static final String FROM = "/sild-files/";
    private static final String TO = "/sild-kept/";
    private static final long NOBODY = 65534;

    /**
     * Copies files that a claim lacks, and those that have changed in the project. A file that a program has changed or
     * deleted since it was copied stays as it is; what was copied last is kept beside the files to tell. A user other
     * than the one who copied, whose number is not known, may write to the copies.
     */
    static final String SCRIPT = """
      umask 0
      for t in /sild-kept/*; do
        (cd "/sild-files/${t##*/}" && find -L . -name '..?*' -prune -o -type f -print) | while IFS= read -r f; do
          s="/sild-files/${t##*/}/$f" c="$t/.sild-copied/$f"
          if [ -e "$c" ]; then cmp -s "$t/$f" "$c" || continue; elif [ -e "$t/$f" ]; then continue; fi
          mkdir -p "$t/${f%/*}" "${c%/*}" && cp -Lf "$s" "$t/$f" && cp -Lf "$s" "$c" || exit 1
          [ "$0" != open ] || chmod a+rw "$t/$f"
        done || exit 1
        [ "$0" != open ] || chmod a+rwx "$t" || :
      done
      """;

    private final Map<String, List<Copy>> byComponent = new HashMap<>();

    private record Copy(Mount to, String bundle) {}

    /** Notes that the files of a bundle are copied to where a component mounts a claim. */
    public void add(String component, Mount mount, String bundle) {
        byComponent.computeIfAbsent(component, key -> new ArrayList<>()).add(new Copy(mount, bundle));
    }

    /**
     * Returns the init container that copies the files of a component, where it has some.
     *
     * @param main the component's container
     * @param copier an image with {@code /bin/busybox}
     * @param mayBeRoot whether a container may run as root, to which a claim may belong
     */
    public Optional<Container> of(Container main, Optional<ImageFacts> facts, String copier, boolean mayBeRoot) {
        List<Copy> copies = byComponent.getOrDefault(main.name(), List.of());
        if (copies.isEmpty()) {
            return Optional.empty();
        }
        List<Mount> mounts = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            Mount to = copies.get(i).to();
            mounts.add(Mount.ofFiles(copies.get(i).bundle(), FROM + i, ""));
            mounts.add(new Mount(to.source(), TO + i, to.subPath(), false, Optional.empty()));
        }
        Optional<Long> known = CodeCopies.user(main, facts);
        long user = known.orElse(mayBeRoot ? 0 : NOBODY);
        List<String> command = List.of("/bin/busybox", "sh", "-c", SCRIPT, known.isEmpty() ? "open" : "own");
        return Optional.of(Container.of(Names.label("copy-files", main.name()), Text.of(copier))
                .with(builder -> builder.command(Text.listOf(command))
                        .mounts(mounts)
                        .resources(main.resources())
                        .security(Security.DEFAULT.with(
                                owner -> owner.user(Optional.of(user)).group(CodeCopies.group(main, user))))));
    }

    /** Whether an init container is one that copies files into claims. */
    static boolean isCopier(Container container) {
        return container.command().contains(Text.of(SCRIPT));
    }
}
