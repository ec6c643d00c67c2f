package dev.sild.check;

import dev.sild.check.catalog.Violation;
import java.util.Optional;

/**
 * A violation and whether it counts.
 *
 * @param allowed the reason why it is allowed, as a comment in its file or a hint says; empty if it is not
 * @param known whether it is in the baseline
 * @param fingerprint what identifies it when lines move
 */
public record Verdict(Violation violation, Optional<String> allowed, boolean known, String fingerprint) {

    /** Whether it has to be dealt with. */
    public boolean counts() {
        return allowed.isEmpty() && !known;
    }
}
