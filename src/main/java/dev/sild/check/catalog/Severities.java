package dev.sild.check.catalog;

import dev.sild.report.Finding.Severity;
import java.util.Locale;
import java.util.Optional;

/** How severities are written. */
public final class Severities {
    private Severities() {}

    /** Returns {@code error}, {@code warning} or {@code info}. */
    public static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the severity of a word; empty for any other text. */
    public static Optional<Severity> of(String word) {
        for (Severity severity : Severity.values()) {
            if (word(severity).equals(word)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
