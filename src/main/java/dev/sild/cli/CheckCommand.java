package dev.sild.cli;

import dev.sild.check.Baseline;
import dev.sild.check.Checker;
import dev.sild.check.Settings;
import dev.sild.check.Verdict;
import dev.sild.check.project.CheckedProject;
import dev.sild.cli.check.CheckInputs;
import dev.sild.cli.check.CheckedFiles;
import dev.sild.cli.check.FixedFiles;
import dev.sild.cli.check.VerdictPrinter;
import dev.sild.cli.options.Options;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.cli.terminal.ReadFiles;
import dev.sild.output.Destination;
import dev.sild.output.TextFiles;
import dev.sild.output.files.OutputException;
import dev.sild.report.Finding.Severity;
import dev.sild.report.InputException;
import dev.sild.report.TextReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild check}: what is wrong, or could be better, in a project as its author wrote it. */
final class CheckCommand {
    /** As linters have it: 0 for nothing, 1 for violations, more for errors. */
    private static final int VIOLATED = 1;

    static final int FAILED = 2;

    private static final List<String> FORMATS = List.of("text", "json", "sarif", "junit", "github");
    private static final List<String> LEVELS = List.of("error", "warning", "info");
    private static final String NEVER = "never";

    private final Console console;
    private final Options options;
    private final CheckedFiles files;
    private final String format;
    private final Severity level;
    private final Optional<Severity> failOn;

    CheckCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.options = new Options(parsed);
        this.files = new CheckedFiles(console, options);
        if (options.has("--write") && !options.has("--fix")) {
            throw options.wrong("--write needs --fix");
        }
        for (String each : List.of("--write-baseline", "--format")) {
            if (options.has("--fix") && options.has(each)) {
                throw options.wrong("--fix and " + each + " exclude each other");
            }
        }
        this.format = options.text("--format", "text", FORMATS);
        this.level = severity(options.text("--level", format.equals("text") ? "warning" : "info", LEVELS));
        String fail = options.text("--fail-on", "warning", List.of("error", "warning", "info", NEVER));
        this.failOn = fail.equals(NEVER) ? Optional.empty() : Optional.of(severity(fail));
    }

    private static Severity severity(String word) {
        return Severity.values()[LEVELS.indexOf(word)];
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command(
                "check",
                "Check a compose project with its Dockerfiles and pipelines, or a stack, against rules of security and operation.");
        ProjectOptions.addWithFilesTo(spec);
        spec.addOption(
                Options.list("PATH", "Allow files below this folder to be read, without a warning.", "--allow-path"));
        spec.addOption(Options.choice("text|json|sarif|junit|github", "The output format. Default: text", "--format"));
        spec.addOption(Options.choice(
                "error|warning|info",
                "The least severity that is printed. Default: warning for text, info for other formats",
                "--level"));
        spec.addOption(Options.choice(
                "error|warning|info|never",
                "The least severity with which the command fails. Default: warning",
                "--fail-on"));
        spec.addOption(Options.text("FILE", "Do not count violations that this baseline has.", "--baseline"));
        spec.addOption(
                Options.text("FILE", "Write all violations into this file, for --baseline.", "--write-baseline"));
        spec.addOption(Options.flag("Print what can be corrected, as changed lines, instead of violations.", "--fix"));
        spec.addOption(Options.flag("With --fix: write the corrections into the files.", "--write"));
        spec.addOption(Options.text("FILE", "Read settings from this file. Default: .sild.yaml", "--settings"));
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild check",
                        "  sild check Dockerfile",
                        "  sild check compose.yaml --level info",
                        "  sild check shop.yaml              a WebStack or another custom resource",
                        "  sild check --format sarif > sild.sarif",
                        "  sild check --fix                  what can be corrected; --fix --write corrects it",
                        "  sild check --write-baseline .sild-baseline.json",
                        "  sild check --baseline .sild-baseline.json --fail-on warning",
                        "",
                        "'sild explain RULE' explains a rule. To allow a violation, write in the line above it:",
                        "  # sild: allow RULE because REASON",
                        "or give the service the hint x-sild: {allow: {RULE: REASON}}.",
                        "",
                        "Exit codes: 0 nothing found, 1 violations, 2 an error");
        return spec;
    }

    int run() {
        try {
            Settings settings = files.settings();
            Baseline baseline = files.baseline();
            CheckInputs inputs = CheckInputs.read(console, options, files, settings);
            List<Verdict> verdicts = new ArrayList<>();
            inputs.projects().forEach(project -> verdicts.addAll(check(project, settings, baseline, inputs.files())));
            if (options.has("--write-baseline")) {
                writeBaseline(verdicts, inputs.files());
                return ExitCode.OK;
            }
            if (options.has("--fix")) {
                return fix(verdicts, inputs.files());
            }
            new VerdictPrinter(console, format, level, inputs.files(), Commands.version())
                    .print(
                            verdicts,
                            inputs.projects().stream()
                                    .flatMap(project -> project.allowances().useless().stream())
                                    .toList());
            return code(verdicts);
        } catch (InputException unusable) {
            console.err().print(TextReport.of(unusable.findings(), console.color()));
        } catch (OutputException unwritable) {
            if (!unwritable.readerHasGone()) {
                console.err().print(TextReport.of(List.of(unwritable.finding()), console.color()));
            }
        }
        return FAILED;
    }

    private List<Verdict> check(CheckedProject project, Settings settings, Baseline baseline, List<String> read) {
        ReadFiles sources = new ReadFiles(console.folder(), read);
        return Checker.check(
                project,
                settings,
                baseline,
                file -> sources.text(file).map(text -> text.lines().toList()).orElse(List.of()));
    }

    private void writeBaseline(List<Verdict> verdicts, List<String> read) throws OutputException {
        String file = options.value("--write-baseline", "");
        TextFiles.writeOne(
                Baseline.text(verdicts),
                new Destination(
                        file,
                        console.folder(),
                        read.stream()
                                .filter(name -> !name.equals("-"))
                                .map(console.folder()::resolve)
                                .toList(),
                        console.out(),
                        Optional.empty(),
                        false));
        console.say("wrote " + verdicts.size() + " violations to " + file);
    }

    /** Corrects what can be; the exit code is about the rest. */
    private int fix(List<Verdict> verdicts, List<String> read) throws OutputException {
        FixedFiles fixed = FixedFiles.of(verdicts, read, console);
        String figures =
                fixed.fixed().size() + " of " + verdicts.size() + " violations, in " + fixed.count() + " files";
        if (!options.has("--write")) {
            console.out().print(fixed.diff());
            console.say("can fix " + figures + (fixed.count() == 0 ? "" : "; --fix --write changes the files"));
            return code(verdicts);
        }
        fixed.write();
        console.say("fixed " + figures);
        return code(verdicts.stream()
                .filter(verdict -> !fixed.fixed().contains(verdict))
                .toList());
    }

    private int code(List<Verdict> verdicts) {
        return verdicts.stream()
                        .filter(Verdict::counts)
                        .map(verdict -> verdict.violation().severity())
                        .min(Comparator.naturalOrder())
                        .filter(worst -> failOn.filter(least -> worst.compareTo(least) <= 0)
                                .isPresent())
                        .isPresent()
                ? VIOLATED
                : ExitCode.OK;
    }
}
