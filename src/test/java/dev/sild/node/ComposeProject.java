package dev.sild.node;

import static org.awaitility.Awaitility.await;

import dev.sild.podman.CommandRunner;
import dev.sild.podman.PodmanMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A project that docker-compose runs on a podman; closing it ends its containers and deletes its volumes. */
final class ComposeProject implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(300);

    private final Path folder;
    private final Path socket;
    private final Process service;

    ComposeProject(PodmanMachine podman, Path folder) throws IOException {
        this.folder = folder;
        socket = podman.folder("api").resolve("socket");
        Files.deleteIfExists(socket);
        service = podman.serve(socket);
        await("podman's API").atMost(Duration.ofSeconds(30)).until(() -> Files.exists(socket));
    }

    /** Builds and starts all services. */
    void up() {
        compose("up", "--detach", "--build").orFail();
    }

    /** Replaces the container of a service by a new one with the same volumes. */
    void replace(String service) {
        compose("up", "--detach", "--force-recreate", "--no-deps", service).orFail();
    }

    /** Runs a command in the container of a service. */
    CommandRunner.Result exec(String service, String command) {
        return compose("exec", "-T", service, "sh", "-c", command);
    }

    private CommandRunner.Result compose(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker-compose"));
        command.addAll(List.of(arguments));
        // BuildKit would first pull an image of its own.
        return CommandRunner.run(
                folder, Map.of("DOCKER_HOST", "unix://" + socket, "DOCKER_BUILDKIT", "0"), LIMIT, command);
    }

    @Override
    public void close() {
        compose("down", "--volumes", "--timeout", "0");
        service.destroy();
    }
}
