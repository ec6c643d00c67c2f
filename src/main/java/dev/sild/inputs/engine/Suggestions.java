package dev.sild.inputs.engine;

import dev.sild.report.Nearest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What misspelt options were meant to be. Only the first ones of a script are looked up, each once. */
final class Suggestions {
    private static final int MOST = 300;
    private final Map<String, String> known = new HashMap<>();

    /** Returns the option that is nearest to {@code name}; empty where none is near. */
    String of(String name, Set<String> options) {
        String found = known.get(name);
        if (found == null && known.size() < MOST) {
            found = Nearest.of(name, options);
            known.put(name, found);
        }
        return found == null ? "" : found;
    }
}
