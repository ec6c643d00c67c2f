package dev.sild.report;

import dev.sild.model.Lookup;
import dev.sild.model.Origin;
import dev.sild.report.Finding.Outcome;
import dev.sild.syntax.TerminalText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the user must do before the output can be applied: a numbered list, with commands to paste. */
public final class ToDoList {
    /** Codes of which findings with a command are tasks: variables with secrets, and what a pod waits for. */
    private static final Set<Code> WITH_COMMAND = EnumSet.of(Code.VARIABLE_UNSET, Code.BIND_MISSING, Code.BIND_OUTSIDE);

    /** Codes of which a finding does not say itself which file it is about. */
    private static final Set<Code> IN_FILES = EnumSet.of(Code.NAME_IN_FILE, Code.ENGINE_ADDRESS);

    private static final Pattern LACKS_REGISTRY = Pattern.compile("set a registry with --|using an --image-prefix");

    private static final Pattern OPTION = Pattern.compile("convert with --[^,;]+");

    private ToDoList() {}

    /** Whether a finding is a task, and so not a line beside the list. */
    static boolean isTask(Finding finding) {
        return TaskTitle.OF.containsKey(finding.code())
                && !(WITH_COMMAND.contains(finding.code()) && finding.command().isEmpty());
    }

    /** Whether something is lost, and tasks are about all of it, so that no line beside the list says so. */
    public static boolean hasAllLosses(List<Finding> findings) {
        List<Finding> lost = findings.stream()
                .filter(finding -> finding.outcome() == Outcome.LOST)
                .toList();
        return !lost.isEmpty() && lost.stream().allMatch(ToDoList::isTask);
    }

    /** Whether a step of the list does what a finding asks for: to convert again with the same option. */
    static boolean isInTask(Finding finding, List<Finding> findings) {
        Matcher option = OPTION.matcher(finding.remedy());
        return finding.outcome() != Outcome.LOST
                && option.lookingAt()
                && findings.stream()
                        .anyMatch(task -> isTask(task) && task.remedy().startsWith(option.group()));
    }

    /**
     * Returns the findings that are named with a task: variables that are as empty with compose, and are set in the
     * same place as others.
     */
    static List<Finding> besideTasks(List<Finding> findings) {
        boolean sets = findings.stream().anyMatch(finding -> finding.code() == Code.VARIABLE_UNSET && isTask(finding));
        return findings.stream()
                .filter(finding -> sets && UnsetVariables.name(finding).isPresent() && !isTask(finding))
                .toList();
    }

    /**
     * Returns the list, each line with its end; the empty text where there is nothing to do.
     *
     * @param before what comes after the tasks, as in {@code kubectl apply}
     */
    public static String of(List<Finding> findings, String before) {
        Map<Code, Set<Finding>> tasks = new EnumMap<>(Code.class);
        for (Finding finding : findings) {
            if (isTask(finding)) {
                tasks.computeIfAbsent(finding.code(), first -> new LinkedHashSet<>())
                        .add(new Finding(
                                finding.code(), Origin.NONE, reason(finding), finding.remedy(), finding.command()));
            }
        }
        if (tasks.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("before " + before + ":\n");
        int number = 1;
        for (Map.Entry<Code, Set<Finding>> task : tasks.entrySet()) {
            text.append("  ").append(number++).append(". ");
            TaskTitle title = Lookup.required(TaskTitle.OF, task.getKey());
            List<Finding> one = new ArrayList<>(task.getValue());
            if (task.getKey() == Code.VARIABLE_UNSET) {
                text.append(UnsetStep.of(one, besideTasks(findings)));
            } else {
                append(text, title, one);
            }
        }
        return text.toString();
    }

    private static String reason(Finding finding) {
        Origin origin = finding.origin();
        return (IN_FILES.contains(finding.code()) ? origin.file() + ":" + origin.line() + ": " : "") + finding.reason();
    }

    private static void append(StringBuilder text, TaskTitle title, List<Finding> task) {
        String remedy = task.get(0).remedy();
        boolean alike = !remedy.isEmpty()
                && task.stream().allMatch(finding -> finding.remedy().equals(remedy));
        boolean pasted = task.stream().noneMatch(finding -> finding.command().isEmpty());
        Set<String> all = new LinkedHashSet<>();
        for (Finding finding : task) {
            all.add(
                    !finding.command().isEmpty()
                            ? finding.command()
                            : finding.reason() + (alike || finding.remedy().isEmpty() ? "" : "; " + finding.remedy()));
        }
        List<String> lines = CreateCommands.joined(all);
        int count = task.size() - (all.size() - lines.size());
        text.append(count == 1 ? title.one() : String.format(Locale.ROOT, title.several(), count));
        // A command says itself what to do; only an option of Sild's says more.
        text.append(alike && (!pasted || remedy.contains("--")) ? ": " + TerminalText.indented(remedy) : "");
        if (!alike) {
            task.stream()
                    .map(Finding::remedy)
                    .filter(each -> LACKS_REGISTRY.matcher(each).find())
                    .findFirst()
                    .ifPresent(each ->
                            text.append(", of which some lack a registry: ").append(TerminalText.indented(each)));
        }
        text.append('\n');
        lines.forEach(
                line -> text.append("       ").append(TerminalText.line(line)).append('\n'));
    }
}
