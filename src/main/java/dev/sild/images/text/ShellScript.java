package dev.sild.images.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a script for a POSIX shell apart into its commands, well enough to tell which programs it starts: substitutions
 * stay as they are, and what is left of a loop or condition begins with the shell's own word.
 */
public final class ShellScript {
    private final String text;
    private int at;
    private final List<Command> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private String documentEnd = "";

    /**
     * A command of a script.
     *
     * @param words its words, without their quotes
     * @param end what follows it: an operator such as {@code &&} or {@code ;}, a parenthesis, the end of a line; empty
     *     at the end of the script
     */
    record Command(List<String> words, String end) {}

    private ShellScript(String text) {
        this.text = text;
    }

    /**
     * Returns the words of each command in order, without their quotes. A command that reads its input from a file or
     * another command has the word {@code <}.
     */
    public static List<List<String>> commands(String text) {
        return commandsWithEnds(text).stream().map(Command::words).toList();
    }

    /** Returns the same commands with what follows each. */
    static List<Command> commandsWithEnds(String text) {
        ShellScript script = new ShellScript(text);
        script.read();
        return List.copyOf(script.commands);
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case '\'' -> quoted('\'');
                case '"' -> quoted('"');
                case '\\' -> escaped();
                case '`' -> substitution('`');
                case '$' -> dollar();
                case '#' -> hash();
                case ' ', '\t', '\r' -> endWord();
                case '\n' -> {
                    endCommand("\n");
                    skipDocument();
                }
                case ';', '(', ')' -> endCommand(String.valueOf(c));
                case '&', '|' -> operator(c);
                case '<' -> input();
                case '>' -> {
                    endWord();
                    skip('>', '&');
                }
                default -> {
                    word.append(c);
                    inWord = true;
                }
            }
        }
        endCommand("");
    }

    private void quoted(char quote) {
        inWord = true;
        while (at < text.length() && text.charAt(at) != quote) {
            if (quote == '"' && text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            word.append(text.charAt(at++));
        }
        at++;
    }

    private void escaped() {
        if (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\n') {
                word.append(c);
                inWord = true;
            }
        }
    }

    private void dollar() {
        word.append('$');
        inWord = true;
        if (at < text.length() && text.charAt(at) == '(') {
            substitution(')');
        }
    }

    /** Reads to the end of a command within another one, which counts as one word. */
    private void substitution(char end) {
        inWord = true;
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            word.append(c);
            if (c == '(' && end == ')') {
                depth++;
            } else if (c == end && --depth <= 0) {
                return;
            }
        }
    }

    private void hash() {
        if (inWord) {
            word.append('#');
            return;
        }
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private void operator(char c) {
        boolean redirection = c == '&' && at < text.length() && text.charAt(at) == '>';
        if (redirection) {
            endWord();
            return;
        }
        boolean twice = at < text.length() && text.charAt(at) == c;
        endCommand(String.valueOf(c).repeat(twice ? 2 : 1));
        if (twice) {
            at++;
        } else if (c == '|') {
            words.add("<");
        }
    }

    /** Reads {@code <}, {@code <<END} and {@code <<<}. */
    private void input() {
        endWord();
        boolean document = text.startsWith("<", at) && !text.startsWith("<<", at);
        words.add("<");
        skip('<', '-');
        if (document) {
            int end = at;
            while (end < text.length() && " \t\n;|&)".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            documentEnd = text.substring(at, end).replaceAll("[\"'\\\\]", "");
            at = end;
        }
    }

    private void skip(char one, char other) {
        while (at < text.length() && (text.charAt(at) == one || text.charAt(at) == other)) {
            at++;
        }
    }

    private void skipDocument() {
        while (!documentEnd.isEmpty() && at < text.length()) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end).strip();
            at = end < 0 ? text.length() : end + 1;
            if (line.equals(documentEnd)) {
                documentEnd = "";
            }
        }
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
    }

    private void endCommand(String end) {
        endWord();
        if (!words.isEmpty() && !words.equals(List.of("<"))) {
            commands.add(new Command(List.copyOf(words), end));
        }
        words = new ArrayList<>();
    }
}
