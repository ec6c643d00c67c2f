package dev.sild.check.fix;

import dev.sild.check.Verdict;
import dev.sild.check.catalog.Rule;
import dev.sild.model.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Corrects violations of a file where there is one way to do it, by insertions: all that is there stays as it is. What
 * is allowed, or in the baseline, is left alone.
 */
public final class Fixes {
    /** Numbers only: the value of a variable may begin with an address. */
    private static final Pattern PORT =
            Pattern.compile("[\"']?(?=(\\d[\\d-]*:\\d[\\d-]*(?:/tcp|/udp)?)([\"']?)(?=\\s|[,\\]]|$))");

    private static final Pattern ANCHOR = Pattern.compile("(?:^|[\\s,\\[{])[&*][A-Za-z_]|<<\\s*:");
    /** A container that reaches the machine under such a name does not come from the machine itself. */
    private static final Pattern HOST = Pattern.compile("host\\.docker\\.internal|host-gateway");

    private static final String LOOPBACK = "127.0.0.1:";

    /**
     * A corrected file.
     *
     * @param text what it contains now
     * @param fixed what is no longer violated
     */
    public record Fixed(String text, Set<Verdict> fixed) {
        public Fixed {
            fixed = Set.copyOf(fixed);
        }
    }

    private Fixes() {}

    /**
     * Corrects what can be corrected in a file.
     *
     * @param verdicts violations of the file; others are ignored by their place
     * @param text what the file contains
     */
    public static Fixed apply(List<Verdict> verdicts, String text) {
        List<String> lines = text.lines().toList();
        Map<Verdict, Insertion> insertions = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            int line = verdict.violation().origin().line();
            if (verdict.counts() && line >= 1 && line <= lines.size()) {
                insertion(verdict, lines).ifPresent(insertion -> insertions.put(verdict, insertion));
            }
        }
        return new Fixed(inserted(text, new LinkedHashSet<>(insertions.values())), insertions.keySet());
    }

    private static Optional<Insertion> insertion(Verdict verdict, List<String> lines) {
        Origin origin = verdict.violation().origin();
        Rule rule = verdict.violation().rule();
        return switch (rule) {
            case INTERNAL_PORT_PUBLISHED, ADMIN_PAGES_PUBLISHED -> port(origin, lines);
            case APT_LISTS_LEFT -> RunEdits.of(lines, origin.line()).flatMap(RunEdits::removeLists);
            case DOWNLOADS_LEFT -> RunEdits.of(lines, origin.line()).flatMap(RunEdits::keepNoDownloads);
            default -> Optional.empty();
        };
    }

    /** Publishes a port of a list in short form on the machine itself only. */
    private static Optional<Insertion> port(Origin origin, List<String> lines) {
        String line = lines.get(origin.line() - 1);
        boolean yaml = origin.file().endsWith(".yaml") || origin.file().endsWith(".yml");
        // A port that several services share is more than one fact.
        if (!yaml
                || origin.column() < 1
                || origin.column() > line.length()
                || lines.stream()
                        .anyMatch(any ->
                                ANCHOR.matcher(any).find() || HOST.matcher(any).find())) {
            return Optional.empty();
        }
        Matcher port = PORT.matcher(line).region(origin.column() - 1, line.length());
        String quote = line.charAt(origin.column() - 1) == '"' || line.charAt(origin.column() - 1) == '\''
                ? line.substring(origin.column() - 1, origin.column())
                : "";
        return port.lookingAt() && port.group(2).equals(quote)
                ? Optional.of(new Insertion(origin.line(), origin.column() + quote.length(), LOOPBACK))
                : Optional.empty();
    }

    private static String inserted(String text, Set<Insertion> insertions) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        IntStream.range(0, text.length())
                .filter(i -> text.charAt(i) == '\n' || text.charAt(i) == '\r' && !text.startsWith("\n", i + 1))
                .forEach(i -> starts.add(i + 1));
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        StringBuilder result = new StringBuilder(text);
        insertions.stream()
                .sorted(Comparator.comparing(Insertion::line)
                        .thenComparing(Insertion::column)
                        .reversed())
                .forEach(insertion -> result.insert(
                        starts.get(insertion.line() - 1) + insertion.column() - 1,
                        insertion.text().replace("\n", lineEnd)));
        return result.toString();
    }
}
