package dev.sild.output.files;

import java.nio.file.Path;

/**
 * A file to write.
 *
 * @param place where it is written: a path from {@link Boundary} or {@link OutputTree}, which have checked its links
 * @param shown how the user named that place, for messages
 * @param text what it contains
 * @param mode its permissions
 */
public record OutputFile(Path place, String shown, String text, Mode mode) {

    /** The permissions of a new file, before the umask. */
    public enum Mode {
        PLAIN("rw-rw-rw-"),
        /** Only the owner may read it. */
        SECRET("rw-------"),
        EXECUTABLE("rwxrwxrwx"),
        /** Those of the file that it replaces. */
        SAME("rw-rw-rw-");

        private final String permissions;

        Mode(String permissions) {
            this.permissions = permissions;
        }

        String permissions() {
            return permissions;
        }
    }
}
