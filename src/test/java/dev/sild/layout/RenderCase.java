package dev.sild.layout;

import dev.sild.adopt.AdoptCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of {@code src/test/resources/render}: {@code in.yaml} are stacks, {@code args} holds one argument a line,
 * and {@code out.txt} is what is said and all files that are written, each after its name.
 */
public record RenderCase(Path folder) {
    private static final Path CASES = Path.of("src/test/resources/render");

    /** Returns all cases by the order of their names. */
    public static Stream<RenderCase> all() {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().map(RenderCase::new).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Renders it into a folder. */
    public AdoptCase.Run render(Path into) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("render", "in.yaml", "-o", into + "/"));
        arguments.addAll(Files.readAllLines(folder.resolve("args")));
        return AdoptCase.run(folder, Map.of(), arguments);
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
