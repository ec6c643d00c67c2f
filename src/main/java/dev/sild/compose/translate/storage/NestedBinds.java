package dev.sild.compose.translate.storage;

import dev.sild.images.ContainerPaths;
import dev.sild.model.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bind mounts of folders within each other. On one machine each shows what is written through the other; where they do
 * not become one claim, that is lost.
 */
final class NestedBinds {
    private static final int MOST_NAMED = 10;

    private final Path project;
    private final Storage storage;
    private final Map<Path, List<Seen>> byPath = new LinkedHashMap<>();

    /** A bind mount, the claim that it became, if it did, and who writes what it does not show. */
    private static final class Seen {
        private final Bind bind;
        private final String claim;
        private final Set<String> writers = new LinkedHashSet<>();
        private int more;

        Seen(Bind bind, String claim) {
            this.bind = bind;
            this.claim = claim;
        }

        boolean isWritten() {
            return !claim.isEmpty() && !bind.readOnly();
        }

        boolean isIn(String other) {
            return !claim.isEmpty() && claim.equals(other);
        }

        /** Adds who writes; many services may mount one folder, and a few names are enough. */
        void lacks(Collection<String> names) {
            int left = names.size();
            for (String name : names) {
                if (writers.size() == MOST_NAMED && !writers.contains(name)) {
                    more += left;
                    return;
                }
                writers.add(name);
                left--;
            }
        }
    }

    /** What services write to one folder through one claim; the data folder of a database is for nobody else. */
    private record Written(String claim, boolean data) {}

    /** Where a component mounts something. */
    private record Place(String component, String target) {}

    /** The mounts of one folder: who writes to it, what does not, and which claims are at a place. */
    private static final class Inner {
        private final Map<Written, Set<String>> writers = new LinkedHashMap<>();
        private final List<Seen> others = new ArrayList<>();
        private final Map<Place, Set<String>> claims = new HashMap<>();
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
        byPath.forEach((path, mounts) -> {
            Inner inner = inner(mounts);
            for (Path outer = path.getParent(); outer != null && outer.startsWith(project); outer = outer.getParent()) {
                String below = outer.relativize(path).toString().replace('\\', '/');
                byPath.getOrDefault(outer, List.of()).forEach(around -> compare(inner, below, around));
            }
        });
        byPath.values().stream()
                .flatMap(List::stream)
                .filter(seen -> !seen.writers.isEmpty())
                .forEach(seen -> seen.bind
                        .volume()
                        .noteApproximated(
                                "files written to " + String.join(", ", seen.writers)
                                        + (seen.more == 0 ? "" : " and " + seen.more + " more")
                                        + " are not visible at " + seen.bind.target(),
                                "use the same folder, or a named volume, for both"));
    }

    private Inner inner(List<Seen> mounts) {
        Inner inner = new Inner();
        for (Seen each : mounts) {
            inner.claims
                    .computeIfAbsent(new Place(each.bind.component(), each.bind.target()), key -> new HashSet<>())
                    .add(each.claim);
            if (each.isWritten()) {
                inner.writers
                        .computeIfAbsent(
                                new Written(each.claim, each.bind.onDataFolder()), key -> new LinkedHashSet<>())
                        .add(shown(each));
            } else {
                inner.others.add(each);
            }
        }
        return inner;
    }

    private String shown(Seen writer) {
        return "./" + project.relativize(writer.bind.path()) + " by '" + writer.bind.component() + "'";
    }

    private void compare(Inner inner, String below, Seen around) {
        String component = around.bind.component();
        String target = ContainerPaths.absolute(around.bind.target(), below);
        // A claim in a copy of a source tree is seen there.
        Set<String> mounted = inner.claims.getOrDefault(new Place(component, target), Set.of());
        boolean wholeProject = around.bind.path().equals(project);
        inner.writers.forEach((written, names) -> {
            // A writable mount of the project is reported separately; nobody reads the files of a database there.
            if (!around.isIn(written.claim())
                    && !mounted.contains(written.claim())
                    && (!wholeProject || around.bind.readOnly() && !written.data())) {
                around.lacks(names);
            }
        });
        if (around.isWritten() && !wholeProject) {
            for (Seen other : inner.others) {
                boolean same = other.bind.component().equals(component)
                        && other.bind.target().equals(target);
                if (!same && !around.isIn(other.claim) && (other.claim.isEmpty() || !mounted.contains(other.claim))) {
                    other.lacks(List.of(shown(around)));
                }
            }
        }
    }
}
