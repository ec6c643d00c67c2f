package dev.sild;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The golden cases of conversions, {@code src/test/resources/convert/<topic>/<case>/}, and those of other inputs,
 * {@code src/test/resources/inputs/<topic>/<case>/}. The name of a case of conversions is unique, so tests name it
 * without its topic.
 */
public final class GoldenCases {
    private static final Path CONVERT = Path.of("src/test/resources/convert");
    private static final Path INPUTS = Path.of("src/test/resources/inputs");

    private GoldenCases() {}

    /** Returns the folders of all cases of conversions, sorted by the names of the cases. */
    public static List<Path> all() {
        return cases(CONVERT);
    }

    /** Returns the folders of all cases of other inputs, sorted by the names of the cases. */
    public static List<Path> inputs() {
        return cases(INPUTS);
    }

    private static List<Path> cases(Path topics) {
        return children(topics).stream()
                .flatMap(topic -> children(topic).stream())
                .sorted(Comparator.comparing(Path::getFileName))
                .toList();
    }

    /** Returns a file that every case has or some have, of those that have it. */
    public static List<Path> files(String name) {
        return all().stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .toList();
    }

    /** Returns the folder of the case with this name. */
    public static Path named(String name) {
        return children(CONVERT).stream()
                .map(topic -> topic.resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no golden case " + name));
    }

    /** Returns the folders of all topics. */
    public static List<Path> topics() {
        return Stream.of(CONVERT, INPUTS)
                .flatMap(topics -> children(topics).stream())
                .toList();
    }

    /** Returns what a topic or a case contains, sorted. */
    public static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
