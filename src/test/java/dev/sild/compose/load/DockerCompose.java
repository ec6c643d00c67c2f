package dev.sild.compose.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The real docker compose, which needs no engine for {@code config}. */
final class DockerCompose {
    /** What a run printed, and whether it refused the project. */
    record Result(boolean refused, String output) {}

    private DockerCompose() {}

    /** Returns the program, if it is on the PATH; says so loudly if not. */
    static Optional<Path> find() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            Path program = Path.of(folder, "docker-compose");
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        System.err.println("SKIPPED: DOCKER-COMPOSE IS NOT ON THE PATH, SO NOTHING WAS COMPARED WITH IT");
        return Optional.empty();
    }

    /** Runs {@code config} in {@code folder} with nothing in the environment but what the arguments say. */
    static Result config(Path program, Path folder, Arguments arguments, String format) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments.flags());
        command.addAll(List.of("config", "--format", format));
        if (!arguments.interpolate()) {
            command.add("--no-interpolate");
        }
        Path output = Files.createTempFile("sild-compose", ".out");
        Path errors = Files.createTempFile("sild-compose", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.put("PATH", "/usr/bin:/bin");
            environment.put("HOME", "/home/user");
            environment.putAll(arguments.environment());
            Process process = builder.start();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("docker-compose did not end: " + folder);
            }
            boolean refused = process.exitValue() != 0;
            return new Result(refused, Files.readString(refused ? errors : output, StandardCharsets.UTF_8));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
