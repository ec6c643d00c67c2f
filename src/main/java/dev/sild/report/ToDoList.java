package dev.sild.report;

import dev.sild.model.Origin;
import dev.sild.syntax.TerminalText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the user must do before the output can be applied: a numbered list, with commands to paste. */
public final class ToDoList {
    /** A task for one thing, and the same for several; in the order in which they are listed. */
    private record Title(String one, String several) {}

    private static final Map<Code, Title> TITLES = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    Code.PACKAGES_MISSING,
                    new Title("install packages in this image", "install packages in these %d images")),
            Map.entry(
                    Code.BUILD_INPUT_MISSING,
                    new Title("complete what an image is built from", "complete what images are built from")),
            Map.entry(Code.IMAGE_TO_BUILD, new Title("build this image", "build these %d images")),
            Map.entry(Code.IMAGE_TO_PUSH, new Title("build and push this image", "build and push these %d images")),
            Map.entry(
                    Code.IMAGE_LOCAL,
                    new Title(
                            "make this image available to the cluster",
                            "make these %d images available to the cluster")),
            Map.entry(Code.SECRET_TO_CREATE, new Title("provide this secret", "provide these %d secrets")),
            Map.entry(Code.CONFIG_MAP_TO_CREATE, new Title("create this ConfigMap", "create these %d ConfigMaps")),
            Map.entry(Code.CLAIM_TO_CREATE, new Title("create this claim", "create these %d claims")),
            Map.entry(
                    Code.ACCOUNT_TO_CREATE, new Title("create this ServiceAccount", "create these %d ServiceAccounts")),
            Map.entry(Code.CLASS_TO_CREATE, new Title("install this RuntimeClass", "install these %d RuntimeClasses")),
            Map.entry(
                    Code.FILES_LARGE,
                    new Title(
                            "apply on the server's side: a file is large",
                            "apply on the server's side: %d files are large")),
            Map.entry(
                    Code.VARIABLE_UNSET,
                    new Title("set this variable and convert again", "set these %d variables and convert again"))));

    private ToDoList() {}

    /** Whether a finding is a task: of variables that are not set, those with secrets are. */
    static boolean isTask(Finding finding) {
        return TITLES.containsKey(finding.code())
                && (finding.code() != Code.VARIABLE_UNSET || !finding.command().isEmpty());
    }

    /**
     * Returns the list, each line with its end; the empty text where there is nothing to do.
     *
     * @param before what comes after the tasks, as in {@code kubectl apply}
     */
    public static String of(List<Finding> findings, String before) {
        Map<Code, Set<Finding>> tasks = new EnumMap<>(Code.class);
        findings.stream()
                .filter(ToDoList::isTask)
                .forEach(finding -> tasks.computeIfAbsent(finding.code(), code -> new LinkedHashSet<>())
                        .add(new Finding(
                                finding.code(), Origin.NONE, finding.reason(), finding.remedy(), finding.command())));
        if (tasks.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("before " + before + ":\n");
        int number = 1;
        for (Map.Entry<Code, Set<Finding>> task : tasks.entrySet()) {
            text.append("  ").append(number++).append(". ");
            append(text, TITLES.get(task.getKey()), new ArrayList<>(task.getValue()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Title title, List<Finding> task) {
        text.append(task.size() == 1 ? title.one() : String.format(Locale.ROOT, title.several(), task.size()));
        String remedy = task.get(0).remedy();
        boolean alike = !remedy.isEmpty()
                && task.stream().allMatch(finding -> finding.remedy().equals(remedy));
        boolean pasted = task.stream().noneMatch(finding -> finding.command().isEmpty());
        // A command says itself what to do; only an option of Sild's says more.
        text.append(alike && (!pasted || remedy.contains("--")) ? ": " + TerminalText.indented(remedy) : "")
                .append('\n');
        Set<String> lines = new LinkedHashSet<>();
        for (Finding finding : task) {
            lines.add(
                    !finding.command().isEmpty()
                            ? finding.command()
                            : finding.reason() + (alike || finding.remedy().isEmpty() ? "" : "; " + finding.remedy()));
        }
        lines.forEach(
                line -> text.append("       ").append(TerminalText.line(line)).append('\n'));
    }
}
