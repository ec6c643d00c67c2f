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

/**
 * Folders of the project that programs write to beside its files: a claim keeps what they write, and each pod copies
 * the project's files into it before it starts.
 */
public final class ClaimFills {
    private static final String FROM = "/sild-files/";
    private static final String TO = "/sild-claim/";

    /**
     * A list in the claim, one for each component, has the sums of the files that were copied before. A file that is as
     * it was copied is replaced by that of the project, and deleted where the project no longer has it; one that a
     * program has changed, or made itself, stays, and one that it has deleted is gone until the project changes it.
     * Links are the program's own, and lead elsewhere; a name with a line break does not fit into the list. Several
     * pods may run this at once: each has names of its own for what is not complete. The first copy opens the claim,
     * which belongs to root, to the program's user. Other arguments than the component and that user are the files that
     * only this user may read, and, with a {@code /} at their end, folders without files. A claim without files is only
     * opened, each time, since what copies an image's folder into it before gives it that folder's mode.
     */
    static final String SCRIPT = """
      umask 0
      old=.sild-files-$0 user=$1 pod=$HOSTNAME-$$ n='
      '
      shift
      for t in /sild-claim/*; do
        cd "$t" || exit 1
        new=.sild-list-$pod copy=.sild-copy-$pod
        [ -e "$old" ] && [ -d "/sild-files/${t##*/}-0" ] || chmod a+rwx . || :
        rm -f "$new" "$copy"
        : >> "$old" && echo '#' > "$new" && chmod 600 "$old" "$new" || exit 1
        for k in "$@"; do
          case $k in "${t##*/}"/*/) [ -e "${k#*/}" ] || mkdir -p "${k#*/}" 2> /dev/null || : ;; esac
        done
        for s in "/sild-files/${t##*/}"-*; do
          [ -d "$s" ] || continue
          (cd "$s" && find -L . '(' -path './..*' -o -name "*$n*" ')' -prune -o -type d -print) |
          while IFS= read -r d; do
            [ -e "$d" ] || mkdir "$d" 2> /dev/null || :
          done
          (cd "$s" && find -L . '(' -path './..*' -o -name "*$n*" ')' -prune -o -type f -print) |
          while IFS= read -r f; do
            [ -d "${f%/*}" ] && [ ! -d "$f" ] && [ ! -L "$f" ] || continue
            if [ ! -e "$f" ] && o=$(cd "$s" && md5sum "$f") && grep -qxF "$o" "$old"; then
              echo "$o" >> "$new"
              continue
            fi
            if ! cmp -s "$s/$f" "$f"; then
              [ ! -e "$f" ] || grep -qxF "$(md5sum "$f")" .sild-files-* || cmp -s "$s/$f" "$f" || continue
              cp -f "$s/$f" "$copy" && chmod a+rw "$copy" && mv -f "$copy" "$f" || exit 1
            fi
            for k in "$@"; do
              [ "$k" != "${t##*/}/${f#./}" ] || { chown "$user" "$f" && chmod 600 "$f"; } || :
            done
            md5sum "$f" >> "$new"
          done || exit 1
        done
        grep -vxF -f "$new" "$old" | while IFS= read -r o; do
          f=${o#*  }
          case $f in */../*) continue ;; ./*) ;; *) continue ;; esac
          [ -f "$f" ] && [ ! -L "$f" ] && [ "$(md5sum "$f")" = "$o" ] || continue
          for l in .sild-files-*; do
            [ "$l" = "$old" ] || ! grep -qxF "$o" "$l" || continue 2
          done
          rm -f "$f"
        done
        mv -f "$new" "$old" || exit 1
      done
      """;

    private final Map<String, List<Filled>> byComponent = new HashMap<>();

    /**
     * The mount of a claim in the main container, the bundles of its files, the files that only the user may read, and
     * folders without files.
     */
    private record Filled(Mount mount, List<String> bundles, List<String> forOwner, List<String> folders) {}

    /**
     * Notes the claim that a component mounts, and the bundles of what is copied into it; {@code forOwner} are the
     * files that only their owner may read.
     */
    public void add(String component, Mount mount, List<String> bundles, List<String> forOwner) {
        add(component, mount, bundles, forOwner, List.of());
    }

    /** Notes the same with paths of folders in the claim that have no files, and that programs expect. */
    public void add(String component, Mount mount, List<String> bundles, List<String> forOwner, List<String> folders) {
        byComponent
                .computeIfAbsent(component, key -> new ArrayList<>())
                .add(new Filled(mount, List.copyOf(bundles), List.copyOf(forOwner), List.copyOf(folders)));
    }

    /**
     * Returns the init container that fills the claims of a component, where it has some. It runs as root, which alone
     * may write to a new claim and to what programs have made, except in a restricted namespace.
     *
     * @param main the component's container
     * @param copier an image with {@code /bin/busybox}
     */
    public Optional<Container> of(Container main, Optional<ImageFacts> facts, String copier, boolean restricted) {
        List<Filled> filled = byComponent.getOrDefault(main.name(), List.of());
        if (filled.isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> user = CodeCopies.user(main, facts);
        List<String> command = new ArrayList<>(List.of(
                "/bin/busybox",
                "sh",
                "-c",
                SCRIPT,
                main.name(),
                user.map(String::valueOf).orElse("")));
        List<Mount> mounts = new ArrayList<>();
        for (int i = 0; i < filled.size(); i++) {
            for (int k = 0; k < filled.get(i).bundles().size(); k++) {
                mounts.add(Mount.ofFiles(filled.get(i).bundles().get(k), FROM + i + "-" + k, ""));
            }
            // Of an unknown user root would be the owner, and the program could not read them.
            for (String file : user.isPresent() ? filled.get(i).forOwner() : List.<String>of()) {
                command.add(i + "/" + file);
            }
            for (String folder : filled.get(i).folders()) {
                command.add(i + "/" + folder + "/");
            }
            Mount claim = filled.get(i).mount();
            mounts.add(new Mount(claim.source(), TO + i, claim.subPath(), false, Optional.empty()));
        }
        return Optional.of(Container.of(Names.label("fill", main.name()), Text.of(copier))
                .with(builder -> builder.command(Text.listOf(command))
                        .mounts(mounts)
                        .resources(main.resources())
                        .security(restricted ? main.security() : Security.ROOT)));
    }
}
