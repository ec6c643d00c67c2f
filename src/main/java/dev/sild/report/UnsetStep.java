package dev.sild.report;

import dev.sild.syntax.TerminalText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The step that sets variables, which names each of them once: those with secrets, and those that compose leaves empty
 * too and that are set in the same place.
 */
final class UnsetStep {
    /** The maximum number of variables that have a command each; a line names the others. */
    private static final int MOST_COMMANDS = 8;

    private static final Pattern TARGET = Pattern.compile(".* >> (\\S+)");

    private final StringBuilder text = new StringBuilder();

    private UnsetStep() {}

    /**
     * Returns the lines of the step, each with its end, without its number.
     *
     * @param tasks findings about variables that are to be set, with commands
     * @param beside findings about other variables without a value
     */
    static String of(List<Finding> tasks, List<Finding> beside) {
        Map<String, Finding> variables = new LinkedHashMap<>();
        tasks.forEach(finding -> variables.put(UnsetVariables.name(finding).orElse(finding.reason()), finding));
        beside.forEach(finding ->
                UnsetVariables.name(finding).ifPresent(variable -> variables.putIfAbsent(variable, finding)));
        UnsetStep step = new UnsetStep();
        step.text.append(
                variables.size() == 1
                        ? "set this variable and convert again"
                        : String.format(Locale.ROOT, "set these %d variables and convert again", variables.size()));
        Optional<UnsetVariables.Copy> copy = UnsetVariables.copy(tasks);
        copy.ifPresent(each -> step.text.append(": ").append(TerminalText.line(each.words())));
        step.text.append('\n');
        copy.ifPresent(each -> {
            List<String> in = variables.entrySet().stream()
                    .filter(variable -> each.has(variable.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            variables.keySet().removeAll(in);
            step.line(each.command());
            step.line("it has " + names(in));
        });
        step.appendCommands(variables, target(tasks));
        return step.text.toString();
    }

    private void appendCommands(Map<String, Finding> variables, String target) {
        List<String> others = new ArrayList<>();
        int commands = variables.size() <= MOST_COMMANDS ? variables.size() : MOST_COMMANDS - 1;
        for (Map.Entry<String, Finding> variable : variables.entrySet()) {
            Finding finding = variable.getValue();
            if (commands-- > 0) {
                line(
                        finding.command().isEmpty()
                                ? UnsetVariables.command(variable.getKey(), finding, target)
                                : finding.command());
            } else {
                others.add(variable.getKey());
            }
        }
        if (!others.isEmpty()) {
            line("and in the same way: " + names(others));
        }
    }

    private void line(String line) {
        text.append("       ").append(TerminalText.line(line)).append('\n');
    }

    /** Returns the file that the commands of tasks write to. */
    private static String target(List<Finding> tasks) {
        return tasks.stream()
                .map(task -> TARGET.matcher(task.command()))
                .filter(Matcher::matches)
                .map(command -> command.group(1))
                .findFirst()
                .orElse(".env");
    }

    private static String names(List<String> names) {
        int more = names.size() - UnsetVariables.MAX_NAMES;
        return names.stream().limit(UnsetVariables.MAX_NAMES).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
