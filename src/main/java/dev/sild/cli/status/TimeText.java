package dev.sild.cli.status;

import dev.sild.cli.terminal.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as people read them. */
final class TimeText {
    private TimeText() {}

    /** Returns how long ago a time was, such as {@code 3h ago}. */
    static String ago(Instant then, Instant now) {
        return TextTable.age(Duration.between(then, now)) + " ago";
    }

    /** Returns how long something lasts since a time that an object states; empty where it states none. */
    static String since(@Nullable Object time, Instant now) {
        return parsed(time)
                .map(then -> TextTable.age(Duration.between(then, now)))
                .orElse("");
    }

    static Optional<Instant> parsed(@Nullable Object time) {
        try {
            return time == null ? Optional.empty() : Optional.of(Instant.parse(time.toString()));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
