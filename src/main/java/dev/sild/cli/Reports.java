package dev.sild.cli;

import dev.sild.cli.options.ReportOptions;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.cli.terminal.FileExcerpts;
import dev.sild.output.Destination;
import dev.sild.output.TextFiles;
import dev.sild.output.files.OutputException;
import dev.sild.report.BriefReport;
import dev.sild.report.Excerpts;
import dev.sild.report.Finding;
import dev.sild.report.Finding.Severity;
import dev.sild.report.JsonReport;
import dev.sild.report.Report;
import dev.sild.report.SarifReport;
import dev.sild.report.TextReport;
import dev.sild.report.ToDoList;
import dev.sild.syntax.TerminalText;
import java.util.List;
import java.util.Optional;

/** How commands print their reports on standard error. */
final class Reports {
    /** The option that lists every finding. */
    private static final String ALL = "-v";

    private final Console console;
    private final ReportOptions options;

    Reports(Console console, ReportOptions options) {
        this.console = console;
        this.options = options;
    }

    /**
     * How a run ended.
     *
     * @param code its exit code
     * @param written what was written; empty for nothing
     * @param before what its user does with the output, as in {@code kubectl apply}
     * @param summary what became of the input; not shown where there is no result
     * @param read where it was read from; empty where nothing says so
     */
    record Ending(int code, String written, String before, String summary, String read) {
        /** Returns the ending of a conversion, with a summary of attributes and files. */
        static Ending of(int code, String written, String before, Report report) {
            return new Ending(
                    code,
                    written,
                    before,
                    report.accounts().summary(),
                    "; read " + ReadFiles.named(report.files())
                            + (code == ExitCode.LOST ? "; nothing was written because of --strict" : ""));
        }
    }

    /**
     * Prints a report.
     *
     * @return the exit code: that of the run, unless the file of the report cannot be written
     */
    int print(Report report, Ending ending) {
        List<Finding> shown = report.findings().stream()
                .filter(finding -> finding.severity().compareTo(options.level()) <= 0)
                .toList();
        Report told = new Report(shown, report.accounts(), report.files(), report.services());
        if (options.file().isEmpty() && options.form() != Report.Form.TEXT) {
            console.err().print(formatted(told, ending));
            return ending.code();
        }
        console.err()
                .print(text(
                        report,
                        ending,
                        options.all(),
                        new TextReport(
                                console.color(),
                                console.color()
                                        ? new FileExcerpts(console.folder(), located(report.findings()))
                                        : Excerpts.NONE)));
        return options.file().isEmpty() ? ending.code() : write(options.file().get(), told, ending);
    }

    /** Returns the files in which findings have a line: these were read, also where there is no result. */
    private static List<String> located(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.origin().line() > 0)
                .map(finding -> finding.origin().file())
                .filter(file -> !file.equals("-"))
                .distinct()
                .toList();
    }

    private int write(String file, Report report, Ending ending) {
        try {
            TextFiles.writeOne(
                    formatted(report, ending),
                    new Destination(
                            file,
                            console.folder(),
                            report.files().stream()
                                    .filter(read -> !read.equals("-"))
                                    .map(console.folder()::resolve)
                                    .toList(),
                            console.out(),
                            Optional.empty(),
                            false));
            return ending.code();
        } catch (OutputException unwritable) {
            console.err().print(TextReport.of(List.of(unwritable.finding()), console.color()));
            return ending.code() == ExitCode.OK ? ExitCode.FAILED : ending.code();
        }
    }

    private String formatted(Report report, Ending ending) {
        return switch (options.form()) {
            case TEXT -> text(report, ending, true, new TextReport(false, Excerpts.NONE));
            case JSON -> JsonReport.of(report);
            case SARIF -> SarifReport.of(report, Commands.version().orElse(""));
        };
    }

    private String text(Report report, Ending ending, boolean all, TextReport lines) {
        boolean silent = options.level() == Severity.ERROR;
        StringBuilder text = new StringBuilder();
        if (!silent && !ending.written().isEmpty()) {
            appendLine(text, ending.written());
        }
        if (all || silent) {
            text.append(lines.all(report.findings().stream()
                    .filter(finding -> finding.severity().compareTo(options.level()) <= 0)
                    .toList()));
            if (!silent && ending.code() != ExitCode.FAILED) {
                text.append(ToDoList.of(report.findings(), ending.before()));
            }
        } else {
            text.append(BriefReport.of(report.findings(), ending.before(), options.level(), lines, ALL));
        }
        if (!silent && ending.code() != ExitCode.FAILED) {
            appendLine(text, ending.summary() + (all ? "" : notes(report)) + ending.read());
        }
        if (options.services()) {
            report.services()
                    .forEach(service -> service.text()
                            .lines()
                            .forEach(
                                    line -> text.append(TerminalText.line(line)).append('\n')));
        }
        return text.toString();
    }

    private String notes(Report report) {
        return (ToDoList.hasAllLosses(report.findings()) ? "; the steps above are about what is lost" : "")
                + BriefReport.notes(report.findings(), options.level(), ALL)
                        .map(notes -> "; " + notes)
                        .orElse("");
    }

    private static void appendLine(StringBuilder text, String words) {
        text.append("sild: ").append(TerminalText.line(words)).append('\n');
    }
}
