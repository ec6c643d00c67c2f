package dev.sild.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Findings that are one line of a brief report: of one code, and saying the same but for names and numbers. */
final class Kinds {
    /**
     * What differs between findings of one kind: quoted names, paths, variables and numbers. An apostrophe within a
     * word is not a quote.
     */
    private static final Pattern VALUE = Pattern.compile("(?<!\\w)'[^']*'|\\S*/\\S*|[A-Z][A-Z0-9]*_[A-Z0-9_]+|\\d+");

    /** The maximum number of characters of a reason that tell its kind from others. */
    private static final int MAX_COMPARED = 300;

    private Kinds() {}

    /**
     * Returns the kinds, in the order of their first findings. The first finding of each says what all of them do.
     *
     * @param room the number of lines: where there are more kinds, some are merged into others of the same code
     */
    static List<List<Finding>> of(Stream<Finding> findings, int room) {
        Map<Object, List<Finding>> kinds = new LinkedHashMap<>();
        findings.forEach(finding ->
                kinds.computeIfAbsent(kind(finding), kind -> new ArrayList<>()).add(finding));
        return merged(List.copyOf(kinds.values()), room).stream()
                .map(UnsetVariables::named)
                .map(OneLine::naming)
                .toList();
    }

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
        if (BriefReport.NEXT_STEPS.contains(finding.code())) {
            return List.of(finding.code(), finding.reason());
        }
        if (UnsetVariables.name(finding).isPresent()) {
            return finding.code();
        }
        return OneLine.of(finding)
                .<Object>map(line -> line)
                .orElseGet(() -> List.of(
                        finding.code(),
                        VALUE.matcher(finding.reason()
                                        .substring(0, Math.min(finding.reason().length(), MAX_COMPARED)))
                                .replaceAll("")));
    }
}
