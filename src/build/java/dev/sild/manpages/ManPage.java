package dev.sild.manpages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page about one command. */
final class ManPage {
    private static final Pattern EXAMPLES = Pattern.compile("Examples?:");
    private static final Pattern EXIT_CODES = Pattern.compile("Exit codes?: *(.*)");
    private static final Pattern EXIT_CODE = Pattern.compile("(?:^|, )(\\d+) ");

    private final CommandSpec command;
    private final Roff page = new Roff();
    private final List<String> description = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private String exitCodes = "";

    private ManPage(CommandSpec command) {
        this.command = command;
    }

    /** Returns the name of the page about a command, such as {@code sild-convert}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    /**
     * Returns the page.
     *
     * @param date of the sources
     */
    static String of(CommandSpec command, LocalDate date, String version) {
        return new ManPage(command).write(date, version);
    }

    private String write(LocalDate date, String version) {
        readFooter();
        page.title(name(command), date, version);
        String summary = String.join(" ", command.usageMessage().description());
        page.section("NAME").line(Roff.escaped(name(command)) + " \\- " + Roff.escaped(lowered(summary)));
        page.section("SYNOPSIS").line(synopsis());
        page.section("DESCRIPTION").text(summary);
        paragraphs(description);
        arguments();
        options();
        commands();
        if (!examples.isEmpty()) {
            page.section("EXAMPLES").example(examples);
        }
        exitStatus();
        seeAlso();
        return page.toString();
    }

    /** The name line of a page is a phrase, no sentence. */
    private static String lowered(String sentence) {
        String phrase = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return phrase.isEmpty() ? phrase : Character.toLowerCase(phrase.charAt(0)) + phrase.substring(1);
    }

    /** Sorts the lines below the options: examples and exit codes have sections of their own. */
    private void readFooter() {
        List<String> into = description;
        for (String line : lines(command.usageMessage().footer())) {
            Matcher codes = EXIT_CODES.matcher(line);
            if (codes.matches()) {
                exitCodes = codes.group(1);
            } else if (EXAMPLES.matcher(line).matches()) {
                into = examples;
            } else if (into == examples && !line.startsWith("  ") && !line.isEmpty()) {
                into = description;
                into.add(line);
            } else if (into == description || !line.isEmpty()) {
                into.add(into == examples ? line.substring(2) : line);
            }
        }
    }

    private static List<String> lines(String... texts) {
        return Arrays.stream(texts)
                .flatMap(text -> Arrays.stream(String.format(text).split("\n", -1)))
                .toList();
    }

    /** Text in paragraphs; lines that are indented are a table or a program, and stay as they are. */
    private void paragraphs(List<String> lines) {
        List<String> verbatim = new ArrayList<>();
        boolean begun = false;
        for (String line : lines) {
            if (line.startsWith("  ")) {
                verbatim.add(line.substring(2));
                continue;
            }
            if (!verbatim.isEmpty()) {
                page.example(verbatim);
                verbatim.clear();
            }
            if (line.isBlank()) {
                begun = false;
            } else if (begun) {
                page.text(line);
            } else {
                page.paragraph(line);
                begun = true;
            }
        }
        if (!verbatim.isEmpty()) {
            page.example(verbatim);
        }
    }

    private String synopsis() {
        StringBuilder line = new StringBuilder(Roff.bold(command.qualifiedName()));
        line.append(" [").append(Roff.italic("OPTIONS")).append(']');
        for (PositionalParamSpec positional : visible(command.positionalParameters())) {
            line.append(' ').append(Roff.escaped(label(positional)));
        }
        if (!command.subcommands().isEmpty()) {
            line.append(" [").append(Roff.italic("COMMAND")).append(']');
        }
        return line.toString();
    }

    private static <T extends ArgSpec> List<T> visible(List<T> arguments) {
        return arguments.stream().filter(argument -> !argument.hidden()).toList();
    }

    /** How often an argument can stand is part of its label, as in [FILE...]. */
    private String label(PositionalParamSpec positional) {
        Help help = new Help(command, Help.defaultColorScheme(Help.Ansi.OFF));
        return help.parameterLabelRenderer()
                .renderParameterLabel(positional, Help.Ansi.OFF, List.of())
                .toString();
    }

    private void arguments() {
        List<PositionalParamSpec> positionals = visible(command.positionalParameters());
        if (positionals.isEmpty()) {
            return;
        }
        page.section("ARGUMENTS");
        for (PositionalParamSpec positional : positionals) {
            page.item(Roff.italic(label(positional)), description(positional));
        }
    }

    private void options() {
        List<OptionSpec> options = visible(command.options());
        if (options.isEmpty()) {
            return;
        }
        page.section("OPTIONS");
        for (OptionSpec option : options) {
            List<String> names = new ArrayList<>();
            for (String name : option.names()) {
                names.add(Roff.bold(name) + value(option, name));
            }
            page.item(String.join(", ", names), description(option));
        }
    }

    private static String value(OptionSpec option, String name) {
        if (option.arity().max() == 0) {
            return "";
        }
        return (name.startsWith("--") ? "=" : " ") + Roff.italic(option.paramLabel());
    }

    private static String description(ArgSpec argument) {
        return String.join("\n", lines(argument.description()));
    }

    private void commands() {
        if (command.subcommands().isEmpty()) {
            return;
        }
        page.section("COMMANDS");
        command.subcommands().values().forEach(line -> {
            CommandSpec sub = line.getCommandSpec();
            page.item(
                    Roff.bold(name(sub)) + "(1)",
                    String.join(" ", sub.usageMessage().description()));
        });
    }

    private void exitStatus() {
        if (exitCodes.isEmpty()) {
            return;
        }
        page.section("EXIT STATUS");
        Matcher code = EXIT_CODE.matcher(exitCodes);
        int begun = -1;
        String value = "";
        while (code.find()) {
            if (begun >= 0) {
                page.item(Roff.bold(value), exitCodes.substring(begun, code.start()));
            }
            value = code.group(1);
            begun = code.end();
        }
        if (begun < 0) {
            page.text(exitCodes);
        } else {
            page.item(Roff.bold(value), exitCodes.substring(begun));
        }
    }

    private void seeAlso() {
        page.section("SEE ALSO");
        if (command.parent() == null) {
            page.line(Roff.bold("sild help") + " " + Roff.italic("COMMAND") + " prints the options of a command.");
        } else {
            page.line(Roff.bold(name(command.parent())) + "(1)");
        }
    }
}
