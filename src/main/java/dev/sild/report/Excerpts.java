package dev.sild.report;

import dev.sild.model.Origin;
import java.util.List;

/** Lines of the input that findings are about. */
@FunctionalInterface
public interface Excerpts {
    /** No excerpts at all. */
    Excerpts NONE = origin -> List.of();

    /**
     * Returns the line of the input and a line that marks the place in it, safe to print; nothing where the line is not
     * known, or may hold a secret.
     */
    List<String> of(Origin origin);
}
