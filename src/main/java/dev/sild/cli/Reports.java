package dev.sild.cli;

import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.report.Accounting;
import dev.sild.report.Finding;
import dev.sild.report.JsonReport;
import dev.sild.report.Report;
import dev.sild.report.SarifReport;
import dev.sild.report.TextReport;
import java.util.List;

/** How commands print their reports on standard error. */
final class Reports {
    /** How many files the summary names; the JSON report names all. */
    private static final int MAX_NAMED_FILES = 10;

    private Reports() {}

    /**
     * Prints a report.
     *
     * @param quiet whether only errors are printed
     */
    static void print(Console console, Report.Form form, boolean quiet, Report report) {
        List<Finding> shown = quiet
                ? report.findings().stream()
                        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                        .toList()
                : report.findings();
        Report told = new Report(shown, report.accounts(), report.files());
        console.err()
                .print(
                        switch (form) {
                            case TEXT -> TextReport.of(shown, console.color());
                            case JSON -> JsonReport.of(told);
                            case SARIF ->
                                SarifReport.of(told, Commands.version().orElse(""));
                        });
    }

    /** Prints what became of the attributes and which files were read; prints nothing if there is no result. */
    static void printSummary(
            Console console, Report.Form form, boolean quiet, Accounting accounts, List<String> files, int code) {
        if (form == Report.Form.TEXT && !quiet && code != ExitCode.FAILED) {
            console.say(accounts.summary() + "; read " + named(files)
                    + (code == ExitCode.LOST ? "; nothing was written because of --strict" : ""));
        }
    }

    private static String named(List<String> files) {
        int more = files.size() - MAX_NAMED_FILES;
        return more <= 1
                ? String.join(", ", files)
                : String.join(", ", files.subList(0, MAX_NAMED_FILES)) + " and " + more + " more files";
    }
}
