package dev.sild.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Copies of a project in which its env files say something else: no environment overrides what they give a service. */
final class ChangedEnvFiles {
    private ChangedEnvFiles() {}

    /**
     * Returns the folder itself if no env file sets the variable; otherwise a copy of the same name below {@code into}.
     */
    static Path of(Path folder, String name, String value, Path into) {
        Pattern line = Pattern.compile("(?m)^" + Pattern.quote(name) + "=.*$");
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            if (files.stream()
                    .noneMatch(
                            file -> isEnvFile(file) && line.matcher(text(file)).find())) {
                return folder;
            }
            Path copy = into.resolve(name).resolve(folder.toAbsolutePath().getFileName());
            for (Path file : files) {
                Path target = copy.resolve(folder.relativize(file));
                Files.createDirectories(target.getParent());
                if (isEnvFile(file)) {
                    String changed = line.matcher(text(file))
                            .replaceAll(Matcher.quoteReplacement(name + "=" + value.replace("$", "$$")));
                    Files.writeString(target, changed, StandardCharsets.ISO_8859_1);
                } else {
                    Files.copy(file, target);
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEnvFile(Path file) {
        return file.getFileName().toString().contains(".env");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
