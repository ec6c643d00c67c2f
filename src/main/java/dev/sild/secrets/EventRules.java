package dev.sild.secrets;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Rules of Sigma, which find events in logs: what is below {@code detection} are the fields of events, with patterns
 * that their values match.
 *
 * @param detection the lines below it
 * @param rest all others
 */
record EventRules(String detection, String rest) {
    private static final Pattern DETECTION = Pattern.compile("detection:[ \\t]*");

    /** The sections that each rule has, at the start of their lines. */
    private static final List<Pattern> SECTIONS = List.of(
            Pattern.compile("(?m)^title:[ \\t]*\\S"),
            Pattern.compile("(?m)^logsource:[ \\t]*\\r?$"),
            Pattern.compile("(?m)^detection:[ \\t]*\\r?$"));

    /** Whether a text has what each rule has. */
    static boolean areIn(String text) {
        return SECTIONS.stream().allMatch(section -> section.matcher(text).find());
    }

    /** Takes a text with rules apart. */
    static EventRules of(String text) {
        StringBuilder detection = new StringBuilder();
        StringBuilder rest = new StringBuilder();
        boolean below = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            boolean section = !line.isEmpty() && " \t#".indexOf(line.charAt(0)) < 0;
            below = section ? DETECTION.matcher(line).matches() : below;
            (below ? detection : rest).append(line).append('\n');
        }
        return new EventRules(detection.toString(), rest.toString());
    }
}
