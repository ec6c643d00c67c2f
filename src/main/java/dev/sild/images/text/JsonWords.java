package dev.sild.images.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the exec form of an instruction: a JSON array of strings (<a href="https://www.rfc-editor.org/rfc/rfc8259">RFC
 * 8259</a>).
 */
public final class JsonWords {
    private final String text;
    private int at;

    private JsonWords(String text) {
        this.text = text;
    }

    /**
     * Returns the strings of the array; empty where {@code text} is anything else: Docker then takes the shell form.
     */
    public static Optional<List<String>> parse(String text) {
        return text.startsWith("[") ? Optional.ofNullable(new JsonWords(text).array()) : Optional.empty();
    }

    private @Nullable List<String> array() {
        List<String> words = new ArrayList<>();
        at = 1;
        blanks();
        if (peek() == ']') {
            at++;
            return ended() ? words : null;
        }
        while (true) {
            blanks();
            String word = peek() == '"' ? string() : null;
            if (word == null) {
                return null;
            }
            words.add(word);
            blanks();
            char next = peek();
            at++;
            if (next == ']') {
                return ended() ? words : null;
            }
            if (next != ',') {
                return null;
            }
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean ended() {
        blanks();
        return at == text.length();
    }

    private @Nullable String string() {
        StringBuilder word = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return word.toString();
            }
            if (c != '\\') {
                word.append(c);
                continue;
            }
            int escaped = at < text.length() ? escaped() : -1;
            if (escaped < 0) {
                return null;
            }
            word.append((char) escaped);
        }
        return null;
    }

    private int escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> hex();
            default -> -1;
        };
    }

    private int hex() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at++), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }
}
