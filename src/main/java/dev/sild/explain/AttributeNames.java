package dev.sild.explain;

import dev.sild.compose.load.spec.SpecRows;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.report.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names by which users ask for attributes: the rows of docs/attributes.md ({@code services.*.depends_on}), paths of
 * a project ({@code services.web.depends_on}), and keys alone ({@code depends_on}).
 */
public final class AttributeNames {
    private static final String SERVICE = "services.*.";

    private final List<String> rows = new ArrayList<>(SpecRows.all().keySet());

    /** Returns all rows. */
    public Collection<String> rows() {
        return rows;
    }

    /** Returns the rows that a user can mean: none if there is no such attribute, several if the name is ambiguous. */
    public List<String> of(String name) {
        String wanted = name.replaceAll("\\[[0-9]*]", "[]");
        if (rows.contains(wanted)) {
            return List.of(wanted);
        }
        // A literal key is a better match than the name of a user's.
        List<String> matching = rows.stream()
                .filter(row -> pattern(row).matcher(wanted).matches())
                .sorted((one, other) -> literals(other) - literals(one))
                .limit(1)
                .toList();
        if (!matching.isEmpty()) {
            return matching;
        }
        List<String> ofService =
                rows.stream().filter(row -> isSame(row, SERVICE + wanted)).toList();
        return ofService.isEmpty()
                ? rows.stream()
                        .filter(row -> without(row).endsWith("." + without(wanted)))
                        .toList()
                : ofService;
    }

    /**
     * Returns the name of a label of kompose that Sild reads; empty for other names.
     *
     * @param name the label, or its path in a project, such as {@code services.web.labels.kompose.volume.size}
     */
    public static Optional<String> komposeLabel(String name) {
        return KomposeLabels.known(name);
    }

    /** Returns the key or row that is nearest to a misspelt name; empty if none is near. */
    public String nearest(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        String nearest =
                Nearest.of(name, Stream.concat(rows.stream(), keys().stream()).toList());
        return nearest.isEmpty() && !last.equals(name) ? Nearest.of(last, keys()) : nearest;
    }

    /** Returns the keys of services, in order. */
    public List<String> keys() {
        return rows.stream()
                .filter(row -> row.startsWith(SERVICE))
                .map(row -> row.substring(SERVICE.length()))
                .filter(key -> key.matches("[a-z_]+"))
                .collect(Collectors.toList());
    }

    private static int literals(String row) {
        return row.replace("*", "").length();
    }

    private static boolean isSame(String row, String name) {
        return without(row).equals(without(name));
    }

    private static String without(String row) {
        return row.replace("[]", "");
    }

    private static Pattern pattern(String row) {
        return Pattern.compile(Stream.of(row.split("\\.", -1))
                .map(key ->
                        key.equals("*") ? ".+" : Pattern.quote(without(key)) + (key.endsWith("[]") ? "(\\[])?" : ""))
                .collect(Collectors.joining("\\.")));
    }
}
