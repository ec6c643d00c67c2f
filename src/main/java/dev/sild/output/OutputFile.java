package dev.sild.output;

import java.nio.file.Path;

/**
 * A file to write.
 *
 * @param place where it goes
 * @param shown how the user named that place, for messages
 * @param text what it holds
 * @param mode who may do what with it
 */
record OutputFile(Path place, String shown, String text, Mode mode) {

  /** Who may do what with a file; the umask takes from it. */
  enum Mode {
    /** What any new file is. */
    PLAIN("rw-rw-rw-"),
    /** Only its owner may read it. */
    SECRET("rw-------"),
    EXECUTABLE("rwxrwxrwx");

    private final String permissions;

    Mode(String permissions) {
      this.permissions = permissions;
    }

    String permissions() {
      return permissions;
    }
  }
}
