package dev.sild.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How packages are installed beside source code, as {@code packages.txt} has it.
 *
 * @param manifest the file that lists the packages
 * @param bases words of which the name of an image that runs such code has one
 * @param folder the folder that the packages are installed in, beside the manifest
 * @param command finds a command that installs them, in a script
 * @param line what a Dockerfile needs
 */
public record PackageInstall(String manifest, Set<String> bases, String folder, Pattern command, String line) {
    /** All that are known. */
    public static final List<PackageInstall> ALL = read();

    /** Whether code of this kind runs in an image that starts from {@code base}. */
    public boolean runsIn(String base) {
        return Arrays.stream(ImageReference.parse(base).lastSegment().split("[^a-z]+"))
                .anyMatch(bases::contains);
    }

    private static List<PackageInstall> read() {
        try (InputStream file = PackageInstall.class.getResourceAsStream("packages.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| "))
                    .map(parts -> new PackageInstall(
                            parts[0], Set.of(parts[1].split(" ")), parts[2], command(parts[3]), parts[4]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern command(String programs) {
        return Pattern.compile(Stream.of(programs.split("; "))
                .map(PackageInstall::program)
                .collect(Collectors.joining("|", "(?<![\\w.-])(?:", ")(?![\\w.-])")));
    }

    /** Options may stand between a program and what it is to do. */
    private static String program(String text) {
        int colon = text.indexOf(':');
        String names = alternatives(text.substring(0, colon));
        String words = text.substring(colon + 1).strip();
        return words.isEmpty() ? names : names + "(?:\\s+-\\S+)*\\s+" + alternatives(words);
    }

    private static String alternatives(String words) {
        return Stream.of(words.split(" ")).map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
    }
}
