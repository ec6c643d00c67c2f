package dev.sild.compose.translate.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What was found out about the programs in files of a project: many services may run the same. */
public final class Verdicts {
    private final Map<List<String>, Boolean> known = new HashMap<>();

    /**
     * Returns what is known under a key, which {@code find} finds out once.
     *
     * @param key all that decides it
     */
    public boolean of(List<String> key, BooleanSupplier find) {
        Boolean verdict = known.get(key);
        if (verdict == null) {
            verdict = find.getAsBoolean();
            known.put(key, verdict);
        }
        return verdict;
    }
}
