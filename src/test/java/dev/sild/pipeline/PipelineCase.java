package dev.sild.pipeline;

import dev.sild.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

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
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(repository, "", arguments.toArray(String[]::new));
    }

    /** Returns the shell scripts of a pipeline, in order. */
    static List<String> scripts(String system, String text) {
        List<String> scripts = new ArrayList<>();
        if (system.equals("jenkins")) {
            String[] parts = text.split("script: '''", -1);
            for (int i = 1; i < parts.length; i++) {
                scripts.add(parts[i].substring(0, parts[i].replace("\\'", "__").indexOf("'''"))
                        .replace("\\'", "'")
                        .replace("\\\\", "\\"));
            }
        } else {
            collect(new Load(LoadSettings.builder().build()).loadFromString(text), scripts);
        }
        return scripts;
    }

    private static void collect(Object node, List<String> scripts) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof String script && (key.equals("run") || key.equals("script"))) {
                    scripts.add(script);
                } else if (value instanceof List<?> list && key.equals("script")) {
                    list.forEach(each -> scripts.add((String) each));
                } else {
                    collect(value, scripts);
                }
            });
        } else if (node instanceof List<?> list) {
            list.forEach(each -> collect(each, scripts));
        }
    }
}
