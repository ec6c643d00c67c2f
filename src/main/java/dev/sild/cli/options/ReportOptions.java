package dev.sild.cli.options;

import dev.sild.report.Finding.Severity;
import dev.sild.report.Report;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * How a command reports.
 *
 * @param form the form of the report
 * @param level the least severity that is reported
 * @param all whether the text lists each finding, rather than one line a kind
 * @param services whether the text ends with a summary of each service
 * @param file where the report goes instead of standard error, which then has the text
 */
public record ReportOptions(Report.Form form, Severity level, boolean all, boolean services, Optional<String> file) {

    private static final String ALL_FINDINGS = "List every finding in the text, not one line per code.";

    public static void addTo(CommandSpec spec) {
        spec.addOption(Options.choice(
                "text|json|sarif", "The format of the report on standard error. Default: text", "--report"));
        spec.addOption(Options.text(
                "FILE", "Write the report to this file; standard error has the text in any case.", "--report-file"));
        spec.addOption(levelOption());
        spec.addOption(Options.flag(ALL_FINDINGS, "-v", "--all-findings"));
        spec.addOption(SharedOptions.quiet());
    }

    /** Adds what a command needs whose report is the text on standard error, and whose {@code -v} is another option. */
    public static void addLevelTo(CommandSpec spec) {
        spec.addOption(levelOption());
        spec.addOption(Options.flag(ALL_FINDINGS, "--all-findings"));
    }

    private static OptionSpec levelOption() {
        return Options.choice(
                "error|warning|info", "The least severity that is reported. Default: info", "--report-level");
    }

    /** Whether the report has a summary of each service. */
    public boolean tellsServices() {
        return services || form == Report.Form.JSON;
    }

    /** Adds the option for commands that convert services. */
    public static void addSummaryTo(CommandSpec spec) {
        spec.addOption(Options.flag(
                "List for each service how it is reached, what becomes of its data, and when it runs.", "--summary"));
    }

    public static ReportOptions of(Options options) {
        boolean quiet = options.has("--quiet");
        if (quiet && options.has("--report-level")) {
            throw options.wrong("--quiet and --report-level exclude each other: --quiet is --report-level error");
        }
        Optional<String> file =
                options.has("--report-file") ? Optional.of(options.value("--report-file", "")) : Optional.empty();
        if (file.isPresent()
                && (file.get().isEmpty()
                        || file.get().endsWith("/")
                        || file.get().indexOf('\0') >= 0
                        || file.get().equals(options.value("--output", "-")))) {
            throw options.wrong("--report-file needs a file of its own");
        }
        return new ReportOptions(
                options.choice("--report", "text", Report.Form.values()),
                quiet ? Severity.ERROR : options.choice("--report-level", "info", Severity.values()),
                options.has("--all-findings"),
                options.has("--summary"),
                file);
    }
}
