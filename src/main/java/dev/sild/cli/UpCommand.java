package dev.sild.cli;

import dev.sild.cli.options.Options;
import dev.sild.cli.options.PlayOptions;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.options.ReportOptions;
import dev.sild.cli.options.SharedOptions;
import dev.sild.cli.play.PlayConsole;
import dev.sild.cli.play.PlayInput;
import dev.sild.cli.play.PlayedStacks;
import dev.sild.cli.stack.PatchOptions;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.cli.terminal.Interruption;
import dev.sild.patch.Patch;
import dev.sild.play.Follower;
import dev.sild.play.PlayFailure;
import dev.sild.play.Player;
import dev.sild.play.Progress;
import dev.sild.play.ProjectRemoval;
import dev.sild.play.Row;
import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import dev.sild.report.BriefReport;
import dev.sild.report.Excerpts;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.report.TextReport;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild up}: a compose project, or custom resources, played with podman on this machine. */
final class UpCommand {
    /** The option that lists every finding. */
    private static final String ALL_FINDINGS = "--all-findings";

    private final Console console;
    private final Options options;
    private final ProjectOptions project;
    private final Podman podman;
    private final PlayConsole progress;

    UpCommand(Console console, ParseResult parsed) {
        this.console = console;
        options = new Options(parsed);
        project = ProjectOptions.of(options).ofFiles(PlayOptions.files(options));
        podman = PlayOptions.podman(console, options);
        progress = new PlayConsole(console, options.has("--quiet"));
        PlayOptions.timeout(options);
        PlayOptions.seconds(options, "--wait-timeout");
        if (options.has("--detach") && options.has("--volumes")) {
            throw options.wrong("--volumes cannot be used with --detach: use 'sild down --volumes'");
        }
    }

    static CommandSpec spec() {
        CommandSpec spec =
                Commands.command("up", "Run a compose project or custom resources with podman on this machine.");
        PlayOptions.addFiles(spec);
        ProjectOptions.addTo(spec);
        spec.addOption(SharedOptions.allowPath());
        PatchOptions.addTo(spec);
        spec.addOption(Options.flag("Return when everything is ready, and keep it running.", "-d", "--detach"));
        spec.addOption(Options.flag("Also build images that exist.", "--build"));
        spec.addOption(Options.flag("Also replace unchanged pods.", "--force-recreate"));
        spec.addOption(Options.text(
                "SECONDS",
                "How long to wait until everything is ready. Default: as long as the health checks allow",
                "--wait-timeout"));
        PlayOptions.addTimeout(spec);
        spec.addOption(Options.flag("Without --detach: also remove the volumes on Ctrl-C.", "-v", "--volumes"));
        PlayOptions.addProgram(spec);
        ReportOptions.addLevelTo(spec);
        spec.addOption(SharedOptions.quiet());
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild up                            run the project and follow its logs; Ctrl-C removes it",
                        "  sild up -d && sild ps              keep it running",
                        "  sild up -d --build                 after a change of the sources of an image",
                        "  sild up shop.yaml                  a custom resource such as a WebStack",
                        "",
                        "Exit codes: 0 ready, 1 not ready or invalid input, 2 wrong usage, 130 Ctrl-C");
        return spec;
    }

    int run() {
        PlayInput input;
        try {
            List<Patch> patches = PatchOptions.read(console, PatchOptions.files(options));
            input = PlayedStacks.are(console, project.files())
                    ? PlayedStacks.of(console, options, project.files(), patches, podman)
                    : PlayInput.ofProject(console, project, options.list("--allow-path"), patches);
        } catch (InputException unusable) {
            return report(unusable.findings());
        } catch (PodmanException failure) {
            return progress.failed(failure);
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        }
        if (report(input.findings()) != ExitCode.OK) {
            return ExitCode.FAILED;
        }
        try (Interruption interruption = new Interruption()) {
            int code = run(input, interruption);
            console.out().flush();
            console.err().flush();
            return code;
        }
    }

    private int report(List<Finding> findings) {
        ReportOptions report = ReportOptions.of(options);
        List<Finding> shown = findings.stream()
                .filter(finding -> finding.severity().compareTo(report.level()) <= 0)
                .toList();
        boolean brief = !report.all() && report.level() != Finding.Severity.ERROR;
        console.err()
                .print(
                        brief
                                ? BriefReport.of(
                                        findings,
                                        "sild up",
                                        report.level(),
                                        new TextReport(console.color(), Excerpts.NONE),
                                        ALL_FINDINGS)
                                : TextReport.of(shown, console.color()));
        if (findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)) {
            return ExitCode.FAILED;
        }
        if (brief) {
            BriefReport.notes(findings, report.level(), ALL_FINDINGS)
                    .ifPresent(notes -> console.err().print("sild: " + notes + "\n"));
        }
        return ExitCode.OK;
    }

    private int run(PlayInput input, Interruption interruption) {
        try {
            return play(input);
        } catch (PodmanException | PlayFailure failure) {
            return interruption.explainsFailure() ? interrupted(input) : failed(input, failure);
        } catch (InterruptedException e) {
            return interrupted(input);
        }
    }

    private int play(PlayInput input) throws PodmanException, PlayFailure, InterruptedException {
        String name = input.scene().project();
        List<String> played = new Player(podman, progress)
                .up(
                        input.scene(),
                        new Player.Options(
                                input.folder(),
                                input.builds(),
                                input.variables(),
                                options.has("--build"),
                                options.has("--force-recreate"),
                                PlayOptions.seconds(options, "--wait-timeout"),
                                PlayOptions.timeout(options)));
        if (played.isEmpty()) {
            progress.say(name, "nothing to start", Progress.Tone.PLAIN);
        }
        List<Row> rows = Row.of(podman, name, progress);
        addresses(rows).forEach(console::line);
        console.out().flush();
        return options.has("--detach") ? ExitCode.OK : follow(name, rows, new HashSet<>(played));
    }

    /** Returns where the pods are, once each: all containers of a pod are where it is. */
    static Set<String> addresses(List<Row> rows) {
        Set<String> pods = new LinkedHashSet<>();
        rows.forEach(row -> row.addresses().forEach(address -> pods.add(row.service() + ": " + address)));
        return pods;
    }

    /** Follows what was played from its beginning, and what was there before from now on. */
    private int follow(String name, List<Row> rows, Set<String> played) throws PodmanException, InterruptedException {
        PlayConsole.Follow follow = progress.follow(rows);
        new Follower(podman, follow::line)
                .read(
                        rows,
                        row -> new Follower.Options(
                                true, played.contains(row.service()) ? Optional.empty() : Optional.of(0)));
        List<Row> ended = Row.of(podman, name, progress);
        ended.forEach(row -> progress.say(
                row.name(),
                "exited with code " + row.exitCode(),
                row.exitCode() == 0 ? Progress.Tone.PLAIN : Progress.Tone.BAD));
        return ended.stream().allMatch(row -> row.exitCode() == 0) ? ExitCode.OK : ExitCode.FAILED;
    }

    private int failed(PlayInput input, Exception failure) {
        try {
            return failure instanceof PlayFailure pod
                    ? progress.failed(pod, Row.of(podman, input.scene().project(), progress))
                    : progress.failed((PodmanException) failure);
        } catch (PodmanException further) {
            return progress.failed(further);
        } catch (InterruptedException e) {
            return interrupted(input);
        }
    }

    private int interrupted(PlayInput input) {
        Thread.interrupted();
        if (options.has("--detach")) {
            console.say("interrupted; continue with 'sild up', or remove everything with 'sild down'");
            return ExitCode.INTERRUPTED;
        }
        try {
            new ProjectRemoval(podman, progress)
                    .down(input.scene().project(), options.has("--volumes"), PlayOptions.timeout(options));
            return ExitCode.INTERRUPTED;
        } catch (PodmanException failure) {
            progress.failed(failure);
        } catch (InterruptedException again) {
            console.say("interrupted; remove the rest with 'sild down'");
        }
        return ExitCode.INTERRUPTED;
    }
}
