package dev.sild.cli;

import dev.sild.cli.options.Options;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.options.SharedOptions;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.config.ConfigPrinter;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.report.InputException;
import dev.sild.report.TextReport;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild config}: the project as Sild understands it, in docker compose's canonical form. */
final class ConfigCommand {
    private final Console console;
    private final Options options;

    ConfigCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.options = new Options(parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec =
                Commands.command("config", "Print a compose project in its canonical form, as docker compose does.");
        ProjectOptions.addWithFilesTo(spec);
        spec.addOption(
                Options.list("PATH", "Allow files below this folder to be read, without a warning.", "--allow-path"));
        spec.addOption(Options.choice("yaml|json", "The output format. Default: yaml", "--format"));
        spec.addOption(Options.flag("Do not interpolate variables.", "--no-interpolate"));
        spec.addOption(Options.flag("Refuse undeclared volumes and networks, as docker compose does.", "--strict"));
        spec.addOption(SharedOptions.quiet());
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild config --format json",
                        "  sild config -f compose.yaml -f compose.prod.yaml --profile debug");
        return spec;
    }

    int run() {
        boolean json = options.text("--format", "yaml", List.of("yaml", "json")).equals("json");
        boolean interpolate = !options.has("--no-interpolate");
        try {
            ComposeProject project = ProjectLoader.load(ProjectOptions.withFilesOf(options)
                    .request(console, options.has("--strict"), interpolate)
                    .withAllowedPaths(options.list("--allow-path")));
            console.out()
                    .print(json ? ConfigPrinter.json(project, interpolate) : ConfigPrinter.yaml(project, interpolate));
            if (!options.has("--quiet")) {
                console.err().print(TextReport.of(project.findings(), console.color()));
            }
            return ExitCode.OK;
        } catch (InputException unusable) {
            console.err().print(TextReport.of(unusable.findings(), console.color()));
            return ExitCode.FAILED;
        }
    }
}
