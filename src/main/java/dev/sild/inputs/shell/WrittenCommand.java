package dev.sild.inputs.shell;

import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A simple command as it is written, or a keyword of the shell with the words behind it.
 *
 * @param after how it is connected with the command before it
 * @param kind what it is
 */
record WrittenCommand(List<Word> words, After after, Kind kind, Redirections redirections, Position position) {
    WrittenCommand {
        words = List.copyOf(words);
    }

    /** What has to happen before a command runs. */
    enum After {
        /** It simply follows. */
        ANYTHING,
        /** The command before it succeeds. */
        SUCCESS,
        /** The command before it fails. */
        FAILURE,
        /** It reads the output of the command before it. */
        PIPE
    }

    /** What a command is. */
    enum Kind {
        SIMPLE,
        /** The head of a function, {@code name()}. */
        FUNCTION,
        /** The words of an array behind its name, {@code name=(a b)}. */
        ARRAY,
        /** The beginning of a subshell; no words. */
        OPEN,
        /** The end of a subshell; no words. */
        CLOSE,
        /** The end of a pattern of {@code case}; no words. */
        PATTERN,
        /** The beginning of what another shell runs; no words. */
        RESTART
    }

    /** Where a command's input comes from, and where its output goes. Complete when the whole script has been read. */
    static final class Redirections {
        private final List<Word> documents = new ArrayList<>();
        private @Nullable Word output;
        private boolean appends;
        private @Nullable Word input;
        private @Nullable Word string;

        void document(Word text) {
            documents.add(text);
        }

        void output(Word file, boolean atItsEnd) {
            output = file;
            appends = atItsEnd;
        }

        void input(Word file) {
            input = file;
        }

        void string(Word text) {
            string = text;
        }

        /** Returns the here documents; variables in them are filled in unless their ends are quoted. */
        List<Word> documents() {
            return documents;
        }

        /** Returns the file that gets the output; null for none. */
        @Nullable
        Word output() {
            return output;
        }

        /** Whether the file keeps what it has. */
        boolean appends() {
            return appends;
        }

        /** Returns the file that is the input; null for none. */
        @Nullable
        Word input() {
            return input;
        }

        /** Returns the text behind {@code <<<}; null for none. */
        @Nullable
        Word string() {
            return string;
        }
    }
}
