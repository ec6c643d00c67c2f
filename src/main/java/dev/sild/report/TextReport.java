package dev.sild.report;

import dev.sild.syntax.TerminalText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The report for people. */
public final class TextReport {
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    /** The maximum number of attributes that a combined finding names individually. */
    private static final int MOST_NAMED = 4;

    private TextReport() {}

    /**
     * Returns one line a finding: place, severity, reason, remedy, attribute and code. Findings that say the same of
     * several attributes are one: it names them, or the first where they are many, and in a line of its own the other
     * places.
     */
    public static String of(List<Finding> findings, boolean color) {
        Map<List<Object>, List<Finding>> alike = new LinkedHashMap<>();
        for (Finding finding : findings) {
            alike.computeIfAbsent(
                            List.of(finding.severity(), finding.code(), finding.reason(), finding.remedy()),
                            key -> new ArrayList<>())
                    .add(finding);
        }
        StringBuilder text = new StringBuilder();
        alike.values().forEach(same -> append(text, same, color));
        return text.toString();
    }

    private static void append(StringBuilder text, List<Finding> same, boolean color) {
        Finding finding = same.get(0);
        String place = finding.origin().position();
        if (!place.isEmpty()) {
            text.append(TerminalText.line(place)).append(": ");
        }
        text.append(severity(finding.severity(), color)).append(": ").append(TerminalText.line(finding.reason()));
        if (!finding.remedy().isEmpty()) {
            text.append("; ").append(TerminalText.indented(finding.remedy()));
        }
        text.append(color ? DIM : "")
                .append(" [")
                .append(attributes(same))
                .append(finding.code().id())
                .append(']')
                .append(color ? PLAIN : "")
                .append('\n');
        if (same.size() > 1) {
            appendOthers(text, same, place);
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
        List<String> paths = same.stream()
                .map(each -> each.origin().path())
                .filter(path -> !path.isEmpty())
                .distinct()
                .toList();
        return paths.isEmpty()
                ? ""
                : paths.size() <= MOST_NAMED
                        ? TerminalText.line(String.join(", ", paths)) + " "
                        : TerminalText.line(paths.get(0)) + " and " + (paths.size() - 1) + " more ";
    }

    /** Returns a place without its file where that is {@code file}, with its colon. */
    private static String withoutFile(String place, String file) {
        return file.endsWith(":") && place.startsWith(file) ? place.substring(file.length()) : place;
    }

    private static String severity(Finding.Severity severity, boolean color) {
        return switch (severity) {
            case ERROR -> color ? RED + "error" + PLAIN : "error";
            case WARNING -> color ? YELLOW + "warning" + PLAIN : "warning";
            case INFO -> color ? DIM + "info" + PLAIN : "info";
        };
    }
}
