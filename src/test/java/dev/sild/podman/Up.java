package dev.sild.podman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code sild up} and its kin in a project's folder, with a podman of the test's own.
 *
 * @param variables added to the environment
 */
record Up(PodmanMachine podman, Path project, Map<String, String> variables) {
    private static final Duration LIMIT = Duration.ofSeconds(600);

    /** What a command did. */
    CommandRunner.Result run(String... words) {
        return CommandRunner.run(project, environment(), LIMIT, Sild.command(words));
    }

    /** Starts a command that Ctrl-C can end, though what started the test may have been told to pay no heed to it. */
    Process start(Path out, String... words) throws IOException {
        List<String> command = Sild.command(words);
        command.addAll(0, List.of("env", "--default-signal=INT"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().putAll(environment());
        return builder.start();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("SILD_PODMAN", podman.program().toString());
        return environment;
    }

    /** The ids of the pods that {@code sild ps} shows, by service. */
    Map<String, String> pods() {
        return shown("podId");
    }

    /** A field of what {@code sild ps} shows, by the names of the containers. */
    Map<String, String> shown(String field) {
        try {
            Map<String, String> shown = new TreeMap<>();
            for (JsonNode container : new ObjectMapper()
                    .readTree(run("ps", "--format", "json").orFail())
                    .path("containers")) {
                shown.put(container.path("name").asText(), container.path(field).asText());
            }
            return shown;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that a podman has but images, sorted: {@code volume NAME} and so on. */
    static SortedSet<String> inventory(PodmanMachine podman) {
        String all = podman.run("ps", "--all", "--format", "container {{.Names}}")
                + podman.run("pod", "ps", "--format", "pod {{.Name}}")
                + podman.run("volume", "ls", "--format", "volume {{.Name}}")
                + podman.run("network", "ls", "--format", "network {{.Name}}")
                + podman.run("secret", "ls", "--format", "secret {{.Name}}");
        return new TreeSet<>(all.lines().filter(line -> !line.isBlank()).toList());
    }
}
