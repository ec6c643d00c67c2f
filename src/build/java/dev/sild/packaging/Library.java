package dev.sild.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A third-party library; {@code licences} are SPDX identifiers, of which its user may choose one. */
record Library(
        String group, String name, String version, String classifier, String url, List<String> licences, Path jar) {

    /**
     * Reads what {@code src/build/libraries.ftl} wrote, a library a line.
     *
     * @param jars the jars of the libraries, in the layout of a Maven repository
     */
    static List<Library> read(Path file, List<Path> jars, Licences known) throws IOException {
        List<Library> libraries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank()) {
                continue;
            }
            String[] fields = line.split("\t", -1);
            String id = String.join(":", fields[0], fields[1], fields[2]);
            String end = String.join(
                    "/",
                    fields[0].replace('.', '/'),
                    fields[1],
                    fields[2],
                    fields[1] + "-" + fields[2] + (fields[3].isEmpty() ? "" : "-" + fields[3]) + ".jar");
            Path jar = jars.stream()
                    .filter(path -> path.endsWith(end))
                    .findFirst()
                    .orElseThrow(() -> new PackagingException(
                            "no jar of " + id + " on the class path; build again after: rm -rf target"));
            libraries.add(new Library(
                    fields[0],
                    fields[1],
                    fields[2],
                    fields[3],
                    fields[4],
                    known.check(id, List.of(fields[5].split(";"))),
                    jar));
        }
        libraries.sort(Comparator.comparing(Library::id));
        return libraries;
    }

    String id() {
        return group + ":" + name + ":" + version + (classifier.isEmpty() ? "" : ":" + classifier);
    }

    String purl() {
        return "pkg:maven/" + group + "/" + name + "@" + version + "?"
                + (classifier.isEmpty() ? "" : "classifier=" + classifier + "&") + "type=jar";
    }

    String licenceExpression() {
        return String.join(" OR ", licences);
    }

    /** Whether its licence asks for its own text, with its own copyright notice, in every copy. */
    boolean needsLicenceText() {
        return !licences.contains("Apache-2.0") && !licences.contains("CC0-1.0");
    }
}
