package dev.sild.cli;

import dev.sild.report.Nearest;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What is said about wrong commands and options. */
final class UsageMessages {
    private UsageMessages() {}

    /** Returns the message of picocli, or a shorter one that suggests what was meant. */
    static String of(ParameterException wrong) {
        if (!(wrong instanceof CommandLine.UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(wrong.getMessage());
        }
        String option = unmatched.getUnmatched().get(0);
        boolean root = wrong.getCommandLine().getParent() == null;
        if (!option.startsWith("-") && root) {
            return unknownCommand(option);
        }
        if (!unmatched.isUnknownOption()) {
            return String.valueOf(wrong.getMessage());
        }
        Set<String> known = wrong.getCommandLine().getCommandSpec().optionsMap().keySet();
        return unmatched.getUnmatched().stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> unknownOption(word, known))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String unknownOption(String word, Set<String> known) {
        int value = word.indexOf('=');
        String option = value < 0 ? word : word.substring(0, value);
        String nearest = Nearest.of(option, known);
        return "unknown option " + option + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?");
    }

    static String unknownCommand(String name) {
        String nearest = Nearest.of(name, Commands.NAMES);
        return "unknown command '" + name + "'" + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?");
    }
}
