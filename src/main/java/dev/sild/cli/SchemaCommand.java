package dev.sild.cli;

import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.compose.load.spec.HintSchema;
import dev.sild.compose.translate.source.Equivalents;
import dev.sild.report.Json;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sild schema}: what {@code x-sild} in a compose file may contain, for editors. */
final class SchemaCommand {
    private SchemaCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = Commands.command("schema", "Print the JSON schema of the x-sild hints, for editors.");
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild schema > .sild-schema.json",
                        "  # in the first line of compose.yaml, for editors with the YAML language server:",
                        "  # yaml-language-server: $schema=.sild-schema.json");
        return spec;
    }

    static int run(Console console) {
        Equivalents equivalents = Equivalents.read();
        console.out()
                .print(Json.of(HintSchema.of(path -> equivalents
                        .of(path)
                        .map(Equivalents.Equivalent::kubernetes)
                        .orElse(""))));
        return ExitCode.OK;
    }
}
