package dev.sild.cli.options;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.Finding.Severity;
import dev.sild.report.Nearest;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ParameterException;

/** What {@code --allow} names: codes of losses that {@code --strict} ignores. */
public final class AllowedLosses {
    private AllowedLosses() {}

    /** Returns the codes; anything but the code of a loss is wrong usage, since allowing it would change nothing. */
    public static Set<Code> of(Options options) {
        Map<String, Code> losses = new LinkedHashMap<>();
        for (Code code : Code.values()) {
            if (code.failsStrict() && code.severity() != Severity.ERROR) {
                losses.put(code.id(), code);
            }
        }
        Set<Code> allowed = EnumSet.noneOf(Code.class);
        for (String list : options.list("--allow")) {
            for (String id : list.split(",", -1)) {
                Code code = losses.get(id.strip().toUpperCase(Locale.ROOT));
                if (code == null) {
                    throw unknown(options, id.strip(), losses);
                }
                losses.values().stream().filter(each -> each.isIn(code)).forEach(allowed::add);
            }
        }
        if (!allowed.isEmpty() && !options.has("--strict")) {
            throw options.wrong("--allow requires --strict");
        }
        return allowed;
    }

    /** Whether one of {@code findings} is a loss that is not among the allowed ones. */
    public static boolean areExceeded(List<Finding> findings, Set<Code> allowed) {
        return findings.stream().anyMatch(finding -> finding.code().failsStrict() && !allowed.contains(finding.code()));
    }

    private static ParameterException unknown(Options options, String id, Map<String, Code> losses) {
        String nearest = Nearest.of(id.toUpperCase(Locale.ROOT), losses.keySet());
        return options.wrong("unknown code '" + id.replace('\n', ' ') + "' for --allow"
                + (nearest.isEmpty() ? ": the" : "; did you mean " + nearest + "? The") + " codes of losses are "
                + String.join(", ", losses.keySet()));
    }
}
