package dev.sild.cli.stack;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dump of a database on the claim of its backups.
 *
 * @param name the name of its file
 * @param time when it was written
 * @param bytes its size
 */
public record Dump(String name, Instant time, long bytes) {
    /** Prints {@code BYTES NAME} for each dump, with what every image has. */
    public static final String LIST = "cd \"${BACKUP_FOLDER:-/backups}\" && for f in *; do "
            + "[ -f \"$f\" ] && printf 'dump %s %s\\n' \"$(wc -c < \"$f\")\" \"$f\"; done; true";

    private static final Pattern LINE = Pattern.compile("dump +(\\d+) ([^/\\s]+-(\\d{8}T\\d{6})Z\\.[A-Za-z.]+)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

    /** Returns the dumps that {@link #LIST} printed, the newest first. */
    public static List<Dump> all(List<String> lines) {
        return lines.stream()
                .flatMap(line -> of(line.strip()).stream())
                .sorted(Comparator.comparing(Dump::time).reversed())
                .toList();
    }

    private static Optional<Dump> of(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Instant time = LocalDateTime.parse(matcher.group(3), TIME).toInstant(ZoneOffset.UTC);
            return Optional.of(new Dump(matcher.group(2), time, Long.parseLong(matcher.group(1))));
        } catch (DateTimeParseException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }
}
