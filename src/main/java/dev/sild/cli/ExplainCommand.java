package dev.sild.cli;

import dev.sild.cli.options.Options;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.report.Nearest;
import dev.sild.schema.Crd;
import dev.sild.schema.Crds;
import dev.sild.schema.Explanation;
import dev.sild.schema.Explanation.UnknownFieldException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild explain}: what a custom resource and its fields mean. */
final class ExplainCommand {
    /** What a shell proposes: the names by which kubectl knows them. */
    private static final List<String> RESOURCES = List.of("webstack", "monitoringstack", "microservicestack");

    private final Console console;
    private final Options options;

    ExplainCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.options = new Options(parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command("explain", "Explain a custom resource or one of its fields.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .paramLabel("RESOURCE[.FIELD...]")
                .required(true)
                .description("A resource by kind or short name, optionally followed by the path of a field.")
                .type(String.class)
                .completionCandidates(RESOURCES)
                .build());
        spec.addOption(Options.flag("List all nested fields, without descriptions.", "--recursive"));
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild explain webstack",
                        "  sild explain webs.spec.api.image",
                        "  sild explain webstack.spec --recursive");
        return spec;
    }

    int run() {
        List<String> words =
                List.of(options.parsed().matchedPositionalValue(0, "").split("\\.", -1));
        Crds crds = Crds.ofSild();
        Crd crd = crds.named(words.get(0)).orElseThrow(() -> {
            String nearest = Nearest.of(
                    words.get(0),
                    crds.all().stream().flatMap(known -> known.names().stream()).toList());
            return options.wrong("unknown resource '" + words.get(0) + "': "
                    + (nearest.isEmpty()
                            ? "use one of "
                                    + crds.all().stream().map(Crd::singular).collect(Collectors.joining(", "))
                            : "did you mean " + nearest + "?"));
        });
        try {
            console.out().print(Explanation.of(crd, words.subList(1, words.size()), options.has("--recursive")));
            return ExitCode.OK;
        } catch (UnknownFieldException unknown) {
            throw options.wrong(unknown.getMessage());
        }
    }
}
