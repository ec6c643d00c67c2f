package dev.sild.report;

import dev.sild.report.Finding.Outcome;
import dev.sild.report.Finding.Severity;
import dev.sild.syntax.TerminalText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Findings as lines for people: place, severity (or that something is lost), reason, remedy, attribute and code.
 *
 * @param color whether the lines go to a terminal that shows colours
 * @param excerpts what each line of the input looks like; only asked where {@code color} is set
 */
public record TextReport(boolean color, Excerpts excerpts) {
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    /** The maximum number of attributes that a combined finding names individually. */
    private static final int MOST_NAMED = 4;

    /** Returns a line for each finding, without excerpts of the input. */
    public static String of(List<Finding> findings, boolean color) {
        return new TextReport(color, Excerpts.NONE).all(findings);
    }

    /**
     * Returns a line for each finding, in the order they were met. Findings that say the same of several attributes are
     * one: it names them, or the first where they are many, and in a line of its own the other places.
     */
    public String all(List<Finding> findings) {
        Map<List<Object>, List<Finding>> alike = new LinkedHashMap<>();
        for (Finding finding : findings) {
            alike.computeIfAbsent(
                            List.of(finding.severity(), finding.code(), finding.reason(), finding.remedy()),
                            key -> new ArrayList<>())
                    .add(finding);
        }
        StringBuilder text = new StringBuilder();
        for (List<Finding> same : alike.values()) {
            append(text, same, attributes(same));
            if (same.size() > 1) {
                appendOthers(text, same, same.get(0).origin().position());
            }
        }
        return text.toString();
    }

    /** Appends one line for all findings of a code: the first one, and how many more there are. */
    void appendKind(StringBuilder text, List<Finding> kind) {
        Finding first = kind.get(0);
        boolean alike = kind.stream().allMatch(each -> each.reason().equals(first.reason()));
        append(text, kind, alike ? attributes(kind) : first(paths(kind), kind.size()));
    }

    private void append(StringBuilder text, List<Finding> same, String attributes) {
        Finding finding = same.get(0);
        String place = finding.origin().position();
        if (!place.isEmpty()) {
            text.append(TerminalText.line(place)).append(": ");
        }
        text.append(label(finding)).append(": ").append(TerminalText.line(finding.reason()));
        if (!finding.remedy().isEmpty()) {
            text.append("; ").append(TerminalText.indented(finding.remedy()));
        }
        text.append(colored(DIM, " [" + attributes + finding.code().id() + "]")).append('\n');
        if (color) {
            excerpts.of(finding.origin())
                    .forEach(line -> text.append(colored(DIM, "    " + line)).append('\n'));
        }
    }

    private static void appendOthers(StringBuilder text, List<Finding> same, String place) {
        String file = place.replaceFirst(":\\d+:\\d+$", ":");
        String places = same.stream()
                .map(each -> each.origin().position())
                .distinct()
                .skip(1)
                .map(each -> TerminalText.line(withoutFile(each, file)))
                .collect(Collectors.joining(", "));
        if (!places.isEmpty()) {
            text.append("    also at ").append(places).append('\n');
        }
    }

    private static String attributes(List<Finding> same) {
        List<String> paths = paths(same);
        return paths.isEmpty()
                ? ""
                : paths.size() <= MOST_NAMED
                        ? TerminalText.line(String.join(", ", paths)) + " "
                        : first(paths, paths.size());
    }

    private static String first(List<String> paths, int all) {
        String more = all == 1 ? "" : "and " + (all - 1) + " more ";
        return paths.isEmpty() ? more : TerminalText.line(paths.get(0)) + " " + more;
    }

    private static List<String> paths(List<Finding> same) {
        return same.stream()
                .map(each -> each.origin().path())
                .filter(path -> !path.isEmpty())
                .distinct()
                .toList();
    }

    /** Returns a place without its file where that is {@code file}, with its colon. */
    private static String withoutFile(String place, String file) {
        return file.endsWith(":") && place.startsWith(file) ? place.substring(file.length()) : place;
    }

    /** Returns what a line calls its finding: something lost is more than a warning. */
    private String label(Finding finding) {
        return finding.outcome() == Outcome.LOST && finding.severity() != Severity.ERROR
                ? colored(RED, "lost")
                : severity(finding.severity());
    }

    private String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> colored(RED, "error");
            case WARNING -> colored(YELLOW, "warning");
            case INFO -> colored(DIM, "info");
        };
    }

    private String colored(String with, String words) {
        return color ? with + words + PLAIN : words;
    }
}
