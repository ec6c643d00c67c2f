package dev.sild.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The texts of files that a command has read, and of no others. */
public final class ReadFiles {
    private static final int MAX_BYTES = 1 << 20;

    private final Path folder;
    private final Set<String> read;

    /**
     * Makes the access to files.
     *
     * @param folder what names of files are relative to
     * @param read the files that were read, as they are shown to the user
     */
    public ReadFiles(Path folder, Collection<String> read) {
        this.folder = folder;
        this.read = Set.copyOf(read);
    }

    /** Returns the text of a file; empty if it was not read, or is too large or no longer there. */
    public Optional<String> text(String file) {
        if (!read.contains(file)) {
            return Optional.empty();
        }
        try {
            Path path = folder.resolve(file);
            return Files.isRegularFile(path) && Files.size(path) <= MAX_BYTES
                    ? Optional.of(Files.readString(path, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }
}
