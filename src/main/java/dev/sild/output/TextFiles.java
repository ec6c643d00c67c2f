package dev.sild.output;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Texts that are written as they are, into files of a folder or one after the other. */
public final class TextFiles {
  private TextFiles() {}

  /**
   * Writes {@code texts}, by the names of their files.
   *
   * @param output the folder, made where it is not there, or {@code -} for {@code out}, where {@code ---} stands between them
   * @param folder the current folder
   * @throws OutputException where they cannot be written; then none is
   */
  public static void write(Map<String, String> texts, String output, Path folder, PrintStream out) throws OutputException {
    if (output.equals("-")) {
      Layouts.print(String.join("---\n", texts.values()), out);
      return;
    }
    String start = output.endsWith("/") ? output : output + "/";
    Path target = folder.resolve(output);
    List<OutputFile> files = texts.entrySet().stream()
        .map(text -> new OutputFile(target.resolve(text.getKey()), start + text.getKey(), text.getValue(),
            OutputFile.Mode.PLAIN))
        .toList();
    FileWriter.write(files);
  }

  /**
   * Writes one text, and the script that goes with it.
   *
   * @throws OutputException where they cannot be written; then neither is
   */
  public static void writeOne(String text, Destination to) throws OutputException {
    List<OutputFile> files = new ArrayList<>();
    to.script().ifPresent(script -> files.add(script.file()));
    if (!to.isStandardOutput()) {
      files.add(new OutputFile(to.folder().resolve(to.output()).normalize(), to.output(), text, OutputFile.Mode.PLAIN));
    }
    Layouts.refuseInputs(files, to.inputs());
    FileWriter.write(files);
    if (to.isStandardOutput()) {
      Layouts.print(text, to.out());
    }
  }
}
