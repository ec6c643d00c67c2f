package dev.sild.cli;

import java.util.Set;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion script of fish, which picocli has none for: https://fishshell.com/docs/current/cmds/complete.html. */
final class FishCompletion {
    /** What an option or a parameter is called whose value is a path of this machine. */
    private static final Set<String> PATHS = Set.of("FILE", "PATH", "PROGRAM");

    private final StringBuilder script = new StringBuilder();
    private final String name;

    private FishCompletion(String name) {
        this.name = name;
    }

    /** Returns the script for the command {@code name} with all the commands of a line. */
    static String of(String name, CommandLine line) {
        FishCompletion completion = new FishCompletion(name);
        // Files are proposed where one is expected alone.
        completion.add("-f");
        line.getSubcommands().forEach((command, its) -> {
            String description = its.getCommandSpec().usageMessage().description()[0];
            completion.add("-n __fish_use_subcommand -a " + command + described(description));
        });
        completion.options("__fish_use_subcommand", line.getCommandSpec());
        line.getSubcommands().forEach((command, its) -> completion.command(command, its.getCommandSpec()));
        return completion.script.toString();
    }

    private void command(String command, CommandSpec spec) {
        String here = quoted("__fish_seen_subcommand_from " + command);
        options(here, spec);
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            String proposed = isPath(parameter) ? " -F" : candidates(parameter);
            if (!proposed.isEmpty()) {
                add("-n " + here + proposed);
            }
        }
    }

    private void options(String here, CommandSpec spec) {
        for (OptionSpec option : spec.options()) {
            StringJoiner words = new StringJoiner(" ");
            words.add("-n " + here);
            for (String each : option.names()) {
                words.add(each.startsWith("--") ? "-l " + each.substring(2) : "-s " + each.substring(1));
            }
            add(words
                    + (option.arity().max() == 0 ? "" : isPath(option) ? " -r -F" : " -x" + candidates(option))
                    + described(option.description()[0]));
        }
    }

    private static boolean isPath(ArgSpec argument) {
        return PATHS.contains(argument.paramLabel());
    }

    private static String candidates(ArgSpec argument) {
        return argument.completionCandidates() == null
                ? ""
                : " -a " + quoted(String.join(" ", argument.completionCandidates()));
    }

    private static String described(String description) {
        int end = description.indexOf(". ");
        return " -d " + quoted(end < 0 ? description.replaceFirst("\\.$", "") : description.substring(0, end));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private void add(String words) {
        script.append("complete -c ").append(name).append(' ').append(words).append('\n');
    }
}
