package dev.sild.inputs.units;

import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes values apart as systemd does: blanks separate words, quotes keep them together, and C escapes are characters.
 */
final class UnitWords {
    private static final String NAMED = "abfnrtvs\\\"'";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000B \\\"'";

    private final Setting setting;
    private final String text;
    private int at;

    private UnitWords(Setting setting) {
        this.setting = setting;
        this.text = setting.value();
    }

    /** Returns the words of a value, as they are: variables and specifiers are not filled in. */
    static List<Argument> of(Setting setting) {
        return new UnitWords(setting).words();
    }

    /** Returns a text with the characters that its C escapes mean. */
    static String characters(String escaped) {
        Setting.Piece start = new Setting.Piece(0, Position.NONE);
        UnitWords reader = new UnitWords(new Setting("", "", escaped, Position.NONE, List.of(start)));
        StringBuilder text = new StringBuilder();
        while (reader.at < escaped.length()) {
            if (escaped.charAt(reader.at) == '\\' && reader.at + 1 < escaped.length()) {
                reader.at++;
                reader.escape(text);
            } else {
                text.append(escaped.charAt(reader.at++));
            }
        }
        return text.toString();
    }

    private List<Argument> words() {
        List<Argument> words = new ArrayList<>();
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return words;
            }
            int start = at;
            words.add(new Argument(word(), setting.position(start)));
        }
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        char quote = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                escape(word);
                continue;
            }
            if (quote == 0 && Character.isWhitespace(c)) {
                break;
            }
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
            at++;
        }
        return word.toString();
    }

    /** Reads what is behind a backslash; one that escapes nothing is a backslash. */
    private void escape(StringBuilder word) {
        char c = text.charAt(at);
        int named = NAMED.indexOf(c);
        if (named >= 0) {
            word.append(MEANT.charAt(named));
            at++;
            return;
        }
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : c >= '0' && c <= '7' ? 3 : 0;
        int from = c >= '0' && c <= '7' ? at : at + 1;
        int end = from + digits;
        int code = digits == 0 || end > text.length() ? -1 : code(text.substring(from, end), digits == 3 ? 8 : 16);
        if (code > 0 && Character.isValidCodePoint(code)) {
            word.appendCodePoint(code);
            at = end;
        } else {
            word.append('\\');
        }
    }

    private static int code(String digits, int radix) {
        try {
            return Integer.parseInt(digits, radix);
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
