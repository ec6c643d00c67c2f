package dev.sild.inputs.shell;

import dev.sild.report.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A script as far as it is known without running it: its commands in order, and the files that it writes.
 *
 * @param commands the commands; those in a loop over known words once for each
 * @param files the texts of files that the script writes as a whole, as a compose file writes them, by the name that
 *     the script gives them
 * @param lines at which line of the script the text of a file begins, where it stands there as a whole
 * @param tested those of the files that the script only writes behind a test: one that is there may stay as it is
 * @param findings what could not be known
 */
public record Script(
        List<Command> commands,
        Map<String, String> files,
        Map<String, Integer> lines,
        Set<String> tested,
        List<Finding> findings) {
    public Script {
        commands = List.copyOf(commands);
        files = Map.copyOf(files);
        lines = Map.copyOf(lines);
        tested = Set.copyOf(tested);
        findings = List.copyOf(findings);
    }

    /** What commands stand in. */
    public enum Source {
        /** A script, which one shell runs from its first line to its last. */
        SCRIPT,
        /** A document, whose blocks are separated by form feeds: each starts in the document's folder. */
        DOCUMENT,
        /** A make file: each line starts in its folder. */
        MAKE
    }

    /** Reads the text of a script; {@code file} is how it is shown to the user. */
    public static Script read(String text, String file) {
        return read(text, file, Source.SCRIPT, path -> true);
    }

    /**
     * Reads the commands of a text.
     *
     * @param file how it is shown to the user
     * @param isFolder whether a path of the text's folder is that of a folder
     */
    public static Script read(String text, String file, Source source, Predicate<String> isFolder) {
        WorkingFolder folder = new WorkingFolder(source, isFolder);
        // No script has the character that stands for its folder.
        String plain = text.replace(WorkingFolder.START, ' ');
        return new ScriptReading(ScriptLexer.commands(plain, file, source == Source.MAKE), folder).read();
    }
}
