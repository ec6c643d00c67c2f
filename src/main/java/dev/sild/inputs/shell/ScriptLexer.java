package dev.sild.inputs.shell;

import dev.sild.inputs.shell.WrittenCommand.After;
import dev.sild.inputs.shell.WrittenCommand.Kind;
import dev.sild.inputs.shell.WrittenCommand.Redirections;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** Takes the text of a script apart into simple commands. Linear in the length of the text. */
final class ScriptLexer {
    private static final Pattern ARRAY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=");

    private final String text;
    private final String file;
    private final WordLexer lexer;
    private final List<WrittenCommand> commands = new ArrayList<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private List<Word> words = new ArrayList<>();
    private Redirections redirections = new Redirections();
    private After after = After.ANYTHING;
    private int at;

    /** A here document whose text begins on the next line. */
    private record Pending(Redirections of, String end, boolean tabs, boolean literal) {}

    private ScriptLexer(String text, String file) {
        this.text = text;
        this.file = file;
        lexer = new WordLexer(text, file);
    }

    /** Returns the commands of a script in the order in which they stand. */
    static List<WrittenCommand> commands(String text, String file) {
        ScriptLexer lexer = new ScriptLexer(text, file);
        lexer.read();
        return lexer.commands;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case ' ', '\t', '\r' -> at++;
                case '\n' -> {
                    end(After.ANYTHING);
                    at++;
                    readDocuments();
                }
                case '#' -> skipLine();
                case ';', ')' -> {
                    at++;
                    end(After.ANYTHING);
                }
                case '(' -> parenthesis();
                case '&' -> and();
                case '|' -> or();
                case '<', '>' -> {
                    if (c == '<' && lexer.placeholderEnd(at) > 0) {
                        word();
                    } else {
                        redirection("");
                    }
                }
                case '\\' -> {
                    if (!lineGoesOn()) {
                        word();
                    }
                }
                default -> word();
            }
        }
        end(After.ANYTHING);
    }

    /** A parenthesis begins a subshell, or belongs to the head of a function. */
    private void parenthesis() {
        at++;
        int start = at;
        skipBlanks();
        boolean named =
                words.size() == 1 || words.size() == 2 && words.get(0).keyword().equals("function");
        if (words.size() == 1 && ARRAY.matcher(lastWord()).matches() && text.charAt(start - 2) == '=') {
            at = start;
            array();
            return;
        }
        boolean function = named && at < text.length() && text.charAt(at) == ')';
        at = function ? at + 1 : start;
        end(After.ANYTHING, function ? Kind.FUNCTION : Kind.SIMPLE);
    }

    private String lastWord() {
        return words.get(words.size() - 1).keyword();
    }

    /** Reads the words of {@code NAME=(a b c)}. */
    private void array() {
        while (at < text.length() && text.charAt(at) != ')') {
            char c = text.charAt(at);
            if (c == '#') {
                skipLine();
            } else if (" \t\r\n;&|<>(".indexOf(c) >= 0) {
                at++;
            } else if (c != '\\' || !lineGoesOn()) {
                word();
            }
        }
        at++;
        end(After.ANYTHING, Kind.ARRAY);
    }

    /** A line goes on behind a backslash; documents also have blanks and comments behind it. */
    private boolean lineGoesOn() {
        int next = at + 1;
        while (next < text.length() && " \t\r".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        if (next < text.length() && next > at + 1 && text.charAt(next) == '#') {
            next = text.indexOf('\n', next);
            next = next < 0 ? text.length() : next;
        }
        if (next >= text.length() || text.charAt(next) == '\n') {
            at = Math.min(next + 1, text.length());
            return true;
        }
        return false;
    }

    private void word() {
        WordLexer.Lexed lexed = lexer.word(at);
        int next = lexed.end();
        // A number in front of a redirection is a file descriptor.
        boolean descriptor = next < text.length()
                && (text.charAt(next) == '<' || text.charAt(next) == '>')
                && lexed.word().keyword().matches("[0-9]+");
        at = Math.max(next, at + 1);
        if (descriptor) {
            redirection(lexed.word().keyword());
        } else {
            words.add(lexed.word());
        }
    }

    private void and() {
        at++;
        if (at < text.length() && text.charAt(at) == '&') {
            at++;
            end(After.SUCCESS);
        } else if (at < text.length() && text.charAt(at) == '>') {
            redirection("");
        } else {
            end(After.ANYTHING);
        }
    }

    private void or() {
        at++;
        if (at < text.length() && text.charAt(at) == '|') {
            at++;
            end(After.FAILURE);
        } else {
            at += at < text.length() && text.charAt(at) == '&' ? 1 : 0;
            end(After.PIPE);
        }
    }

    /** Reads a redirection of a file descriptor, of the usual one where its number is empty. */
    private void redirection(String descriptor) {
        boolean input = text.charAt(at) == '<';
        int start = at;
        while (at < text.length() && "<>&|".indexOf(text.charAt(at)) >= 0 && at - start < 3) {
            at++;
        }
        String operator = text.substring(start, at);
        if (operator.startsWith("<<") && !operator.equals("<<<")) {
            boolean tabs = at < text.length() && text.charAt(at) == '-';
            at += tabs ? 1 : 0;
            documentEnd(tabs);
            return;
        }
        skipBlanks();
        if (at < text.length() && "\n;()".indexOf(text.charAt(at)) < 0) {
            WordLexer.Lexed target = lexer.word(at);
            at = Math.max(target.end(), at + 1);
            if (operator.equals("<<<")) {
                redirections.string(target.word());
            } else if (input) {
                redirections.input(target.word());
            } else if (!operator.endsWith("&") && (descriptor.isEmpty() || descriptor.equals("1"))) {
                redirections.output(target.word(), operator.startsWith(">>"));
            }
        }
    }

    private void documentEnd(boolean tabs) {
        skipBlanks();
        if (at >= text.length() || text.charAt(at) == '\n') {
            return;
        }
        WordLexer.Lexed end = lexer.word(at);
        boolean literal = end.word().keyword().isEmpty();
        StringBuilder name = new StringBuilder();
        for (Word.Part part : end.word().parts()) {
            if (part instanceof Word.Literal characters) {
                name.append(characters.text());
            }
        }
        pending.add(new Pending(redirections, name.toString(), tabs, literal));
        at = Math.max(end.end(), at + 1);
    }

    /** Reads the here documents of the line that has just ended. */
    private void readDocuments() {
        while (!pending.isEmpty()) {
            Pending document = pending.poll();
            int start = at;
            int stop = text.length();
            StringBuilder content = new StringBuilder();
            while (at < text.length()) {
                int end = text.indexOf('\n', at);
                end = end < 0 ? text.length() : end;
                String line = text.substring(at, end);
                line = document.tabs() ? line.replaceFirst("^\t+", "") : line;
                at = Math.min(end + 1, text.length());
                if (line.replace("\r", "").equals(document.end())) {
                    stop = -1;
                    break;
                }
                content.append(line).append('\n');
                if (end == text.length()) {
                    break;
                }
            }
            if (stop > 0) {
                at = text.length();
            }
            Word word = document.literal()
                    ? new Word(List.of(new Word.Literal(content.toString(), true)), lexer.position(start))
                    : WordLexer.document(content.toString(), file, lexer.position(start));
            document.of().document(word);
        }
    }

    private void end(After next) {
        end(next, Kind.SIMPLE);
    }

    private void end(After next, Kind kind) {
        if (!words.isEmpty()) {
            commands.add(new WrittenCommand(
                    words, after, kind, redirections, words.get(0).position()));
            words = new ArrayList<>();
            redirections = new Redirections();
            after = next;
        } else if (next == After.ANYTHING && after != After.PIPE && after != After.SUCCESS && after != After.FAILURE) {
            after = next;
        }
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }
}
