package dev.sild.images.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces variables in the words of a Dockerfile, and splits words, as <a
 * href="https://docs.docker.com/reference/dockerfile/#environment-replacement">environment replacement</a> says.
 *
 * <p>A variable that is not set is empty. All replacements of one file together may make a bounded number of
 * characters; past that they are empty, so that lines which double each other cannot fill the memory.
 */
public final class Expansion {
    private static final int MOST_CHARACTERS = 1 << 22;

    private final char escape;
    private int budget = MOST_CHARACTERS;

    public Expansion(char escape) {
        this.escape = escape;
    }

    /** Returns {@code text} as one word: variables replaced, quotes and escapes taken away. */
    public String word(String text, Map<String, String> variables) {
        StringBuilder word = new StringBuilder();
        new Pass(text, variables).run(word, null);
        return word.toString();
    }

    /** Returns the words of {@code text}; a replaced variable outside quotes may hold several. */
    public List<String> words(String text, Map<String, String> variables) {
        List<String> words = new ArrayList<>();
        StringBuilder last = new StringBuilder();
        Pass pass = new Pass(text, variables);
        pass.run(last, words);
        if (last.length() > 0 || pass.quotedAny) {
            words.add(last.toString());
        }
        return words;
    }

    /** Splits at blanks outside quotes and keeps everything else as it is written. */
    public List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (word.length() > 0) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                continue;
            }
            word.append(c);
            if (c == escape && quote != '\'' && i + 1 < text.length()) {
                i++;
                word.append(text.charAt(i));
            } else if (c == '\'' || c == '"') {
                quote = quote == 0 ? c : quote == c ? 0 : quote;
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    private String limited(String value) {
        if (value.length() > budget) {
            return "";
        }
        budget -= value.length();
        return value;
    }

    /** One run over one text. */
    private final class Pass {
        private final String text;
        private final Map<String, String> variables;
        private boolean quotedAny;
        private int at;

        Pass(String text, Map<String, String> variables) {
            this.text = text;
            this.variables = variables;
        }

        /** Fills {@code word}; where {@code words} is not null, blanks outside quotes end a word, which moves there. */
        void run(StringBuilder word, @Nullable List<String> words) {
            char quote = 0;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (quote == 0 && words != null && Character.isWhitespace(c)) {
                    end(word, words);
                    at++;
                } else if (c == '\'' && quote != '"' || c == '"' && quote != '\'') {
                    quote = quote == 0 ? c : 0;
                    quotedAny = true;
                    at++;
                } else if (c == escape && quote != '\'' && at + 1 < text.length()) {
                    char next = text.charAt(at + 1);
                    if (quote == '"' && next != '"' && next != '$' && next != escape) {
                        word.append(c);
                    }
                    word.append(next);
                    at += 2;
                } else if (c == '$' && quote != '\'') {
                    String value = limited(variable());
                    if (quote == 0 && words != null) {
                        appendSplit(value, word, words);
                    } else {
                        word.append(value);
                    }
                } else {
                    word.append(c);
                    at++;
                }
            }
        }

        private void end(StringBuilder word, List<String> words) {
            if (word.length() > 0 || quotedAny) {
                words.add(word.toString());
                word.setLength(0);
                quotedAny = false;
            }
        }

        private void appendSplit(String value, StringBuilder word, List<String> words) {
            for (int i = 0; i < value.length(); i++) {
                if (Character.isWhitespace(value.charAt(i))) {
                    end(word, words);
                } else {
                    word.append(value.charAt(i));
                }
            }
        }

        /** Reads the variable at a dollar sign and returns its value; unknown forms are left as written. */
        private String variable() {
            int start = at;
            at++;
            if (at < text.length() && text.charAt(at) == '{') {
                int close = closing(at);
                if (close < 0) {
                    at = text.length();
                    return text.substring(start);
                }
                String inner = text.substring(at + 1, close);
                at = close + 1;
                String value = braced(inner);
                return value == null ? text.substring(start, at) : value;
            }
            int end = nameEnd(text, at);
            if (end == at) {
                return "$";
            }
            String name = text.substring(at, end);
            at = end;
            return variables.getOrDefault(name, "");
        }

        private int closing(int open) {
            int depth = 0;
            for (int i = open; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '{') {
                    depth++;
                } else if (c == '}' && --depth == 0) {
                    return i;
                }
            }
            return -1;
        }

        /** {@code X}, {@code X:-word}, {@code X:+word}, {@code X:?word}, also without the colon; null for others. */
        private @Nullable String braced(String inner) {
            int end = nameEnd(inner, 0);
            if (end == 0) {
                return null;
            }
            String value = variables.get(inner.substring(0, end));
            if (end == inner.length()) {
                return value == null ? "" : value;
            }
            boolean colon = inner.charAt(end) == ':';
            int operator = colon ? end + 1 : end;
            if (operator == inner.length()) {
                return null;
            }
            boolean set = value != null && !(colon && value.isEmpty());
            String other = inner.substring(operator + 1);
            return switch (inner.charAt(operator)) {
                case '-' -> set ? value : nested(other);
                case '+' -> set ? nested(other) : "";
                case '?' -> set ? value : "";
                default -> null;
            };
        }

        /** A default may hold variables of its own; deeper nesting than anybody writes is left as it is. */
        private String nested(String other) {
            int dollars = 0;
            for (int i = 0; i < other.length(); i++) {
                dollars += other.charAt(i) == '$' ? 1 : 0;
            }
            return dollars > 20 ? other : word(other, variables);
        }
    }

    private static int nameEnd(String text, int start) {
        int end = start;
        while (end < text.length()
                && (text.charAt(end) == '_' || text.charAt(end) < 128 && Character.isLetterOrDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }
}
