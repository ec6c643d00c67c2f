package dev.sild.layout;

import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project that is converted into a folder that has files. */
abstract class UpdateCase {
    @TempDir
    Path folder;

    /** A service of a random project, of which anything may be edited. */
    record Service(String image, int level, int replicas, int port) {
        String yaml(String name) {
            return "  " + name + ":\n    image: " + image + "\n    environment: {LEVEL: \"" + level + "\", TOKEN: \"t"
                    + level + "\"}\n    ports: [\"" + port + ":80\"]\n    deploy: {replicas: " + replicas + "}\n";
        }
    }

    @BeforeEach
    void twoServices() throws IOException {
        write(Map.of("web", new Service("example/web:1", 1, 1, 8080), "api", new Service("example/api:1", 1, 1, 8081)));
    }

    ConvertRun run(String layout, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--layout", layout, "-o", "out/"));
        arguments.addAll(List.of(more));
        return ConvertRun.run(folder, arguments.toArray(String[]::new));
    }

    void write(Map<String, Service> services) throws IOException {
        StringBuilder yaml = new StringBuilder("name: shop\nservices:\n");
        new TreeMap<>(services).forEach((name, service) -> yaml.append(service.yaml(name)));
        Files.writeString(folder.resolve("compose.yaml"), yaml.toString());
    }

    Map<String, String> files() throws IOException {
        return files(folder.resolve("out"));
    }

    static Map<String, String> files(Path out) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("mine.txt"))
                    .toList()) {
                files.put(out.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
