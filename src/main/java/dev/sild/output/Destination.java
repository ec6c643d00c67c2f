package dev.sild.output;

import dev.sild.output.files.Boundary;
import dev.sild.output.files.OutputException;
import dev.sild.output.files.OutputFile;
import dev.sild.output.files.OutputTree;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where it is written.
 *
 * @param output a file, a folder (what ends in {@code /} or is one), or {@code -} for {@code out}
 * @param folder the current folder
 * @param inputs the files of the project, which are never overwritten
 * @param script the script that builds the images, written with the rest
 * @param check whether to report what would change instead of writing it
 */
public record Destination(
        String output, Path folder, List<Path> inputs, PrintStream out, Optional<BuildScript> script, boolean check) {
    public Destination {
        inputs = List.copyOf(inputs);
    }

    /** Returns how far the links around the output may lead. */
    Boundary boundary() {
        return Boundary.of(folder, inputs);
    }

    /** Returns the script, where there is one, at the place that the user named. */
    List<OutputFile> scriptFile() throws OutputException {
        return script.isEmpty()
                ? List.of()
                : List.of(script.get().file(boundary().resolve(script.get().shown())));
    }

    /** Returns the script, where there is one; one that is below {@code tree} is written as the other files there. */
    List<OutputFile> scriptFile(OutputTree tree) throws OutputException {
        if (script.isEmpty()) {
            return List.of();
        }
        Path named = boundary().place(script.get().shown());
        Path root = boundary().place(output);
        return named.startsWith(root) && !named.equals(root)
                ? List.of(script.get().file(tree.place(root.relativize(named).toString())))
                : scriptFile();
    }

    boolean isStandardOutput() {
        return output.equals("-");
    }
}
