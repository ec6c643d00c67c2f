package dev.sild.output;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where it is written.
 *
 * @param output a file, a folder (what ends in {@code /} or is one), or {@code -} for {@code out}
 * @param folder the current folder
 * @param inputs the files of the project, none of which is written over
 * @param script the script that builds the images, written with the rest
 * @param check whether nothing is written, and what differs from what would be is said instead
 */
public record Destination(String output, Path folder, List<Path> inputs, PrintStream out, Optional<BuildScript> script,
    boolean check) {
  public Destination {
    inputs = List.copyOf(inputs);
  }

  /** Whether it is standard output. */
  boolean isStandardOutput() {
    return output.equals("-");
  }
}
