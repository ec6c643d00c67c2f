package dev.sild.compose.translate.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rule of a Traefik router: matchers with quoted values, {@code &&}, {@code ||} and parentheses.
 *
 * @param <T> what a rule means to whoever reads it
 * @see <a href="https://doc.traefik.io/traefik/routing/routers/#rule">Rule</a>
 */
final class RuleParser<T> {
    private static final int MOST_CHARACTERS = 4096;
    private static final int DEEPEST = 20;

    /** What the parts of a rule mean; each is empty where that cannot be said. */
    interface Meaning<T> {
        /** Returns the meaning of a matcher with its values, at least one. */
        Optional<T> of(String matcher, List<String> values);

        /** Returns the meaning of two parts that must both match. */
        Optional<T> both(T first, T second);

        /** Returns the meaning of two parts of which one must match. */
        Optional<T> either(T first, T second);
    }

    private final String text;
    private final Meaning<T> meaning;
    private int at;
    private int depth;

    private RuleParser(String text, Meaning<T> meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    /** Returns what a rule means; empty if that cannot be said, as for each rule with {@code !}. */
    static <T> Optional<T> parse(String text, Meaning<T> meaning) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        RuleParser<T> rule = new RuleParser<>(text, meaning);
        Optional<T> all = rule.either();
        rule.blanks();
        return rule.at == text.length() ? all : Optional.empty();
    }

    private Optional<T> either() {
        Optional<T> all = both();
        while (all.isPresent() && eat("||")) {
            T first = all.get();
            all = both().flatMap(second -> meaning.either(first, second));
        }
        return all;
    }

    private Optional<T> both() {
        Optional<T> all = one();
        while (all.isPresent() && eat("&&")) {
            T first = all.get();
            all = one().flatMap(second -> meaning.both(first, second));
        }
        return all;
    }

    private Optional<T> one() {
        if (eat("(")) {
            depth++;
            Optional<T> inner = depth > DEEPEST ? Optional.empty() : either();
            depth--;
            return eat(")") ? inner : Optional.empty();
        }
        blanks();
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        String matcher = text.substring(start, at);
        return eat("(") ? values().flatMap(values -> meaning.of(matcher, values)) : Optional.empty();
    }

    /** Reads quoted values up to the closing parenthesis. */
    private Optional<List<String>> values() {
        List<String> values = new ArrayList<>();
        do {
            blanks();
            char quote = at < text.length() ? text.charAt(at) : ' ';
            int end = quote == '`' || quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0) {
                return Optional.empty();
            }
            values.add(text.substring(at + 1, end).trim());
            at = end + 1;
        } while (eat(","));
        return eat(")") ? Optional.of(values) : Optional.empty();
    }

    private boolean eat(String token) {
        blanks();
        boolean there = text.startsWith(token, at);
        at += there ? token.length() : 0;
        return there;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
