package dev.sild.images.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the text of an nginx configuration into its directives, as nginx takes it apart; comments are left out. */
public final class NginxReader {
    private static final int DEEPEST = 32;

    private final String text;
    private final String file;
    private int at;
    private int line = 1;

    private NginxReader(String text, String file) {
        this.text = text;
        this.file = file;
    }

    /** Returns the directives; empty where nginx would not read the text, or it holds another language, as Lua. */
    public static Optional<List<NginxDirective>> read(String text, String file) {
        NginxReader reader = new NginxReader(text, file);
        try {
            List<NginxDirective> directives = reader.block(0);
            return reader.at < text.length() ? Optional.empty() : Optional.of(directives);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private List<NginxDirective> block(int depth) {
        List<NginxDirective> directives = new ArrayList<>();
        List<String> words = new ArrayList<>();
        int start = 0;
        if (depth > DEEPEST) {
            throw new IllegalArgumentException();
        }
        for (skip(); at < text.length(); skip()) {
            char c = text.charAt(at);
            if (c == ';' || c == '{') {
                if (words.isEmpty() || words.get(0).endsWith("_by_lua_block")) {
                    throw new IllegalArgumentException();
                }
                at++;
                directives.add(new NginxDirective(
                        words, c == ';' ? Optional.empty() : Optional.of(block(depth + 1)), file, start));
                if (c == '{') {
                    close();
                }
                words = new ArrayList<>();
            } else if (c == '}') {
                if (!words.isEmpty() || depth == 0) {
                    throw new IllegalArgumentException();
                }
                return directives;
            } else {
                start = words.isEmpty() ? line : start;
                words.add(word());
            }
        }
        if (!words.isEmpty() || depth > 0) {
            throw new IllegalArgumentException();
        }
        return directives;
    }

    private void close() {
        skip();
        if (at >= text.length() || text.charAt(at) != '}') {
            throw new IllegalArgumentException();
        }
        at++;
    }

    /** Passes over blanks and comments. */
    private void skip() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                line += c == '\n' ? 1 : 0;
                at++;
            } else {
                return;
            }
        }
    }

    private String word() {
        int start = at;
        char quote = text.charAt(at);
        if (quote == '"' || quote == '\'') {
            quoted(quote);
        } else {
            while (at < text.length() && !ends(text.charAt(at))) {
                if (text.charAt(at) == '\\') {
                    at++;
                } else if (text.startsWith("${", at)) {
                    at = Math.max(at, text.indexOf('}', at));
                }
                at++;
            }
        }
        at = Math.min(at, text.length());
        return text.substring(start, at);
    }

    private void quoted(char quote) {
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            line += text.charAt(at) == '\n' ? 1 : 0;
            at += text.charAt(at) == '\\' ? 1 : 0;
        }
        if (at >= text.length()) {
            throw new IllegalArgumentException();
        }
        at++;
    }

    private static boolean ends(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ';' || c == '{';
    }
}
