package dev.sild.report;

import dev.sild.report.Finding.Outcome;
import dev.sild.report.Finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The report that fits on a screen: what is lost, what must be done before the output is applied, and the rest, one
 * line for all findings that say the same but for names and numbers; for all of one code where the lines do not
 * suffice. Notes are only counted. The commands that reach what runs are the end.
 */
public final class BriefReport {
    /**
     * The maximum number of lines with findings; the list of tasks and the count of notes are not among them. Losses
     * have lines beyond it, up to {@link #MAX_LOSSES}.
     */
    static final int MAX_LINES = 10;

    /** The maximum number of lines with losses: more than the kinds of losses that any project is known to have. */
    static final int MAX_LOSSES = 40;

    /** What differs between findings of one kind: quoted names, paths, variables and numbers. */
    private static final Pattern VALUE = Pattern.compile("'[^']*'|\\S*/\\S*|[A-Z][A-Z0-9]*_[A-Z0-9_]+|\\d+");

    /** The maximum number of characters of a reason that tell its kind from others. */
    private static final int MAX_COMPARED = 300;

    /** Notes that tell the user what to do next; those of one code have a line for each thing that they say. */
    private static final Set<Code> NEXT_STEPS =
            EnumSet.of(Code.CLAIM_SIZES, Code.HEALTH_GATES_TRAFFIC, Code.NOT_EXPOSED, Code.SECRETS_LOCAL);

    /** Notes that are shown as well, since what they say is easily missed and changes what a program does. */
    private static final Set<Code> SHOWN =
            EnumSet.of(Code.BIND_IN_IMAGE, Code.MAY_END, Code.PORT_UNKNOWN, Code.PROFILES_LEFT_OUT);

    private static final String HOW = "list all with %s, explain one with 'sild explain CODE'";

    /** The maximum number of codes that the count of notes names. */
    private static final int MAX_NAMED = 4;

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
     * Returns the report.
     *
     * @param before what comes after the tasks, as in {@code kubectl apply}
     * @param level the least severity that is shown; tasks are shown in any case
     */
    public static String of(List<Finding> findings, String before, Severity level, TextReport lines) {
        return of(findings, before, level, lines, "-v");
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
                        && !(errors.isEmpty() && ForwardList.has(finding))
                        && finding.severity() != Severity.ERROR
                        && finding.severity().compareTo(level) <= 0)
                .toList();
        report.appendKinds(shown.stream().filter(finding -> finding.outcome() == Outcome.LOST), MAX_LOSSES);
        report.text.append(errors.isEmpty() ? ToDoList.of(findings, before) : "");
        report.appendKinds(
                shown.stream().filter(finding -> finding.outcome() != Outcome.LOST && !isCounted(finding)), MAX_LINES);
        report.appendCounts(
                errors.isEmpty() ? shown.stream().filter(BriefReport::isCounted).toList() : List.of());
        if (errors.isEmpty() && level == Severity.INFO) {
            report.text.append(ForwardList.of(findings, before, report.how));
        }
        return report.text.append(lines.all(errors)).toString();
    }

    private static boolean isCounted(Finding finding) {
        return finding.severity() == Severity.INFO
                && !NEXT_STEPS.contains(finding.code())
                && !SHOWN.contains(finding.code());
    }

    private void appendKinds(Stream<Finding> findings, int most) {
        Map<Object, List<Finding>> kinds = new LinkedHashMap<>();
        findings.sorted(BY_PLACE)
                .forEach(finding -> kinds.computeIfAbsent(kind(finding), kind -> new ArrayList<>())
                        .add(finding));
        for (List<Finding> kind : merged(List.copyOf(kinds.values()), most - shown)) {
            if (shown < most) {
                shown++;
                lines.appendKind(text, UnsetVariables.named(kind));
            } else {
                hidden += kind.size();
            }
        }
    }

    /** Returns kinds for a number of lines: where they are more, some are merged into others of the same code. */
    private static Collection<List<Finding>> merged(List<List<Finding>> kinds, int room) {
        int surplus = kinds.size() - room;
        Map<Object, List<Finding>> merged = new LinkedHashMap<>();
        Map<Code, Object> first = new EnumMap<>(Code.class);
        kinds.forEach(kind -> first.putIfAbsent(kind.get(0).code(), kind));
        int left = kinds.size() - first.size() - Math.max(surplus, 0);
        for (List<Finding> kind : kinds) {
            Object ofCode = first.get(kind.get(0).code());
            Object key = ofCode == kind || left-- > 0 ? kind : ofCode;
            merged.computeIfAbsent(key, each -> new ArrayList<>()).addAll(kind);
        }
        return merged.values();
    }

    /** Returns what findings of one line have in common: what they say, but for what they name. */
    private static Object kind(Finding finding) {
        if (NEXT_STEPS.contains(finding.code())) {
            return List.of(finding.code(), finding.reason());
        }
        return UnsetVariables.name(finding).isPresent()
                ? finding.code()
                : List.of(
                        finding.code(),
                        VALUE.matcher(finding.reason()
                                        .substring(0, Math.min(finding.reason().length(), MAX_COMPARED)))
                                .replaceAll(""));
    }

    private void appendCounts(List<Finding> notes) {
        if (hidden > 0) {
            text.append("...and ").append(hidden).append(" more; ").append(how).append('\n');
        }
        if (!notes.isEmpty()) {
            Map<Code, Integer> counts = new LinkedHashMap<>();
            notes.forEach(note -> counts.merge(note.code(), 1, Integer::sum));
            String named = counts.entrySet().stream()
                    .sorted(Map.Entry.<Code, Integer>comparingByValue().reversed())
                    .limit(MAX_NAMED)
                    .map(count -> count.getValue() + " " + count.getKey().id())
                    .collect(Collectors.joining(", "));
            lines.appendNote(
                    text,
                    notes.size() + (notes.size() == 1 ? " note" : " notes") + " (" + named
                            + (counts.size() > MAX_NAMED ? ", ..." : "") + ")"
                            + (hidden > 0 ? "" : "; " + how));
        }
    }
}
