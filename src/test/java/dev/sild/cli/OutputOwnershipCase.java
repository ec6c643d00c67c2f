package dev.sild.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project that is converted into a folder again and again. */
abstract class OutputOwnershipCase {
    static final String TWO_SERVICES = """
      name: shop
      services:
        web: {image: "example/web:1", ports: ["80:80"], environment: {LEVEL: "${LEVEL:-1}", TOKEN: abc}}
        api: {image: "example/api:1", environment: {API_TOKEN: abc}, volumes: ["data:/data"]}
        tool: {image: "example/tool:1", environment: {TOOL_TOKEN: abc}, profiles: [debug]}
      volumes: {data: }
      """;

    static final String UNMARKED = "# mine\nkind: Deployment\nmetadata: {name: x}\n";

    @TempDir
    Path folder;

    @BeforeEach
    void aProject() throws IOException {
        write("compose.yaml", TWO_SERVICES);
    }

    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name).normalize();
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    CommandRun run(String arguments) {
        return CommandRun.of(folder, "", arguments.split(" "));
    }

    Map<String, String> files(String name) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.resolve(name))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.resolve(name).relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
