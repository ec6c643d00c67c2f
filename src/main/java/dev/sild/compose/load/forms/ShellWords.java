package dev.sild.compose.load.forms;

import dev.sild.compose.load.tree.Texts;
import dev.sild.model.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a command as docker compose does: quotes and backslashes as in a shell, {@code `…`} and {@code $(…)} kept in
 * one word, and everything dropped from the first {@code ;}, {@code &}, {@code |}, {@code <} or {@code >} on.
 */
public final class ShellWords {
    private final Text command;
    private final String line;
    private final List<Text> words = new ArrayList<>();
    private final List<Text> word = new ArrayList<>();
    private boolean inWord;
    private int keptFrom;
    private char quote;
    private int stop = -1;

    private ShellWords(Text command) {
        this.command = command;
        this.line = command.value();
    }

    /** Returns the words of {@code command}, variables kept; null where a quote or bracket is not closed. */
    public static @Nullable List<Text> split(Text command) {
        ShellWords splitter = new ShellWords(command);
        return splitter.run() ? splitter.words : null;
    }

    /** Whether compose drops the end of this command, because of a character that means something to a shell. */
    public static boolean dropsTheEnd(Text command) {
        ShellWords splitter = new ShellWords(command);
        return splitter.run() && splitter.stop >= 0;
    }

    private boolean run() {
        for (int i = 0; i < line.length() && stop < 0; i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'') {
                keepUntil(i);
                keptFrom = i + 1;
                i++;
                inWord = true;
                if (i == line.length()) {
                    return false;
                }
            } else if (!character(i, c)) {
                return false;
            }
        }
        if (quote != 0) {
            return false;
        }
        endWord(stop < 0 ? line.length() : stop);
        return true;
    }

    private boolean character(int i, char c) {
        if (quote == 0 && (c == ' ' || c == '\t' || c == '\r' || c == '\n')) {
            endWord(i);
            keptFrom = i + 1;
        } else if ((c == '"' || c == '\'') && (quote == 0 || quote == c)) {
            keepUntil(i);
            keptFrom = i + 1;
            quote = quote == 0 ? c : 0;
            inWord = true;
        } else if (quote == 0 && isOperator(c)) {
            stop = i;
            dropDescriptor(i, c);
        } else if (quote == 0 && c == '(' || quote == '(' && c == '(') {
            if (quote != 0 || i == 0 || line.charAt(i - 1) != '$') {
                return false;
            }
            quote = '(';
        } else if (quote == '(' && c == ')') {
            quote = 0;
            inWord = true;
        } else if (quote == 0 && c == ')') {
            return false;
        } else {
            if (c == '`' && (quote == 0 || quote == '`')) {
                quote = quote == 0 ? '`' : 0;
            }
            inWord = true;
        }
        return true;
    }

    /** In {@code 2>file}, the 2 is not a word. */
    private void dropDescriptor(int i, char c) {
        if (c == '>' && inWord) {
            keepUntil(i);
            keptFrom = i;
            String start = Texts.join(word).value();
            inWord = start.isEmpty() || start.charAt(0) < '0' || start.charAt(0) > '9';
        }
    }

    private void keepUntil(int end) {
        if (end > keptFrom) {
            word.add(Texts.slice(command, keptFrom, end));
        }
    }

    private void endWord(int end) {
        keepUntil(end);
        if (inWord) {
            words.add(Texts.join(word));
        }
        word.clear();
        inWord = false;
    }

    private static boolean isOperator(char c) {
        return c == ';' || c == '&' || c == '|' || c == '<' || c == '>';
    }
}
