package dev.sild.compose.translate.storage;

import dev.sild.model.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Bind mounts of folders within each other. On one machine each shows what is written through the other; where they do
 * not become one claim, that is lost.
 */
final class NestedBinds {
    private final Path project;
    private final Storage storage;
    private final Map<Path, List<Seen>> byPath = new LinkedHashMap<>();

    /** A bind mount, and the claim that it became; an empty name if it did not become one. */
    private record Seen(Bind bind, String claim) {
        boolean isWritten() {
            return !claim.isEmpty() && !bind.readOnly();
        }

        boolean isIn(Seen other) {
            return !claim.isEmpty() && claim.equals(other.claim);
        }
    }

    NestedBinds(Path project, Storage storage) {
        this.project = project;
        this.storage = storage;
    }

    /** Adds a bind mount, and the mount that it became, unless that is a single file. */
    void add(Bind bind, Mount mount) {
        if (mount.source() instanceof Mount.OfFiles && !mount.subPath().isEmpty()) {
            return;
        }
        String claim = mount.source() instanceof Mount.OfVolume of && storage.isClaim(mount) ? of.name() : "";
        byPath.computeIfAbsent(bind.path(), path -> new ArrayList<>()).add(new Seen(bind, claim));
    }

    /** Reports where what one service writes is not what another sees. */
    void report() {
        Map<Seen, Set<Seen>> unseen = new LinkedHashMap<>();
        byPath.forEach((path, inner) -> {
            for (Path outer = path.getParent(); outer != null && outer.startsWith(project); outer = outer.getParent()) {
                for (Seen around : byPath.getOrDefault(outer, List.of())) {
                    inner.forEach(within -> compare(within, around, unseen));
                }
            }
        });
        unseen.forEach((seen, writers) -> seen.bind()
                .volume()
                .noteApproximated(
                        "files written to "
                                + writers.stream().map(this::shown).distinct().collect(Collectors.joining(", "))
                                + " are not visible at " + seen.bind().target(),
                        "use the same folder, or a named volume, for both"));
    }

    private String shown(Seen writer) {
        return "./" + project.relativize(writer.bind().path()) + " by '"
                + writer.bind().component() + "'";
    }

    private void compare(Seen within, Seen around, Map<Seen, Set<Seen>> unseen) {
        // A claim in a copy of a source tree is seen there.
        boolean seen = byPath.getOrDefault(within.bind().path(), List.of()).stream()
                .anyMatch(same -> same.isIn(within) && isMountedOver(same.bind(), around.bind()));
        if (within.isIn(around) || seen || isMountedOver(within.bind(), around.bind())) {
            return;
        }
        boolean wholeProject = around.bind().path().equals(project);
        if (within.isWritten()) {
            // A writable mount of the project is reported separately; nobody reads the files of a database there.
            if (!wholeProject || around.bind().readOnly() && !within.bind().onDataFolder()) {
                unseen.computeIfAbsent(around, key -> new LinkedHashSet<>()).add(within);
            }
        } else if (around.isWritten() && !wholeProject) {
            unseen.computeIfAbsent(within, key -> new LinkedHashSet<>()).add(around);
        }
    }

    /** Whether one container mounts the inner folder at its own place in the outer one. */
    private static boolean isMountedOver(Bind within, Bind around) {
        return within.component().equals(around.component())
                && Path.of(within.target())
                        .equals(Path.of(around.target()).resolve(around.path().relativize(within.path())));
    }
}
