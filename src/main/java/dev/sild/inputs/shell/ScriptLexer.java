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
    private final WordLexer lexer;
    private final List<WrittenCommand> commands = new ArrayList<>();
    private final HereDocuments documents;
    private List<Word> words = new ArrayList<>();
    private Redirections redirections = new Redirections();
    private After after = After.ANYTHING;
    private int at;

    /** How many {@code case} are open in each subshell: their patterns end in a parenthesis, too. */
    private final Deque<Integer> subshells = new ArrayDeque<>();

    private final boolean lines;
    private int cases;

    private ScriptLexer(String text, String file, boolean lines) {
        this.text = text;
        this.lines = lines;
        lexer = new WordLexer(text, file);
        documents = new HereDocuments(text, file, lexer);
    }

    /**
     * Returns the commands of a script in the order in which they stand.
     *
     * @param lines whether each line has a shell of its own
     */
    static List<WrittenCommand> commands(String text, String file, boolean lines) {
        ScriptLexer lexer = new ScriptLexer(text, file, lines);
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
                    at = documents.read(at);
                    if (lines) {
                        mark(Kind.RESTART);
                    }
                }
                case '\f' -> {
                    at++;
                    end(After.ANYTHING);
                    mark(Kind.RESTART);
                }
                case '#' -> skipLine();
                case ';' -> {
                    at++;
                    end(After.ANYTHING);
                }
                case ')' -> {
                    at++;
                    end(After.ANYTHING);
                    if (cases > 0) {
                        mark(Kind.PATTERN);
                    } else if (!subshells.isEmpty()) {
                        cases = subshells.pop();
                        mark(Kind.CLOSE);
                    }
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
        if (!function) {
            subshells.push(cases);
            cases = 0;
            mark(Kind.OPEN);
        }
    }

    private void mark(Kind kind) {
        commands.add(new WrittenCommand(
                List.of(), After.ANYTHING, kind, new Redirections(), lexer.position(Math.min(at, text.length()))));
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
        if (at < text.length() && text.charAt(at) != '\n') {
            WordLexer.Lexed end = lexer.word(at);
            documents.add(redirections, end.word(), tabs);
            at = Math.max(end.end(), at + 1);
        }
    }

    private void end(After next) {
        end(next, Kind.SIMPLE);
    }

    private void end(After next, Kind kind) {
        if (!words.isEmpty()) {
            String keyword = words.get(0).keyword();
            cases = Math.max(0, cases + (keyword.equals("case") ? 1 : keyword.equals("esac") ? -1 : 0));
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
