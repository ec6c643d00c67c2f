package dev.sild.compose.load.files;

import dev.sild.report.InputException;
import dev.sild.yaml.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that nobody has named, which are looked at for hints in the report: nothing else depends on them. */
public final class NearbyFiles {
    /** How many bytes a file may have. */
    private static final long LARGEST = 64 << 10;

    /** How many files of a folder are looked at, and how many with the right name are used. */
    private static final int IN_FOLDER = 1000;

    private static final int USED = 20;

    private final Path workingDirectory;
    private final Set<Path> allowed;
    private final Map<Path, String> texts;

    NearbyFiles(Path workingDirectory, Set<Path> allowed, Map<Path, String> texts) {
        this.workingDirectory = workingDirectory;
        this.allowed = allowed;
        this.texts = texts;
    }

    /** Returns the text of an env file; empty where it is large, or may not be read without a finding. */
    public Optional<String> envText(Path file) {
        if (texts.containsKey(file)) {
            return Optional.of(texts.get(file));
        }
        try {
            Path real = RealPaths.of(file);
            if (RealPaths.isOfTheKernel(file, real)
                    || allowed.stream().noneMatch(real::startsWith)
                    || !Files.isRegularFile(file)
                    || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            byte[] bytes = EnvBytes.withReadableComments(Files.readAllBytes(file));
            return Optional.of(Utf8.decode(bytes, name(file)));
        } catch (IOException | SecurityException | InputException unreadable) {
            return Optional.empty();
        }
    }

    /** Returns the files of a folder with such names, in the order of their names; not all of a large folder. */
    public List<Path> in(Path folder, Pattern name) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.limit(IN_FOLDER)
                    .filter(file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .limit(USED)
                    .toList();
        } catch (IOException | UncheckedIOException | SecurityException unreadable) {
            return List.of();
        }
    }

    /** Returns a file as an option names it: relative to the current folder, also where it lies above that. */
    public String name(Path file) {
        Path path = file.toAbsolutePath().normalize();
        return path.getRoot().equals(workingDirectory.getRoot())
                ? workingDirectory.relativize(path).toString()
                : path.toString();
    }
}
