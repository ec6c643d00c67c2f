package dev.sild.check.output;

import dev.sild.check.Verdict;
import dev.sild.check.catalog.Violation;
import dev.sild.report.Finding.Severity;
import dev.sild.syntax.GithubText;
import java.util.List;

/** Violations as commands that mark lines in a pull request, where a step of a GitHub workflow prints them. */
public final class GithubAnnotations {
    private GithubAnnotations() {}

    /** Returns a line for each violation that counts. */
    public static String of(List<Verdict> verdicts) {
        StringBuilder text = new StringBuilder();
        verdicts.stream().filter(Verdict::counts).map(Verdict::violation).forEach(violation -> append(text, violation));
        return text.toString();
    }

    private static void append(StringBuilder text, Violation violation) {
        text.append("::").append(command(violation.severity())).append(" file=");
        text.append(GithubText.property(violation.origin().file()));
        if (violation.origin().line() > 0) {
            text.append(",line=").append(violation.origin().line());
            text.append(",col=").append(violation.origin().column());
        }
        text.append(",title=")
                .append(GithubText.property(violation.rule().id()))
                .append("::");
        text.append(GithubText.message(violation.message() + "; " + violation.remedy()))
                .append('\n');
    }

    private static String command(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
        };
    }
}
