package dev.sild.inputs.shell;

import dev.sild.yaml.Node.Position;
import java.util.List;

/**
 * A simple command as it is written, or a keyword of the shell with the words behind it.
 *
 * @param after how it is connected with the command before it
 * @param documents the here documents that it reads, complete when the whole script has been read
 * @param output the file that it writes its output to; empty for none
 */
record WrittenCommand(List<Word> words, After after, List<Document> documents, List<Word> output, Position position) {
    WrittenCommand {
        words = List.copyOf(words);
        output = List.copyOf(output);
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

    /** A here document; variables in it are filled in unless its end is quoted. */
    record Document(Word content) {}
}
