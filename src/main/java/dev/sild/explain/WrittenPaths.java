package dev.sild.explain;

import dev.sild.model.Origin;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which attributes of a project its files contain, in contrast to those that the loader fills in. */
final class WrittenPaths {
    private final Set<String> attributes = new HashSet<>();
    /** What the attributes are in. */
    private final Set<String> groups = new HashSet<>();

    WrittenPaths(List<Origin> written) {
        for (Origin attribute : written) {
            attributes.add(attribute.path());
            for (String above = parent(attribute.path()); !above.isEmpty() && groups.add(above); ) {
                above = parent(above);
            }
        }
    }

    /** Whether a file has the attribute, as a whole or as a group, or one that it is a part of. */
    boolean has(String path) {
        if (groups.contains(path)) {
            return true;
        }
        for (String above = path; !above.isEmpty(); above = parent(above)) {
            if (attributes.contains(above)) {
                return true;
            }
        }
        return false;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
}
