package dev.sild.works;

import dev.sild.convert.RandomProjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder that holds a random project while it is converted. */
final class RandomFolder {
    private static final int REMEMBERED = 500;
    /** The tests of the gate look at the same projects, since they have the same seed and number of tries. */
    private static final Map<List<Object>, ConvertedProject> CONVERTED = new HashMap<>();

    private RandomFolder() {}

    static synchronized ConvertedProject convert(RandomProjects.Project project, List<String> arguments)
            throws IOException {
        List<Object> key = List.of(project, arguments);
        ConvertedProject converted = CONVERTED.get(key);
        if (converted == null) {
            converted = convert(project, arguments, Map.of());
            if (CONVERTED.size() > REMEMBERED) {
                CONVERTED.clear();
            }
            CONVERTED.put(key, converted);
        }
        return converted;
    }

    static ConvertedProject convert(RandomProjects.Project project, List<String> arguments, Map<String, String> files)
            throws IOException {
        Path folder = Files.createTempDirectory("sild-random");
        Map<String, String> all = new LinkedHashMap<>(files);
        all.put("compose.yaml", project.yaml());
        try {
            for (Map.Entry<String, String> file : all.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            return ConvertedProject.of(folder, project.environment(), arguments);
        } finally {
            for (String file : all.keySet()) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.delete(folder);
        }
    }
}
