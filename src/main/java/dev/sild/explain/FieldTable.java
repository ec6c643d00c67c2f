package dev.sild.explain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why fields of Kubernetes objects are as they are: {@code fields.txt} beside this class, whose head describes its
 * rows.
 */
final class FieldTable {
    private static final String FILE = "fields.txt";
    private static final String OBVIOUS = "obvious ";
    private static final String ALL_BELOW = "...";
    private static final String ANY_KIND = "*";
    private static final String INITS = "spec.initContainers[]";
    private static final String CONTAINERS = "spec.containers[]";

    private final Map<String, List<FieldRow>> rows = new HashMap<>();
    /** The fields that need no explanation, and those below which nothing needs one. */
    private final Map<String, Boolean> known = new HashMap<>();

    private FieldTable() {}

    /** Reads the table. */
    static FieldTable read() {
        FieldTable table = new FieldTable();
        try (InputStream file = FieldTable.class.getResourceAsStream(FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(OBVIOUS)) {
                    line.substring(OBVIOUS.length()).lines().forEach(table::obvious);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    table.row(line.split(" *\\| *", -1));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return table;
    }

    private void obvious(String line) {
        int space = line.indexOf(' ');
        for (String kind : line.substring(0, space).split(",")) {
            for (String path : line.substring(space + 1).strip().split(" +")) {
                boolean all = path.endsWith(ALL_BELOW);
                known.put(kind + " " + path.replace(ALL_BELOW, ""), all);
            }
        }
    }

    private void row(String[] cells) {
        String[] words = cells[0].split(" +");
        Map<String, String> conditions = new LinkedHashMap<>();
        boolean complete = false;
        for (int i = 2; i < words.length; i++) {
            if (words[i].equals("!")) {
                complete = true;
            } else {
                int equals = words[i].indexOf('=');
                conditions.put(words[i].substring(1, equals), words[i].substring(equals + 1));
            }
        }
        boolean all = words[1].endsWith(ALL_BELOW);
        String path = words[1].replace(ALL_BELOW, "");
        FieldRow row = new FieldRow(
                conditions,
                Stream.of(cells[1].split(", *"))
                        .filter(text -> !text.isEmpty() && !text.equals("-"))
                        .map(text -> Stream.of(text.split(" +or +"))
                                .map(AttributePattern::of)
                                .toList())
                        .toList(),
                cells[2],
                cells.length > 3 ? cells[3] : "",
                complete);
        for (String kind : words[0].split(",")) {
            String key = kind + " " + path;
            rows.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
            // A row for some values does not explain the others.
            if (conditions.isEmpty()) {
                known.merge(key, all || complete, Boolean::logicalOr);
            }
        }
    }

    /**
     * Returns the rows for a field, the first of which that fits counts.
     *
     * @param kind the kind of its object, {@code Pod} for the template of one
     * @param parent the path of the map or list that it is in
     * @param path its path, such as {@code spec.containers[].image}; {@code .} for the object
     */
    List<FieldRow> rows(String kind, String parent, String path) {
        return Stream.of(kind, ANY_KIND)
                .flatMap(each -> candidates(parent, path).stream().map(place -> each + " " + place))
                .map(rows::get)
                .filter(found -> found != null)
                .flatMap(List::stream)
                .toList();
    }

    /** Whether a row explains the field, or it is listed as one that needs no explanation. */
    boolean knows(String kind, List<String> pathsToField) {
        for (int i = 0; i < pathsToField.size(); i++) {
            String path = pathsToField.get(i);
            boolean last = i == pathsToField.size() - 1;
            for (String each : Set.of(kind, ANY_KIND)) {
                for (String place : candidates(i == 0 ? "" : pathsToField.get(i - 1), path)) {
                    Boolean all = known.get(each + " " + place);
                    if (all != null && (last || all)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * The places of the table that are about a path: itself, any key of its map, and containers for init containers.
     */
    private static List<String> candidates(String parent, String path) {
        List<String> places = new ArrayList<>(List.of(path));
        if (!parent.isEmpty()) {
            int domain = path.indexOf('/');
            if (domain > 0) {
                places.add(path.substring(0, domain) + "/*");
            }
            places.add(parent + ".*");
        }
        if (path.startsWith(INITS)) {
            places.add(CONTAINERS + path.substring(INITS.length()));
            places.add(CONTAINERS + parent.substring(Math.min(parent.length(), INITS.length())) + ".*");
        }
        return places;
    }
}
