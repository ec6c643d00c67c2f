package dev.sild.compose.translate.source;

import dev.sild.model.Lookup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of each attribute of the Compose Specification, in a few words: the field that it becomes, or why it has
 * no place, and what can be done about that. docs/attributes.md and the reasons of findings are both made from it.
 *
 * <p>It lies beside this class in {@code equivalents.txt}, and is read when something is first asked of it: most
 * projects lose nothing.
 */
public final class Equivalents {
    private static final String FILE = "equivalents.txt";
    private static final String OF_QUADLET = "quadlet.txt";
    private static final String NOT_CARRIED = "not carried: ";
    private static final String ALL_BELOW = "...";
    private static final String REMEDY = "=> ";

    private final Map<String, Equivalent> byPath;
    private final Map<String, String> remedies;
    private final Set<String> known = new HashSet<>();

    /**
     * What becomes of one attribute.
     *
     * @param kubernetes what a cluster gets
     * @param podman what podman gets
     */
    public record Equivalent(String kubernetes, String podman) {

        /**
         * Returns why Kubernetes has no place for the attribute, or for some of its values; nothing where it has one.
         */
        public Optional<String> reason() {
            return reason(kubernetes);
        }

        /** Returns why podman has no place for the attribute, or for some of its values; nothing where it has one. */
        public Optional<String> reasonOfPodman() {
            return reason(podman);
        }

        private static Optional<String> reason(String text) {
            int at = text.indexOf(NOT_CARRIED);
            return at < 0 ? Optional.empty() : Optional.of(text.substring(at + NOT_CARRIED.length()));
        }
    }

    private Equivalents(Map<String, Equivalent> byPath, Map<String, String> remedies) {
        this.byPath = byPath;
        this.remedies = remedies;
        for (String path : byPath.keySet()) {
            for (String above = path.replace(ALL_BELOW, ""); !above.isEmpty() && known.add(above); ) {
                above = parent(above);
            }
        }
    }

    /** Reads the table. */
    public static Equivalents read() {
        return read(FILE);
    }

    /** Reads the table of units of Quadlet, whose reasons are those of podman and systemd. */
    public static Equivalents ofQuadlet() {
        return read(OF_QUADLET);
    }

    private static Equivalents read(String name) {
        Map<String, Equivalent> byPath = new LinkedHashMap<>();
        Map<String, String> remedies = new LinkedHashMap<>();
        try (InputStream file = Equivalents.class.getResourceAsStream(name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(" \\| ");
                if (line.startsWith(REMEDY)) {
                    remedies.put(cells[0].substring(REMEDY.length()), cells[1]);
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    byPath.put(cells[0], new Equivalent(cells[1], cells.length > 2 ? cells[2] : cells[1]));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Equivalents(byPath, remedies);
    }

    /** Returns the attributes that have an entry, as written in the table. */
    public Iterable<String> paths() {
        return byPath.keySet().stream().map(path -> path.replace(ALL_BELOW, "")).toList();
    }

    /**
     * Returns what becomes of a row of the table of attributes; nothing where neither it nor what it belongs to has an
     * entry.
     *
     * @param row its path, such as {@code services.*.ports[].target}
     */
    public Optional<Equivalent> of(String row) {
        Equivalent own = byPath.get(row);
        for (String above = row; own == null && !above.isEmpty(); above = parent(above)) {
            own = byPath.get(above + ALL_BELOW);
        }
        return Optional.ofNullable(own);
    }

    /**
     * Returns why the output has no place for the attribute at {@code path} of a project, as the second half of a
     * sentence, and what its user can do; nothing where it has one, or nothing is known of it.
     *
     * @param path a path such as {@code services.web.ulimits.nofile}
     */
    public Loss loss(String path) {
        String row = row(path);
        Optional<Equivalent> equivalent = Optional.empty();
        for (String above = row; equivalent.isEmpty() && !above.isEmpty(); above = parent(above)) {
            equivalent = of(above);
        }
        return equivalent
                .flatMap(Equivalent::reason)
                .map(reason -> new Loss(reason, Lookup.required(remedies, reason)))
                .orElse(Loss.UNEXPLAINED);
    }

    /** Returns what the user of an attribute can do, as an instruction; nothing if it is carried. */
    public Optional<String> remedy(String row) {
        return of(row).flatMap(Equivalent::reason).map(remedies::get);
    }

    /** Returns the reasons for which something can be done. */
    Set<String> remediedReasons() {
        return remedies.keySet();
    }

    /**
     * Returns the row that {@code path} belongs to, as far as the table goes. A name of the user's may have dots in it.
     */
    String row(String path) {
        String row = "";
        for (String key : path.replaceAll("\\[[0-9]+]", "[]").split("\\.")) {
            String named = row.isEmpty() ? key : row + "." + key;
            if (known.contains(named)) {
                row = named;
            } else if (known.contains(row + ".*")) {
                row += ".*";
            } else if (!row.endsWith(".*")) {
                String list = named.replace("[]", "");
                return known.contains(list) ? list : row;
            }
        }
        return row;
    }

    private static String parent(String path) {
        int end = path.endsWith("[]")
                ? path.length() - 2
                : path.endsWith(".*") ? path.length() - 2 : path.lastIndexOf('.');
        return path.substring(0, Math.max(0, end));
    }
}
