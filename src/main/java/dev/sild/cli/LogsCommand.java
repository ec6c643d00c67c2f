package dev.sild.cli;

import dev.sild.cli.options.Options;
import dev.sild.cli.options.PlayOptions;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.play.PlayConsole;
import dev.sild.cli.play.PlayedProject;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.cli.terminal.Interruption;
import dev.sild.cli.verbs.Verbs;
import dev.sild.play.Follower;
import dev.sild.play.Row;
import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild logs}: what the containers of a project say that {@code sild up} plays. */
final class LogsCommand {
    /** The options by which the logs are those of podman, also for the plugin of kubectl. */
    static final List<String> OF_PODMAN = List.of("--project-name", "--podman", "--file");

    private final Console console;
    private final Options options;
    private final Follower.Options wanted;

    LogsCommand(Console console, ParseResult parsed) {
        this.console = console;
        options = new Options(parsed);
        boolean all = options.value("--tail", "all").equals("all");
        wanted = new Follower.Options(
                options.has("--follow"), all ? Optional.empty() : Optional.of(PlayOptions.number(options, "--tail")));
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command(
                "logs", "Show the logs of what 'sild up' started, or of a stack or project in a cluster.");
        spec.addPositional(Options.arguments(
                "SERVICE",
                "Services, or containers by their name in 'sild ps'; in a cluster the stack or project, then components or pods."
                        + " Default: all"));
        // With logs -f is what it is for docker compose: to follow.
        spec.addOption(Options.flag("Follow the logs.", "-f", "--follow"));
        spec.addOption(Options.text("N", "The number of last lines of each log. Default: all", "--tail"));
        ProjectOptions.addLongTo(spec);
        PlayOptions.addProgram(spec);
        Verbs.addClusterTo(spec);
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild logs -f",
                        "  sild logs --tail 20 api redis",
                        "  sild logs -n production shop api   a stack or project in a cluster",
                        "",
                        "With -n, --context or --kubeconfig, and as kubectl plugin, the logs are those of a cluster.");
        return spec;
    }

    int run() {
        PlayConsole progress = new PlayConsole(console, false);
        return progress.tell(() -> {
            try (Interruption interruption = new Interruption()) {
                String project = PlayedProject.name(console, options);
                return show(PlayOptions.podman(console, options), project, progress);
            }
        });
    }

    private int show(Podman podman, String project, PlayConsole progress) throws PodmanException, InterruptedException {
        List<Row> all = Row.of(podman, project, progress);
        List<String> given = options.arguments();
        for (String name : given) {
            if (all.stream().noneMatch(row -> row.isMeantBy(name))) {
                console.say("the project '" + project + "' has no '" + name + "'; "
                        + (all.isEmpty()
                                ? "it is not running"
                                : "it has "
                                        + all.stream().map(Row::name).distinct().collect(Collectors.joining(", "))));
                return ExitCode.FAILED;
            }
        }
        List<Row> shown = all.stream()
                .filter(row -> given.isEmpty() || given.stream().anyMatch(row::isMeantBy))
                .toList();
        PlayConsole.Follow follow = progress.follow(shown);
        new Follower(podman, follow::line).read(shown, row -> wanted);
        return ExitCode.OK;
    }
}
