package dev.sild.cli.stack;

import dev.sild.operator.engine.state.RunMessage;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dump of a database. Its name comes from a claim or a bucket, and becomes an argument of a script: it has nothing
 * but what our own scripts put into names.
 *
 * @param name the name of its file or object
 * @param time when it was written
 * @param bytes its size
 */
public record Dump(String name, Instant time, long bytes) {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}-(\\d{8}T\\d{6})Z\\.[a-z]+(?:\\.gz)?");
    private static final Pattern FILE = Pattern.compile("dump +(\\d{1,18}) (\\S+)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

    /** Returns the dump of a line {@code dump BYTES NAME}; empty for anything else. */
    static Optional<Dump> ofFile(String line) {
        Matcher matcher = FILE.matcher(line);
        return matcher.matches() ? of(matcher.group(2), Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    /** Returns the dump of a manifest, one line of JSON; empty for anything else. */
    static Optional<Dump> ofManifest(String line) {
        RunMessage manifest = new RunMessage(line);
        return manifest.dump().flatMap(name -> manifest.number("bytes").flatMap(bytes -> of(name, bytes)));
    }

    private static Optional<Dump> of(String name, long bytes) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Instant time = LocalDateTime.parse(matcher.group(1), TIME).toInstant(ZoneOffset.UTC);
            return Optional.of(new Dump(name, time, bytes));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
