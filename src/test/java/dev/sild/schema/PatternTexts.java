package dev.sild.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Texts that a regular expression matches, drawn at random: of the part of the syntax in which definitions are written,
 * which has groups, alternatives, classes of characters and counts.
 */
final class PatternTexts {
    private static final String ANY = "aZ09 -._/,:;'\"$(){}%#é";
    private static final int MORE = 3;
    private static final int MANY = 30;

    private final String pattern;
    private final Random random;
    private int at;

    private PatternTexts(String pattern, Random random) {
        this.pattern = pattern;
        this.random = random;
    }

    /** Returns a text that all of the pattern matches. */
    static String draw(String pattern, Random random) {
        String text = new PatternTexts(pattern, random).alternatives();
        if (!Pattern.matches(pattern, text)) {
            throw new IllegalStateException("'" + text + "' was drawn for the pattern " + pattern);
        }
        return text;
    }

    private String alternatives() {
        List<String> texts = new ArrayList<>(List.of(sequence()));
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            texts.add(sequence());
        }
        return texts.get(random.nextInt(texts.size()));
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            int start = at;
            String once = one();
            int end = at;
            for (int i = count(); i > 0; i--) {
                int after = at;
                text.append(once);
                at = start;
                once = one();
                at = after;
            }
            at = Math.max(at, end);
        }
        return text.toString();
    }

    private String one() {
        char c = pattern.charAt(at++);
        switch (c) {
            case '^', '$':
                return "";
            case '(':
                String inner = alternatives();
                at++;
                return inner;
            case '[':
                return oneOf(characters());
            case '.':
                return oneOf(ANY);
            case '\\':
                return String.valueOf(pattern.charAt(at++));
            default:
                return String.valueOf(c);
        }
    }

    private String oneOf(String characters) {
        return String.valueOf(characters.charAt(random.nextInt(characters.length())));
    }

    private String characters() {
        boolean negated = pattern.charAt(at) == '^';
        if (negated) {
            at++;
        }
        StringBuilder named = new StringBuilder();
        while (pattern.charAt(at) != ']') {
            char first = pattern.charAt(at) == '\\' ? pattern.charAt(++at) : pattern.charAt(at);
            at++;
            char last = first;
            if (pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
                last = pattern.charAt(at + 1);
                at += 2;
            }
            for (char c = first; c <= last; c++) {
                named.append(c);
            }
        }
        at++;
        if (!negated) {
            return named.toString();
        }
        StringBuilder rest = new StringBuilder();
        ANY.chars().filter(c -> named.indexOf(Character.toString(c)) < 0).forEach(c -> rest.append((char) c));
        return rest.toString();
    }

    private int count() {
        if (at == pattern.length()) {
            return 1;
        }
        switch (pattern.charAt(at)) {
            case '?':
                at++;
                return random.nextInt(2);
            case '*':
                at++;
                return more(0);
            case '+':
                at++;
                return more(1);
            case '{':
                String bounds = pattern.substring(at + 1, pattern.indexOf('}', at));
                at += bounds.length() + 2;
                int comma = bounds.indexOf(',');
                int least = Integer.parseInt(comma < 0 ? bounds : bounds.substring(0, comma));
                int most = comma < 0 ? least : Integer.parseInt(bounds.substring(comma + 1));
                return Math.min(most, more(least));
            default:
                return 1;
        }
    }

    /** Returns a few, and now and then many. */
    private int more(int least) {
        return least + random.nextInt(random.nextInt(12) == 0 ? MANY : MORE);
    }
}
