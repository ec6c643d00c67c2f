package dev.sild.report;

import dev.sild.report.Finding.Outcome;
import dev.sild.report.Finding.Severity;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The report that fits on a screen: what is lost, what must be done before the output is applied, and the rest, one
 * line for all findings that say the same but for names and numbers; for all of one code where the lines do not
 * suffice. Notes are only counted, by {@link #notes}. The commands that reach what runs are the end.
 */
public final class BriefReport {
    /**
     * The maximum number of lines with findings, and the line that counts those beyond; the list of tasks is not among
     * them. Losses have lines beyond it, up to {@link #MAX_LOSSES}, and so has the line of services that may end.
     */
    static final int MAX_LINES = 10;

    /** The maximum number of lines with losses: more than the kinds of losses that any project is known to have. */
    static final int MAX_LOSSES = 40;

    /** Notes that tell the user what to do next; those of one code have a line for each thing that they say. */
    static final Set<Code> NEXT_STEPS =
            EnumSet.of(Code.CLAIM_SIZES, Code.NOT_EXPOSED, Code.PROJECT_NAME, Code.SECRETS_LOCAL);

    /** Notes that are shown as well, since what they say is easily missed and changes what a program does. */
    private static final Set<Code> SHOWN =
            EnumSet.of(Code.BIND_IN_IMAGE, Code.MAY_END, Code.PORT_UNKNOWN, Code.PROFILES_LEFT_OUT);

    private static final String HOW = "list all with %s, explain one with 'sild explain CODE'";

    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> finding.origin().file())
            .thenComparing(finding -> finding.origin().line())
            .thenComparing(finding -> finding.origin().column());

    private final TextReport lines;
    private final String how;
    private final StringBuilder text = new StringBuilder();
    private int shown;
    private int hidden;

    private BriefReport(TextReport lines, String all) {
        this.lines = lines;
        how = HOW.formatted(all);
    }

    /**
     * Returns the report of a command whose option {@code all} lists every finding.
     *
     * @param before what comes after the tasks, as in {@code kubectl apply}
     * @param level the least severity that is shown; tasks are shown in any case
     */
    public static String of(List<Finding> findings, String before, Severity level, TextReport lines, String all) {
        BriefReport report = new BriefReport(lines, all);
        List<Finding> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        Set<Finding> beside = new HashSet<>(errors.isEmpty() ? ToDoList.besideTasks(findings) : List.of());
        List<Finding> shown = findings.stream()
                .filter(finding -> !ToDoList.isTask(finding)
                        && !beside.contains(finding)
                        && !(errors.isEmpty() && ToDoList.isInTask(finding, findings))
                        && !(errors.isEmpty() && ForwardList.has(finding))
                        && finding.severity() != Severity.ERROR
                        && finding.severity().compareTo(level) <= 0)
                .toList();
        report.appendKinds(shown.stream().filter(finding -> finding.outcome() == Outcome.LOST), MAX_LOSSES);
        // Images are pushed under the project's name: the step to push them comes after it.
        report.appendKinds(shown.stream().filter(finding -> finding.code() == Code.PROJECT_NAME), report.shown + 1);
        report.text.append(errors.isEmpty() ? ToDoList.of(findings, before) : "");
        report.appendKinds(
                shown.stream()
                        .filter(finding -> finding.outcome() != Outcome.LOST
                                && finding.code() != Code.MAY_END
                                && finding.code() != Code.PROJECT_NAME
                                && !isCounted(finding)),
                MAX_LINES);
        // A project has one, of all its services: a program that runs again and again is not to be found in a list.
        report.appendKinds(shown.stream().filter(finding -> finding.code() == Code.MAY_END), report.shown + 1);
        report.appendHidden();
        if (errors.isEmpty() && level == Severity.INFO) {
            report.text.append(ForwardList.of(findings, before, report.how));
        }
        return report.text.append(lines.all(errors)).toString();
    }

    /**
     * Returns how many notes are not in the report, and how they are listed; empty where all findings are.
     *
     * @param level the least severity that is shown
     * @param all the option that lists every finding
     */
    public static Optional<String> notes(List<Finding> findings, Severity level, String all) {
        long notes = findings.stream()
                .filter(finding -> isCounted(finding) && !ToDoList.isTask(finding))
                .count();
        return notes == 0 || level != Severity.INFO
                ? Optional.empty()
                : Optional.of(notes + (notes == 1 ? " note: " : " notes: ") + HOW.formatted(all));
    }

    private static boolean isCounted(Finding finding) {
        return finding.severity() == Severity.INFO
                && !NEXT_STEPS.contains(finding.code())
                && !SHOWN.contains(finding.code());
    }

    private void appendKinds(Stream<Finding> findings, int most) {
        List<List<Finding>> kinds = Kinds.of(findings.sorted(BY_PLACE), most - shown);
        // The line that counts what is hidden is one of them.
        int last = kinds.size() > most - shown ? most - 1 : most;
        for (List<Finding> kind : kinds) {
            if (shown < last) {
                shown++;
                lines.appendKind(text, kind);
            } else {
                hidden += kind.size();
            }
        }
    }

    private void appendHidden() {
        if (hidden > 0) {
            text.append("...and ").append(hidden).append(" more; ").append(how).append('\n');
        }
    }
}
