package dev.sild.compose.load;

import java.nio.file.Path;

/**
 * A compose file to read.
 *
 * @param path where it is, absolute; for standard input a name below the current folder that nothing is read from
 * @param display how it is shown to the user, {@code -} for standard input
 */
record Source(Path path, String display) {
  boolean isStdin() {
    return display.equals("-");
  }
}
