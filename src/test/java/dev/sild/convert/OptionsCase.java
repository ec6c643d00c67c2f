package dev.sild.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project in a folder, for tests of the options. */
abstract class OptionsCase {
    @TempDir
    Path folder;

    @BeforeEach
    void project() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        name: shop
        services:
          web:
            image: example/web:1
            ports: ["8080:80"]
            environment:
              API_TOKEN: token-in-file
            volumes: ["data:/data", "./web.conf:/etc/web.conf:ro"]
          secrets:
            image: example/secrets:1
            configs: [app]
        volumes:
          data:
        configs:
          app:
            content: text
        """);
        Files.writeString(folder.resolve("web.conf"), "listen 80");
    }

    List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".sild-files"))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
