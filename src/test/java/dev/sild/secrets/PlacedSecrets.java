package dev.sild.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Projects with a secret each, as the files of {@code src/test/resources/secrets} describe them. */
final class PlacedSecrets {
    static final Path FOLDER = Path.of("src/test/resources/secrets");

    /** A project: what it is about, the value that must not be seen, and its files by path. */
    record Placed(String what, String value, Map<String, String> files) {
        void write(Path folder) throws IOException {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.createDirectories(folder.resolve(file.getKey()).getParent());
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
    }

    private PlacedSecrets() {}

    static List<Placed> read(String name) throws IOException {
        List<Placed> all = new ArrayList<>();
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        String title = "";
        String file = "";
        List<String> lines = new ArrayList<>(Files.readAllLines(FOLDER.resolve(name)));
        lines.add("==");
        for (String line : lines) {
            if (line.startsWith("==") || line.startsWith("env ")) {
                if (!title.isEmpty()) {
                    all.add(placed(title, files));
                }
                files.clear();
                title = line.startsWith("== ") ? line.substring(3) : "";
                file = "compose.yaml";
                if (line.startsWith("env ")) {
                    all.add(ofVariable(line.substring(4)));
                }
            } else if (line.startsWith("-- ")) {
                file = line.substring(3);
            } else if (!title.isEmpty()) {
                files.computeIfAbsent(file, key -> new StringBuilder())
                        .append(line)
                        .append('\n');
            }
        }
        return all;
    }

    private static Placed placed(String title, Map<String, StringBuilder> files) {
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach((path, text) -> texts.put(path, text.toString()));
        int bar = title.lastIndexOf(" | ");
        return new Placed(title.substring(0, bar), title.substring(bar + 3), texts);
    }

    /** A dollar is written twice in a compose file. */
    static Placed ofVariable(String assignment) {
        int equals = assignment.indexOf('=');
        String value = assignment.substring(equals + 1);
        return new Placed(
                assignment.substring(0, equals),
                value.replace("$$", "$"),
                Map.of(
                        "compose.yaml",
                        "services:\n  web:\n    image: example/web:1\n    environment:\n      - '"
                                + assignment.replace("'", "''") + "'\n"));
    }
}
