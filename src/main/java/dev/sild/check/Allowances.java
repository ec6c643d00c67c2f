package dev.sild.check;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violation;
import dev.sild.model.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Comments in the files of a project that allow a violation: {@code # sild: allow RULE because REASON}, at the end of
 * its line or in the comment lines above it. Several rules have commas between them. Without a reason, nothing is
 * allowed.
 */
public final class Allowances {
    private static final Pattern COMMENT =
            Pattern.compile("#\\s*sild:\\s*allow\\s+([a-z-]+(?:\\s*,\\s*[a-z-]+)*)\\s+because\\s+(\\S.*)");

    private static final Pattern MEANT = Pattern.compile("#\\s*sild:\\s*allow\\b.*");

    /** How many lines of comments above a violation are read. */
    private static final int MOST_LINES = 50;

    private final SourceLines sources;
    private final Map<String, List<String>> files = new HashMap<>();

    Allowances(SourceLines sources) {
        this.sources = sources;
    }

    /** Returns the reason why a violation is allowed; empty if it is not. */
    Optional<String> reason(Violation violation) {
        List<String> lines = files.computeIfAbsent(violation.origin().file(), sources::of);
        int line = violation.origin().line();
        if (line < 1 || line > lines.size()) {
            return Optional.empty();
        }
        Optional<String> reason = reason(violation.rule(), lines.get(line - 1));
        for (int above = line - 1; reason.isEmpty() && above > 0 && line - above <= MOST_LINES; above--) {
            String text = lines.get(above - 1).strip();
            if (!text.startsWith("#")) {
                break;
            }
            reason = reason(violation.rule(), text);
        }
        return reason;
    }

    /** Returns the places of comments in a file that are meant to allow something and do not. */
    public static List<Origin> useless(String file, List<String> lines) {
        List<Origin> useless = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher meant = MEANT.matcher(lines.get(i));
            if (meant.find()) {
                Matcher comment = COMMENT.matcher(lines.get(i));
                boolean works = comment.find()
                        && Arrays.stream(comment.group(1).split("\\s*,\\s*"))
                                .allMatch(id -> Rule.of(id).isPresent());
                if (!works) {
                    useless.add(new Origin(file, i + 1, meant.start() + 1, ""));
                }
            }
        }
        return useless;
    }

    private static Optional<String> reason(Rule rule, String line) {
        Matcher comment = COMMENT.matcher(line);
        return comment.find() && List.of(comment.group(1).split("\\s*,\\s*")).contains(rule.id())
                ? Optional.of(comment.group(2).strip())
                : Optional.empty();
    }
}
