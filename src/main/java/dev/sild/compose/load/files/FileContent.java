package dev.sild.compose.load.files;

import dev.sild.compose.BindFiles.BindFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that is mounted, with its mode. */
final class FileContent {
    private FileContent() {}

    /**
     * Reads a file.
     *
     * @param path its path below the folder that is read
     */
    static BindFile of(Path file, String path) throws IOException {
        int mode = BindFile.PLAIN;
        // Asked of the file system: a file store would read the table of all mounts for each file.
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            mode = 0;
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            for (PosixFilePermission each : PosixFilePermission.values()) {
                // The values are in the order of the bits, that of the owner's reading first.
                mode = mode << 1 | (permissions.contains(each) ? 1 : 0);
            }
        }
        return new BindFile(path, mode, Files.readAllBytes(file));
    }
}
