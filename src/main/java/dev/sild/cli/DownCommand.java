package dev.sild.cli;

import dev.sild.cli.options.Options;
import dev.sild.cli.options.PlayOptions;
import dev.sild.cli.options.SharedOptions;
import dev.sild.cli.play.PlayConsole;
import dev.sild.cli.play.PlayedProject;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.play.ProjectRemoval;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild down}: takes away what {@code sild up} plays. */
final class DownCommand {
    private final Console console;
    private final Options options;

    DownCommand(Console console, ParseResult parsed) {
        this.console = console;
        options = new Options(parsed);
        PlayOptions.timeout(options);
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command("down", "Stop and remove what 'sild up' started; volumes are kept.");
        PlayOptions.addFiles(spec);
        PlayedProject.addTo(spec);
        spec.addOption(Options.flag(
                "Also remove the volumes, and the passwords generated for their data.", "-v", "--volumes"));
        PlayOptions.addTimeout(spec);
        PlayOptions.addProgram(spec);
        spec.addOption(SharedOptions.quiet());
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild down",
                        "  sild down --volumes            also the data",
                        "  sild down -p shop              from any folder");
        return spec;
    }

    int run() {
        PlayConsole progress = new PlayConsole(console, options.has("--quiet"));
        return progress.tell(() -> {
            String project = PlayedProject.name(console, options);
            boolean found = new ProjectRemoval(PlayOptions.podman(console, options), progress)
                    .down(project, options.has("--volumes"), PlayOptions.timeout(options));
            if (!found && !options.has("--quiet")) {
                console.say("the project '" + project + "' has nothing to remove");
            }
            return ExitCode.OK;
        });
    }
}
