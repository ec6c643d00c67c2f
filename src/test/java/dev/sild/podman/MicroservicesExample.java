package dev.sild.podman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** examples/microservices, in a copy that can be converted and run. */
public final class MicroservicesExample {
    private static final List<String> SERVICES = List.of("auth", "user", "order", "payment");

    private MicroservicesExample() {}

    /**
     * Returns a copy of the project with its {@code .env}, after building the images of its services.
     *
     * @param folder the name of the copy, below the machine's folder
     */
    public static Path built(PodmanMachine podman, String folder) throws IOException {
        Path project = Sild.copy(Path.of("examples/microservices"), podman.folder(folder));
        for (String service : SERVICES) {
            podman.build(
                    project.resolve("services"),
                    "--target",
                    service,
                    "-t",
                    "localhost/microservices-" + service + ":1.0");
        }
        Files.copy(project.resolve(".env.example"), project.resolve(".env"));
        return project;
    }
}
