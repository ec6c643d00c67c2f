package dev.sild.works;

import dev.sild.convert.Projects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder that holds a random project while it is converted. */
final class RandomFolder {
    private RandomFolder() {}

    static Converted convert(Projects.Project project, List<String> arguments) throws IOException {
        return convert(project, arguments, Map.of());
    }

    static Converted convert(Projects.Project project, List<String> arguments, Map<String, String> files)
            throws IOException {
        Path folder = Files.createTempDirectory("sild-random");
        Map<String, String> all = new LinkedHashMap<>(files);
        all.put("compose.yaml", project.yaml());
        try {
            for (Map.Entry<String, String> file : all.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            return Converted.of(folder, project.environment(), arguments);
        } finally {
            for (String file : all.keySet()) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.delete(folder);
        }
    }
}
