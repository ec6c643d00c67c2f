package dev.sild.explain;

import dev.sild.GoldenCases;
import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The golden cases of conversions for a cluster that write to standard output. */
final class ExplainedGoldens {
    private ExplainedGoldens() {}

    static List<Path> cases() {
        return GoldenCases.files("out.yaml").stream()
                .map(Path::getParent)
                .filter(folder -> !arguments(folder).contains("podman"))
                .toList();
    }

    private static List<String> arguments(Path folder) {
        Path file = folder.resolve("args");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static ConvertRun run(Path folder, String... more) {
        List<String> arguments = new ArrayList<>(arguments(folder));
        arguments.addAll(List.of(more));
        return ConvertRun.run(folder.resolve("in"), ConvertRun.environment(folder), "", arguments);
    }
}
