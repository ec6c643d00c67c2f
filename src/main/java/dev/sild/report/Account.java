package dev.sild.report;

import dev.sild.model.Origin;
import dev.sild.report.Finding.Outcome;
import java.util.List;

/**
 * What became of one attribute that the user wrote.
 *
 * @param origin its place and path
 * @param outcome the worst of what was found about it; carried where nothing was
 * @param codes the codes of what was found about it and what is below it, each once, in the order they were met
 */
public record Account(Origin origin, Outcome outcome, List<Code> codes) {
    public Account {
        codes = List.copyOf(codes);
    }
}
