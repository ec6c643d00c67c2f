package dev.sild.layout;

import dev.sild.Folders;
import dev.sild.GoldenCases;
import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** An example or a golden project, and how it is converted. */
public record Fixture(String name, Path folder, Map<String, String> environment, List<String> arguments) {
    /** Several tests look at the same examples and goldens, and none changes them. */
    private static final Map<Fixture, ConvertRun> LISTS = new ConcurrentHashMap<>();

    private static final Map<Fixture, Chart> CHARTS = new ConcurrentHashMap<>();

    private record Chart(ConvertRun conversion, Map<Path, WrittenFile> files) {
        static Chart of(Fixture fixture) {
            try {
                Path folder = Files.createTempDirectory("chart");
                try {
                    ConvertRun conversion = fixture.run("--layout", "chart", "-o", folder.toString());
                    Map<Path, WrittenFile> files = new LinkedHashMap<>();
                    for (Path file : regularFiles(folder)) {
                        files.put(
                                folder.relativize(file),
                                new WrittenFile(Files.readAllBytes(file), Files.getPosixFilePermissions(file)));
                    }
                    return new Chart(conversion, files);
                } finally {
                    Folders.delete(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static List<Path> regularFiles(Path folder) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(Files::isRegularFile).toList();
            }
        }
    }

    private record WrittenFile(byte[] content, Set<PosixFilePermission> permissions) {
        void write(Path file) {
            try {
                Files.createDirectories(file.getParent());
                Files.write(file, content);
                Files.setPosixFilePermissions(file, permissions);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns all that can be converted for {@code target}. */
    public static List<Fixture> of(String target) {
        List<Fixture> fixtures = new ArrayList<>();
        for (Path example : GoldenCases.children(Path.of("examples"))) {
            fixtures.add(new Fixture(
                    "example " + example.getFileName(), example, Map.of(), List.of("--env-file", ".env.example")));
        }
        for (Path golden : GoldenCases.all()) {
            List<String> arguments = ConvertRun.arguments(golden);
            boolean here = target.equals("podman") == arguments.contains("--target");
            Path report = golden.resolve(target.equals("podman") && !here ? "report.podman.txt" : "report.txt");
            if (Files.exists(report) && lines(report).get(0).equals("exit 0") && (here || target.equals("podman"))) {
                fixtures.add(new Fixture(
                        golden.getFileName().toString(),
                        golden.resolve("in"),
                        ConvertRun.environment(golden),
                        arguments));
            }
        }
        return fixtures;
    }

    /** Converts it with further arguments; fails where it cannot be. */
    public ConvertRun convert(String... more) {
        return isCommitted() && more.length == 0 ? LISTS.computeIfAbsent(this, Fixture::list) : run(more);
    }

    /** Writes its chart into a folder. */
    public ConvertRun chart(Path into) {
        if (!isCommitted()) {
            return run("--layout", "chart", "-o", into.toString());
        }
        Chart chart = CHARTS.computeIfAbsent(this, Chart::of);
        chart.files.forEach((name, file) -> file.write(into.resolve(name)));
        return chart.conversion;
    }

    private boolean isCommitted() {
        return !folder.isAbsolute();
    }

    private ConvertRun list() {
        return folder.endsWith("in") ? successful(ConvertRun.ofCase(folder.getParent())) : run();
    }

    private ConvertRun run(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return successful(ConvertRun.run(folder, environment, "", all));
    }

    private ConvertRun successful(ConvertRun conversion) {
        if (conversion.code() != 0) {
            throw new AssertionError(name + ": " + conversion.err());
        }
        return conversion;
    }

    /** Whether an argument has this name. */
    public boolean has(String argument) {
        return arguments.contains(argument);
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
