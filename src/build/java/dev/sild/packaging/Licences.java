package dev.sild.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The licences that libraries may have, from {@code src/build/licences.tsv}. */
final class Licences {
    private final Map<String, String> identifiers = new TreeMap<>();
    private final List<String> allowed = new ArrayList<>();

    Licences(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split("\t");
            if (fields.length != 3) {
                throw new PackagingException(file + ": not three fields separated by tabs: " + line);
            }
            identifiers.put(fields[0], fields[1]);
            if (fields[2].equals("allowed")) {
                allowed.add(fields[0]);
            }
        }
    }

    /**
     * The SPDX identifiers of licences of which the user of a library may choose one.
     *
     * @throws PackagingException if a licence is unknown or none is allowed
     */
    List<String> check(String library, List<String> names) {
        for (String name : names) {
            if (!identifiers.containsKey(name)) {
                throw refuse(library, names);
            }
        }
        if (names.stream().noneMatch(allowed::contains)) {
            throw refuse(library, names);
        }
        return names.stream().map(identifiers::get).distinct().sorted().toList();
    }

    private static PackagingException refuse(String library, List<String> names) {
        return new PackagingException("licence of " + library + " is not allowed: \"" + String.join("\", \"", names)
                + "\"; replace the library, or review the licence and add it to src/build/licences.tsv");
    }
}
