package dev.sild.cli;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.RuleTexts;
import dev.sild.cli.options.Options;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.report.Code;
import dev.sild.report.Explanations;
import dev.sild.report.Nearest;
import dev.sild.schema.Crd;
import dev.sild.schema.Crds;
import dev.sild.schema.Explanation;
import dev.sild.schema.Explanation.UnknownFieldException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild explain}: what a finding, a rule, or a custom resource and its fields, mean. */
final class ExplainCommand {
    /** What a shell proposes: the names by which kubectl knows them. */
    private static final List<String> RESOURCES = List.of("webstack", "monitoringstack", "microservicestack");

    /** What the code of every finding begins with. */
    private static final String CODES = "SILD-";

    private final Console console;
    private final Options options;

    ExplainCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.options = new Options(parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command(
                "explain", "Explain a finding, a rule of 'sild check', or a custom resource or one of its fields.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .paramLabel("CODE|RULE|RESOURCE[.FIELD...]")
                .required(true)
                .description(
                        "The code of a finding, a rule, or a resource by kind or short name, optionally followed by the"
                                + " path of a field.")
                .type(String.class)
                .completionCandidates(RESOURCES)
                .build());
        spec.addOption(Options.flag("List all nested fields, without descriptions.", "--recursive"));
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild explain SILD-IMAGE-TO-PUSH",
                        "  sild explain image-untagged",
                        "  sild explain webstack",
                        "  sild explain webs.spec.api.image",
                        "  sild explain webstack.spec --recursive");
        return spec;
    }

    int run() {
        String argument = options.parsed().matchedPositionalValue(0, "");
        if (argument.regionMatches(true, 0, CODES, 0, CODES.length())) {
            return explain(argument.toUpperCase(Locale.ROOT));
        }
        Optional<Rule> rule = Rule.of(argument);
        if (rule.isPresent()) {
            console.out().print(RuleTexts.read().page(rule.get()));
            return ExitCode.OK;
        }
        List<String> words = List.of(argument.split("\\.", -1));
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

    private int explain(String id) {
        Code code = Explanations.byId().get(id);
        if (code == null) {
            String nearest = Nearest.of(id, Explanations.byId().keySet());
            throw options.wrong("unknown code '" + id + "'"
                    + (nearest.isEmpty() ? ": docs/findings.md lists all codes" : "; did you mean " + nearest + "?"));
        }
        console.out().print(Explanations.read().page(code));
        return ExitCode.OK;
    }
}
