package dev.sild.compose.load.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** How large the files below a folder are together. Links are not followed, and what may not be read is not counted. */
final class FolderSize {
    /** How many files and folders are looked at. */
    static final int MAX_ENTRIES = 100_000;

    private FolderSize() {}

    /** Returns the bytes, as far as they are counted. */
    static long of(Path folder) {
        Count count = new Count();
        try {
            Files.walkFileTree(folder, count);
        } catch (IOException | SecurityException unreadable) {
            return count.bytes;
        }
        return count.bytes;
    }

    private static final class Count extends SimpleFileVisitor<Path> {
        private long bytes;
        private int entries;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return next();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                bytes += attributes.size();
            }
            return next();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return next();
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult next() {
            return ++entries > MAX_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
