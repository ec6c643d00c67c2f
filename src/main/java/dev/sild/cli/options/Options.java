package dev.sild.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The options of a command: how they are declared, and what the user gave. */
public record Options(ParseResult parsed) {

    public static OptionSpec text(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    /** Returns an option that may be given several times. */
    public static OptionSpec list(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    /** Returns the arguments of a command that takes any number of them. */
    public static PositionalParamSpec arguments(String label, String description) {
        return PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    /** Returns an option without a value. */
    public static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** Returns an option whose value is one of those that {@code values} names, separated by {@code |}. */
    public static OptionSpec choice(String values, String description, String name) {
        return OptionSpec.builder(name)
                .paramLabel(values)
                .type(String.class)
                .description(description)
                .completionCandidates(List.of(values.split("\\|")))
                .build();
    }

    public boolean has(String name) {
        return parsed.hasMatchedOption(name);
    }

    public String value(String name, String otherwise) {
        return parsed.matchedOptionValue(name, otherwise);
    }

    /** Returns the values of {@link #arguments(String, String)}. */
    public List<String> arguments() {
        return parsed.matchedPositionalValue(0, List.of());
    }

    public List<String> list(String name) {
        return parsed.matchedOptionValue(name, List.<String>of());
    }

    /** Returns a value that is one of {@code allowed}; anything else is wrong usage. */
    public String text(String name, String otherwise, List<String> allowed) {
        String value = value(name, otherwise);
        if (!allowed.contains(value)) {
            throw wrong(name + " cannot be '" + value + "': use one of " + String.join(", ", allowed));
        }
        return value;
    }

    /** Returns the one of {@code values} whose name in lower case, with dashes, was given. */
    public <T extends Enum<T>> T choice(String name, String otherwise, T[] values) {
        List<String> allowed = new ArrayList<>();
        for (T value : values) {
            allowed.add(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return values[allowed.indexOf(text(name, otherwise, allowed))];
    }

    /** Returns the error of wrong usage. */
    public ParameterException wrong(String message) {
        return new ParameterException(parsed.commandSpec().commandLine(), message);
    }
}
