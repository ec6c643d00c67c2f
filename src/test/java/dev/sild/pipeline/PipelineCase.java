package dev.sild.pipeline;

import dev.sild.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Projects in repositories of their own, and the pipelines that are written for them. */
final class PipelineCase {
    static final List<String> SYSTEMS = List.of("github", "gitlab", "tekton", "jenkins");

    private PipelineCase() {}

    /** Copies a project to a folder that git would take for a repository. */
    static Path repository(Path project, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.toList()) {
                Path to = folder.resolve(project.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        Files.createDirectory(folder.resolve(".git"));
        return folder;
    }

    /** Runs {@code sild pipeline} for a system. */
    static CommandRun run(Path repository, String system, String... more) {
        List<String> arguments = new ArrayList<>(List.of("pipeline", system));
        if (SYSTEMS.contains(system)) {
            arguments.addAll(List.of("--sild-image", "registry.example.com/tools/sild:0.1.0"));
        }
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(repository, "", arguments.toArray(String[]::new));
    }
}
