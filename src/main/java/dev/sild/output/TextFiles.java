package dev.sild.output;

import dev.sild.output.files.Boundary;
import dev.sild.output.files.FileTransaction;
import dev.sild.output.files.OutputException;
import dev.sild.output.files.OutputFile;
import dev.sild.output.files.OutputTree;
import dev.sild.output.layout.SildMark;
import dev.sild.report.Finding;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Texts that are written as they are, into files of a folder or one after the other. */
public final class TextFiles {
    private TextFiles() {}

    /**
     * Writes {@code texts}, by the names of their files.
     *
     * @param output the folder, created where it is missing, or {@code -} for {@code out}, where {@code ---} separates
     *     them
     * @param folder the current folder
     * @throws OutputException where they cannot be written; then none is
     */
    public static void write(Map<String, String> texts, String output, Path folder, PrintStream out)
            throws OutputException {
        if (output.equals("-")) {
            Layouts.print(String.join("---\n", texts.values()), out);
            return;
        }
        OutputTree tree = new OutputTree(
                Boundary.of(folder, List.of()).resolve(output), output.endsWith("/") ? output : output + "/");
        List<OutputFile> files = new ArrayList<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            files.add(new OutputFile(
                    tree.place(text.getKey()), tree.shown() + text.getKey(), text.getValue(), OutputFile.Mode.PLAIN));
        }
        FileTransaction.write(files);
    }

    /**
     * Writes one text, and the script that goes with it.
     *
     * @throws OutputException where they cannot be written; then neither is
     */
    public static void writeOne(String text, Destination to) throws OutputException {
        List<OutputFile> files = new ArrayList<>(to.scriptFile());
        if (!to.isStandardOutput()) {
            files.add(new OutputFile(to.boundary().resolve(to.output()), to.output(), text, OutputFile.Mode.PLAIN));
        }
        Layouts.refuseInputs(files, to.inputs());
        FileTransaction.write(files);
        if (to.isStandardOutput()) {
            Layouts.print(text, to.out());
        }
    }

    /**
     * Writes one text in the place of an earlier one, or checks that it is there.
     *
     * @param marked whether the text says that Sild wrote it; then a file that does not say so is never replaced
     * @param findings takes that the file that is there differs
     * @return what was done, for the user; empty for standard output
     * @throws OutputException where it cannot be written
     */
    public static String update(String text, Destination to, boolean marked, List<Finding> findings)
            throws OutputException {
        if (to.isStandardOutput()) {
            Layouts.print(text, to.out());
            return "";
        }
        OutputFile file = new OutputFile(to.boundary().resolve(to.output()), to.output(), text, OutputFile.Mode.PLAIN);
        if (marked && Files.isRegularFile(file.place()) && !SildMark.isIn(file.place())) {
            throw new OutputException(
                    "cannot write " + to.output() + ": a file is there that sild did not write",
                    "remove it, or use another path with --output",
                    null);
        }
        if (to.check()) {
            Freshness.check(List.of(file), findings);
            Layouts.print(Freshness.differences(List.of(file)), to.out());
            return findings.isEmpty()
                    ? Written.compared(List.of(file), Optional.empty(), Optional.of(to.output()))
                            .words()
                    : "";
        }
        FileTransaction.write(List.of(file));
        return Written.files(1, Optional.empty(), Optional.of(to.output())).words();
    }
}
