package dev.sild.check;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violation;
import dev.sild.report.Finding.Severity;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Files that are meant for a developer's machine: by their name, or by a comment in their first lines. What only
 * matters where a program serves others is a hint there.
 */
final class DevelopmentFiles {
    private static final Pattern NAME =
            Pattern.compile("(?:^|.*[./_-])(?:dev|develop|development|local)(?:[./_-].*|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT =
            Pattern.compile("\\s*#.*\\b(?:dev|development|local|locally)\\b.*", Pattern.CASE_INSENSITIVE);
    private static final int FIRST_LINES = 5;

    private static final Set<Rule> OF_OPERATION = EnumSet.of(
            Rule.HEALTH_CHECK_MISSING,
            Rule.RESTART_MISSING,
            Rule.MEMORY_UNLIMITED,
            Rule.RUNS_AS_ROOT,
            Rule.BUILD_TOOLS_LEFT,
            Rule.DOWNLOADS_LEFT);

    private final SourceLines sources;
    private final Map<String, Boolean> known = new HashMap<>();

    DevelopmentFiles(SourceLines sources) {
        this.sources = sources;
    }

    /** Returns a violation as it counts in its file. */
    Violation weighed(Violation violation) {
        return OF_OPERATION.contains(violation.rule())
                        && known.computeIfAbsent(violation.origin().file(), this::isOne)
                ? violation.with(Severity.INFO)
                : violation;
    }

    private boolean isOne(String file) {
        List<String> lines = sources.of(file);
        return NAME.matcher(file).matches()
                || lines.stream()
                        .limit(FIRST_LINES)
                        .anyMatch(line -> COMMENT.matcher(line).matches());
    }
}
