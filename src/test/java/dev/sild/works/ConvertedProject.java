package dev.sild.works;

import dev.sild.GoldenCases;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.convert.ConvertRun;
import dev.sild.report.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A project and what became of it: what the loader understood of it, the manifests, and the report.
 *
 * @param code the exit code; there are no manifests where it is not 0
 * @param arguments those of the conversion
 */
record ConvertedProject(
        ComposeProject project, int code, String manifests, ConversionReport report, List<String> arguments) {
    private static final List<String> REPORT = List.of("--report", "json");
    /** Several tests look at the same golden projects. */
    private static final Map<List<String>, ConvertedProject> GOLDENS = new ConcurrentHashMap<>();

    /** Returns the folders of the golden cases, without those whose patches change what the compose file says. */
    static List<Path> cases() {
        return GoldenCases.all().stream()
                .filter(folder -> !folder.endsWith("patches"))
                .toList();
    }

    /** Converts the project of a golden case as its files say, with more arguments. */
    static ConvertedProject ofCase(Path folder, String... more) throws IOException {
        List<String> arguments = ConvertRun.arguments(folder);
        arguments.addAll(List.of(more));
        List<String> key = new ArrayList<>(arguments);
        key.add(folder.toString());
        ConvertedProject known = GOLDENS.get(key);
        if (known == null) {
            List<String> json = new ArrayList<>(List.of(more));
            json.addAll(REPORT);
            known = of(
                    folder.resolve("in"),
                    ConvertRun.environment(folder),
                    arguments,
                    ConvertRun.ofCase(folder, json.toArray(String[]::new)));
            GOLDENS.put(key, known);
        }
        return known;
    }

    /** Converts the project in a folder. */
    static ConvertedProject of(Path folder, Map<String, String> environment, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(REPORT);
        return of(folder, environment, arguments, ConvertRun.run(folder, environment, "", all));
    }

    private static ConvertedProject of(
            Path folder, Map<String, String> environment, List<String> arguments, ConvertRun conversion) {
        // Wrong usage has no report.
        ConversionReport report =
                conversion.code() == 2 ? new ConversionReport(List.of()) : ConversionReport.of(conversion.err());
        try {
            ComposeProject project = ProjectLoader.load(LoadRequest.of(folder.toAbsolutePath())
                    .with(request -> request.files(values(arguments, "-f"))
                            .profiles(values(arguments, "--profile"))
                            .envFiles(values(arguments, "--env-file"))
                            .projectName(values(arguments, "-p").stream().findFirst())
                            .shellEnvironment(environment)));
            return new ConvertedProject(project, conversion.code(), conversion.out(), report, arguments);
        } catch (InputException refused) {
            throw new AssertionError(refused.findings().toString(), refused);
        }
    }

    private static List<String> values(List<String> arguments, String option) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (arguments.get(i).equals(option)) {
                values.add(arguments.get(i + 1));
            }
        }
        return values;
    }

    /** Whether two services are to share a pod in which both would listen on one port: what cannot start is refused. */
    boolean cannotBeOnePod() {
        return code == 1 && report.says("SILD-PORT-CLASH", "services");
    }

    /** Returns the names that compose calls containers after: that of this run, and that of the file. */
    Set<String> projectNames() {
        return Stream.of(project.name(), project.writtenName()).collect(Collectors.toSet());
    }

    boolean forPodman() {
        return arguments.contains("podman");
    }
}
