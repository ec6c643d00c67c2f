package dev.sild.explain;

import dev.sild.GoldenCases;
import dev.sild.convert.ConvertRun;
import java.nio.file.Path;
import java.util.List;

/** The golden cases of conversions for a cluster that write to standard output. */
final class ExplainedGoldens {
    private ExplainedGoldens() {}

    static List<Path> cases() {
        return GoldenCases.files("out.yaml").stream()
                .map(Path::getParent)
                .filter(folder -> !ConvertRun.arguments(folder).contains("podman"))
                .toList();
    }

    /** Converts a case with options that write files. */
    static ConvertRun written(Path folder, String... more) {
        List<String> arguments = ConvertRun.arguments(folder);
        arguments.addAll(List.of(more));
        return ConvertRun.run(folder.resolve("in"), ConvertRun.environment(folder), "", arguments);
    }
}
