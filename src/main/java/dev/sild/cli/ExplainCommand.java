package dev.sild.cli;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.RuleTexts;
import dev.sild.cli.options.Options;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.explain.AttributeNames;
import dev.sild.explain.Stories;
import dev.sild.report.Code;
import dev.sild.report.Explanations;
import dev.sild.report.Nearest;
import dev.sild.schema.Crd;
import dev.sild.schema.Crds;
import dev.sild.schema.Explanation;
import dev.sild.schema.Explanation.UnknownFieldException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild explain}: what a finding, a rule, an attribute, or a custom resource and its fields, mean. */
final class ExplainCommand {
    /** The names by which kubectl knows them. */
    private static final List<String> RESOURCES = List.of("webstack", "monitoringstack", "microservicestack");

    /** How many meanings of an ambiguous name a message lists. */
    private static final int MOST = 3;

    /** What the code of every finding begins with. */
    private static final String CODES = "SILD-";

    private final Console console;
    private final Options options;
    private final AttributeNames attributes = new AttributeNames();

    ExplainCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.options = new Options(parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command(
                "explain",
                "Explain a finding, a rule of 'sild check', an attribute, or a custom resource and its fields.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .paramLabel("CODE|RULE|ATTRIBUTE|RESOURCE[.FIELD...]")
                .required(true)
                .description(
                        "The code of a finding, a rule, an attribute of compose files by key or path, or a resource by kind"
                                + " or short name, optionally followed by the path of a field.")
                .type(String.class)
                .completionCandidates(ExplainCommand::proposed)
                .build());
        spec.addOption(Options.flag("List all nested fields, without descriptions.", "--recursive"));
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild explain SILD-IMAGE-TO-PUSH",
                        "  sild explain image-untagged",
                        "  sild explain depends_on",
                        "  sild explain services.web.healthcheck",
                        "  sild explain webstack",
                        "  sild explain webs.spec.api.image",
                        "  sild explain webstack.spec --recursive");
        return spec;
    }

    /** Returns what a shell proposes; without attributes that have a {@code *}, which a shell would expand. */
    private static Iterator<String> proposed() {
        return Stream.of(RESOURCES, Explanations.byId().keySet(), rules(), new AttributeNames().keys())
                .flatMap(Collection::stream)
                .distinct()
                .iterator();
    }

    private static List<String> rules() {
        return Stream.of(Rule.values()).map(Rule::id).toList();
    }

    int run() {
        String argument = options.parsed().matchedPositionalValue(0, "");
        if (argument.regionMatches(true, 0, CODES, 0, CODES.length())) {
            return explain(argument.toUpperCase(Locale.ROOT));
        }
        List<String> rows = attributes.of(argument);
        Optional<Rule> rule = Rule.of(argument);
        if (rule.isPresent()) {
            console.out().print(RuleTexts.read().page(rule.get()));
            rows.forEach(row -> console.out().print("\nThe attribute of that name: sild explain '" + row + "'\n"));
            return ExitCode.OK;
        }
        List<String> words = List.of(argument.split("\\.", -1));
        Optional<Crd> crd = Crds.ofSild().named(words.get(0));
        if (crd.isPresent()) {
            return explain(crd.get(), words);
        }
        Optional<String> label = AttributeNames.komposeLabel(argument);
        if (label.isPresent()) {
            console.out().print(new Stories(new ExampleConversion()).komposeLabel(label.get()));
            return ExitCode.OK;
        }
        if (rows.size() == 1) {
            console.out().print(new Stories(new ExampleConversion()).attribute(rows.get(0)));
            return ExitCode.OK;
        }
        throw options.wrong(
                rows.isEmpty()
                        ? unknown(argument, words.get(0))
                        : "'" + argument + "' may be " + String.join(", ", rows.subList(0, Math.min(MOST, rows.size())))
                                + (rows.size() > MOST ? " and others" : "") + ": use one of them");
    }

    private int explain(Crd crd, List<String> words) {
        try {
            console.out().print(Explanation.of(crd, words.subList(1, words.size()), options.has("--recursive")));
            return ExitCode.OK;
        } catch (UnknownFieldException unknown) {
            throw options.wrong(unknown.getMessage());
        }
    }

    /** Returns a message with the nearest name of a resource, a rule or an attribute. */
    private String unknown(String argument, String first) {
        String resource = Nearest.of(
                first,
                Crds.ofSild().all().stream()
                        .flatMap(known -> known.names().stream())
                        .toList());
        if (!resource.isEmpty()) {
            return "unknown resource '" + first + "': did you mean " + resource + "?";
        }
        String nearest = Nearest.of(argument, rules());
        nearest = nearest.isEmpty() ? attributes.nearest(argument) : nearest;
        return "unknown name '" + argument + "': "
                + (nearest.isEmpty()
                        ? "use a code such as SILD-IMAGE-TO-PUSH, a rule, an attribute such as depends_on, or a resource"
                                + " such as webstack"
                        : "did you mean " + nearest + "?");
    }

    private int explain(String id) {
        Code code = Explanations.byId().get(id);
        if (code == null) {
            String nearest = Nearest.of(id, Explanations.byId().keySet());
            throw options.wrong("unknown code '" + id + "'"
                    + (nearest.isEmpty() ? ": docs/findings.md lists all codes" : "; did you mean " + nearest + "?"));
        }
        console.out().print(Explanations.read().page(code) + new Stories(new ExampleConversion()).finding(code));
        return ExitCode.OK;
    }
}
