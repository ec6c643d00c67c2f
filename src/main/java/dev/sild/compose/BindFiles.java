package dev.sild.compose;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What the translation may read of the files that a project mounts into its containers. */
public interface BindFiles {

    /** What is at a path. */
    enum Kind {
        MISSING,
        FILE,
        FOLDER,
        /** A socket, a device, or something that may not be read. */
        OTHER,
        /** Outside the folders that may be read, whatever its type. */
        OUTSIDE
    }

    /**
     * A file to mount.
     *
     * @param path its path below the folder that was read, with {@code /} between folders; its name for a single file
     * @param mode its permission bits, such as 0755
     * @param content its bytes
     */
    record BindFile(String path, int mode, byte[] content) {
        /** What a file has that everyone may read and its owner may write to. */
        public static final int PLAIN = 0644;

        /** Whether its owner may execute it. */
        public boolean executable() {
            return (mode & 0100) != 0;
        }

        /** Whether its group and others may not read it. */
        public boolean ownerOnly() {
            return (mode & 0044) == 0;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BindFile that
                    && mode == that.mode
                    && content == that.content
                    && path.equals(that.path);
        }

        @Override
        public int hashCode() {
            return 31 * path.hashCode() + System.identityHashCode(content);
        }
    }

    /**
     * What was read.
     *
     * @param files the files, in the order of their paths
     * @param notRead paths that were passed over: links that lead outside or nowhere, sockets, what may not be read
     * @param leftOut paths that no container is meant to have: what version control keeps, and the project's own files
     * @param links those of {@code notRead} that are symbolic links with an absolute target, which may be a path of the
     *     container, and these targets
     */
    record Contents(List<BindFile> files, List<String> notRead, List<String> leftOut, Map<String, String> links) {
        public Contents {
            files = List.copyOf(files);
            notRead = List.copyOf(notRead);
            leftOut = List.copyOf(leftOut);
            links = Collections.unmodifiableMap(new TreeMap<>(links));
        }
    }

    /**
     * The paths of the files in a folder, without their contents.
     *
     * @param files relative to the folder, with {@code /} between folders; those near its top come first
     * @param leftOut paths that no container is meant to have
     * @param complete whether these are all; folders with too many files for source code are left out in any case
     */
    record Listing(List<String> files, List<String> leftOut, boolean complete) {
        public Listing {
            files = List.copyOf(files);
            leftOut = List.copyOf(leftOut);
        }
    }

    /** Whether a path lies in the repository that the project belongs to, and not in what the user allowed besides. */
    default boolean isOfRepository(Path path) {
        return false;
    }

    /** Returns what is at an absolute path. */
    Kind kind(Path path);

    /** Whether nothing is at an absolute path, which may lie where nothing may be read. */
    default boolean isMissing(Path path) {
        return kind(path) == Kind.MISSING;
    }

    /**
     * Returns the file, or the files below the folder without those that no container is meant to have.
     *
     * @param maxBytes how many bytes they may have together
     * @return empty where they have more, or are more than 1,000
     */
    Optional<Contents> read(Path path, long maxBytes);

    /** Whether {@link #read} returned nothing since the mounted files of the project are too large together. */
    default boolean isOverBudget(Path path) {
        return false;
    }

    /**
     * Hands each text below a folder that is searched to {@code to}, with its path, a byte a character, without what
     * package managers install; the files do not become part of the result by this.
     *
     * @return false where the folder is missing, may not be read, or holds more than is read
     */
    default boolean texts(Path folder, BiConsumer<Path, String> to) {
        return false;
    }

    /**
     * Hands the same texts to {@code to}, and those in folders of packages that may have code of the project as well:
     * for what must not be in any file. It reads these last, since they may be large.
     *
     * @return as {@link #texts} does
     */
    default boolean allTexts(Path folder, BiConsumer<Path, String> to) {
        return false;
    }

    /** Returns the paths of the files below a folder, however large they are. */
    default Listing paths(Path folder) {
        return new Listing(List.of(), List.of(), false);
    }

    /**
     * Returns how many bytes the files below a folder have together, as far as they are counted; 0 where none may be.
     */
    default long bytes(Path folder) {
        return 0;
    }

    /** Returns the names in a folder; empty where it is not one that may be read, or has too many. */
    default Optional<List<String>> names(Path folder) {
        return Optional.empty();
    }

    /**
     * Returns the content of a file that is compared with others, and does not become part of the result by this.
     *
     * @return empty where it is not a file that may be read, or has more than {@code maxBytes}
     */
    default Optional<byte[]> peek(Path path, long maxBytes) {
        return kind(path) == Kind.FILE
                ? read(path, maxBytes)
                        .map(Contents::files)
                        .filter(files -> files.size() == 1)
                        .map(files -> files.get(0).content())
                : Optional.empty();
    }
}
