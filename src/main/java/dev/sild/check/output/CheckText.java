package dev.sild.check.output;

import dev.sild.check.Verdict;
import dev.sild.check.catalog.Severities;
import dev.sild.check.catalog.Violation;
import dev.sild.report.Excerpts;
import dev.sild.report.Finding.Severity;
import dev.sild.syntax.TerminalText;
import java.util.List;

/**
 * Violations as lines for people, in the form that editors know: place, severity, message, rule; below it what to do.
 *
 * @param color whether the lines go to a terminal that shows colours
 * @param excerpts what each line of the input looks like; only asked where {@code color} is set
 */
public record CheckText(boolean color, Excerpts excerpts) {
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    /** Returns the violations that count. */
    public String of(List<Verdict> verdicts) {
        StringBuilder text = new StringBuilder();
        verdicts.stream().filter(Verdict::counts).map(Verdict::violation).forEach(violation -> append(text, violation));
        return text.toString();
    }

    private void append(StringBuilder text, Violation violation) {
        String place = violation.origin().position();
        text.append(place.isEmpty() ? "" : TerminalText.line(place) + ": ")
                .append(severity(violation.severity()))
                .append(": ")
                .append(TerminalText.line(violation.message()))
                .append(colored(DIM, " [" + violation.rule().id() + "]"))
                .append('\n');
        if (color) {
            excerpts.of(violation.origin())
                    .forEach(line -> text.append("    ").append(line).append('\n'));
        }
        text.append("  fix: ").append(TerminalText.line(violation.remedy())).append('\n');
        violation
                .related()
                .forEach(related -> text.append("  see: ")
                        .append(TerminalText.line(related.origin().position()))
                        .append(": ")
                        .append(TerminalText.line(related.words()))
                        .append('\n'));
    }

    private String severity(Severity severity) {
        String word = Severities.word(severity);
        return switch (severity) {
            case ERROR -> colored(RED, word);
            case WARNING -> colored(YELLOW, word);
            case INFO -> word;
        };
    }

    private String colored(String color, String text) {
        return this.color ? color + text + PLAIN : text;
    }

    /** Returns how many violations there are, in words for the last line. */
    public static String summary(List<Verdict> verdicts) {
        StringBuilder text = new StringBuilder();
        for (Severity severity : Severity.values()) {
            long count = verdicts.stream()
                    .filter(verdict -> verdict.counts() && verdict.violation().severity() == severity)
                    .count();
            if (count > 0) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(severity == Severity.INFO ? "hint" : Severities.word(severity))
                        .append(count == 1 ? "" : "s");
            }
        }
        append(
                text,
                verdicts.stream()
                        .filter(verdict -> verdict.allowed().isPresent())
                        .count(),
                "allowed");
        append(
                text,
                verdicts.stream()
                        .filter(verdict -> verdict.allowed().isEmpty() && verdict.known())
                        .count(),
                "in the baseline");
        return text.isEmpty() ? "nothing found" : text.toString();
    }

    private static void append(StringBuilder text, long count, String words) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(words);
        }
    }
}
