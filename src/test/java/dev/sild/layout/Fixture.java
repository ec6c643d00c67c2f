package dev.sild.layout;

import dev.sild.convert.Conversion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An example or a golden project, and how it is converted. */
public record Fixture(String name, Path folder, Map<String, String> environment, List<String> arguments) {
    private static final Path GOLDENS = Path.of("src/test/resources/convert");

    /** Returns all that can be converted for {@code target}. */
    public static List<Fixture> of(String target) {
        List<Fixture> fixtures = new ArrayList<>();
        for (Path example : children(Path.of("examples"))) {
            fixtures.add(new Fixture(
                    "example " + example.getFileName(), example, Map.of(), List.of("--env-file", ".env.example")));
        }
        for (Path golden : children(GOLDENS)) {
            List<String> arguments = lines(golden.resolve("args"));
            boolean here = target.equals("podman") == arguments.contains("--target");
            Path report = golden.resolve(target.equals("podman") && !here ? "report.podman.txt" : "report.txt");
            if (Files.exists(report) && lines(report).get(0).equals("exit 0") && (here || target.equals("podman"))) {
                fixtures.add(new Fixture(
                        golden.getFileName().toString(), golden.resolve("in"), environment(golden), arguments));
            }
        }
        return fixtures;
    }

    /** Converts it with further arguments; fails where it cannot be. */
    public Conversion convert(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        Conversion conversion = Conversion.run(folder, environment, "", all);
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

    private static Map<String, String> environment(Path golden) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String line : lines(golden.resolve("env"))) {
            environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return environment;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
