package dev.sild.secrets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The secret values of a project, and where they occur in other texts. Only telling values are looked for:
 * {@code postgres} or {@code 5432} occurs in many places, and to hide it everywhere would only tell that it is the
 * password.
 *
 * <p>One pass over a text finds them all. {@link #foldedIn} ignores case, and treats all characters other than letters
 * and digits as equal: a value that became part of a name is found, too.
 */
public final class KnownSecrets {
    /** No secrets. */
    public static final KnownSecrets NONE = new Builder().build(Set.of());

    /** What is looked for of a long value; the rest is compared where that occurs. */
    private static final int LONGEST_PATTERN = 64;

    private static final int MOST_CHARACTERS = 2_000_000;
    /** A shorter value occurs by chance. */
    private static final int SHORTEST = 6;
    /** A value of this length is found within words, too. */
    private static final int WITHIN_WORDS = 12;
    /** And so is a value of this length in names and paths, even if a person could have chosen it for one. */
    private static final int WITHIN_NAMES = 16;

    private final Map<String, String> names;
    /** Those that are an identifier with other capitals and separators. */
    private final Set<String> exact;

    private final PatternSet patterns;

    private KnownSecrets(Map<String, String> names, Set<String> exact) {
        this.names = names;
        this.exact = exact;
        this.patterns = new PatternSet(names.keySet(), LONGEST_PATTERN);
    }

    /** Collects values. */
    public static final class Builder {
        private final Map<String, String> names = new HashMap<>();

        /**
         * Adds the value of a secret name; if several names have the same value, the alphabetically first one
         * represents it.
         */
        public Builder add(String name, String value) {
            String stripped = value.strip();
            if (isTelling(stripped)) {
                names.merge(stripped, name, (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
            for (Span span : value.length() > 8 ? Spans.ofConnections(value) : List.<Span>of()) {
                String password = value.substring(span.start(), span.end());
                if (isTelling(password)) {
                    names.putIfAbsent(password, name);
                }
            }
            return this;
        }

        /** Returns the secrets, as the other form does where nothing is settled. */
        public KnownSecrets build(Set<String> identifiers) {
            return build(Set.of(), identifiers);
        }

        /**
         * Returns the secrets.
         *
         * @param settled values that are not secrets, even if a secret name has the same value
         * @param identifiers names of services, databases, users and the like: what is one of them tells nothing,
         *     unless it is strong
         */
        public KnownSecrets build(Set<String> settled, Set<String> identifiers) {
            List<String> values = new ArrayList<>(names.keySet());
            values.removeIf(value -> settled.contains(value) || identifiers.contains(core(value)) && !isStrong(value));
            values.sort(
                    Comparator.comparing((String value) -> -value.length()).thenComparing(Comparator.naturalOrder()));
            Map<String, String> kept = new LinkedHashMap<>();
            Set<String> folded = identifiers.stream().map(PatternSet::folded).collect(Collectors.toSet());
            int characters = 0;
            for (String value : values) {
                characters += Math.min(value.length(), LONGEST_PATTERN);
                if (characters <= MOST_CHARACTERS) {
                    kept.put(value, names.get(value));
                }
            }
            return new KnownSecrets(
                    kept,
                    kept.keySet().stream()
                            .filter(value -> !isStrong(value) && folded.contains(PatternSet.folded(value)))
                            .collect(Collectors.toSet()));
        }
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Whether one of them occurs in {@code text}. */
    public boolean isIn(String text) {
        return !names.isEmpty() && !in(text).isEmpty();
    }

    /** Returns where they occur in {@code text}, just as they are, in order and apart from each other. */
    public List<Span> in(String text) {
        return find(text, true);
    }

    /** Returns where they occur in {@code text}, also with other capitals and separators. */
    public List<Span> foldedIn(String text) {
        return find(text, false);
    }

    private List<Span> find(String text, boolean justAsTheyAre) {
        if (names.isEmpty() || text.length() < SHORTEST) {
            return List.of();
        }
        List<Span> spans = new ArrayList<>();
        patterns.find(text, (start, value) -> {
            int end = start + value.length();
            boolean asWritten = justAsTheyAre || exact.contains(value);
            if (text.regionMatches(!asWritten, start, value, 0, value.length())
                    || !asWritten && PatternSet.isFolded(text, start, value)) {
                if (isApart(text, start, end, value)) {
                    spans.add(
                            new Span(start, end, Objects.requireNonNull(names.get(value), "a pattern without a name")));
                }
            }
        });
        return Spans.apart(spans);
    }

    /**
     * A short value counts as a word of its own only, or behind an option of one letter as in {@code -pvalue}. One that
     * a person could have chosen for a name, too, does not count as a part of a name, path or address with a port.
     */
    private static boolean isApart(String text, int start, int end, String value) {
        boolean option = start > 1
                && text.charAt(start - 2) == '-'
                && Character.isLetterOrDigit(text.charAt(start - 1))
                && (start == 2 || !Character.isLetterOrDigit(text.charAt(start - 3)));
        boolean escaped = start > 1 && text.charAt(start - 2) == '\\';
        if (value.length() < WITHIN_NAMES && !isStrong(value) && !option && !escaped) {
            boolean left = start > 0 && isOfName(text.charAt(start - 1));
            char after = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
            boolean right = end < text.length()
                    && (isOfName(text.charAt(end)) && Character.isLetterOrDigit(after)
                            || text.charAt(end) == ':' && Character.isDigit(after));
            if (left || right) {
                return false;
            }
        }
        if (value.length() >= WITHIN_WORDS) {
            return true;
        }
        boolean left = start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)) || option || escaped;
        return left && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    /** Whether a character joins the words of names and paths. */
    private static boolean isOfName(char c) {
        return c == '/' || c == '-' || c == '_' || c == '.';
    }

    /** Returns {@code text} with the names of secrets in their place. */
    public String redact(String text) {
        List<Span> spans = foldedIn(text);
        if (spans.isEmpty()) {
            return text;
        }
        StringBuilder redacted = new StringBuilder();
        int at = 0;
        for (Span span : spans) {
            redacted.append(text, at, span.start())
                    .append("${")
                    .append(span.name())
                    .append('}');
            at = span.end();
        }
        return redacted.append(text, at, text.length()).toString();
    }

    /**
     * Returns a value without the symbols around it, which do not count in comparisons: {@code $db} occurs in
     * {@code 'db'}.
     */
    private static String core(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && !Character.isLetterOrDigit(value.charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    /** Whether a value is nothing that occurs by chance. */
    static boolean isTelling(String value) {
        int length = value.length();
        boolean variable = length > 0 && value.charAt(0) == '$' && core(value).length() == length - 1;
        if (length < SHORTEST || variable || value.indexOf('\n') >= 0) {
            return false;
        }
        boolean digit = false;
        boolean letter = false;
        boolean mixed = false;
        boolean symbol = false;
        boolean separator = false;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9') {
                digit = true;
            } else if (Character.isLetter(c)) {
                letter = true;
                mixed |= i > 0 && Character.isUpperCase(c) && Character.isLowerCase(value.charAt(i - 1));
            } else if (c == '-' || c == '_' || c == '.' || c == ' ' || c == '/' || c == ':') {
                separator = true;
            } else {
                symbol = true;
            }
        }
        if (!letter) {
            return digit && (symbol && length >= 6 || length >= 8 && !separator);
        }
        if (digit || symbol) {
            return true;
        }
        return separator ? length >= 10 : mixed ? length >= 8 : length >= 12;
    }

    private static boolean isStrong(String value) {
        boolean digit = value.chars().anyMatch(Character::isDigit);
        boolean upper = value.chars().anyMatch(Character::isUpperCase);
        boolean lower = value.chars().anyMatch(Character::isLowerCase);
        return digit && (upper && lower && value.length() >= 8 || value.length() >= 16 && (upper || lower));
    }
}
