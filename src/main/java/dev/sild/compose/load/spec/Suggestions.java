package dev.sild.compose.load.spec;

import dev.sild.report.Nearest;
import java.util.Collection;

/** Guesses what a misspelt key was meant to be. */
public final class Suggestions {
    private Suggestions() {}

    /** Returns a remedy for an unknown attribute: the known one that is nearest to it, if one is near. */
    public static String forAttribute(String key, Collection<String> known) {
        String best = Nearest.of(key.replace('-', '_').toLowerCase(java.util.Locale.ROOT), known);
        return best.isEmpty() ? "remove it, or prefix its name with `x-` if it is your own extension" : question(best);
    }

    /** Returns a remedy for an unknown hint: the known one that is nearest to it, or all there are. */
    public static String forHint(String key, Collection<String> known) {
        String best = Nearest.of(key.replace('-', '_').toLowerCase(java.util.Locale.ROOT), known);
        return best.isEmpty() ? "use one of " + String.join(", ", known) : question(best);
    }

    /** Returns a remedy for an unknown service. */
    public static String forService(String name, Collection<String> known) {
        String best = Nearest.of(name, known);
        return best.isEmpty() ? "define it under `services:`, or use the name of an existing service" : question(best);
    }

    private static String question(String best) {
        return "did you mean `" + best + "`?";
    }
}
