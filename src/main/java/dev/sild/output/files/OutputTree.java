package dev.sild.output.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder that files are written below. No symbolic link in it is followed, neither for a file nor for a parent
 * folder: otherwise, whoever committed the link could choose what is overwritten. Devices, pipes and sockets are
 * refused, too.
 *
 * @param root the folder itself, with its own links followed; it need not exist
 * @param shown how the user named it, with a {@code /} at its end
 */
public record OutputTree(Path root, String shown) {
    /** A larger file is not one that Sild wrote. */
    public static final int LARGEST = 16 << 20;

    private enum Kind {
        MISSING,
        FOLDER,
        FILE,
        LINK,
        OTHER
    }

    /** Whether {@code name} is a path below a folder, with {@code /} between its parts. */
    public static boolean isBelow(String name) {
        return name.indexOf('\\') < 0
                && name.indexOf('\0') < 0
                && Arrays.stream(name.split("/", -1))
                        .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
    }

    /**
     * Returns where a file can be written.
     *
     * @param name its path below the folder
     * @throws OutputException where something else than a regular file is in its place, or than a folder above it
     */
    public Path place(String name) throws OutputException {
        if (!isBelow(name)) {
            throw new OutputException(
                    "cannot write " + shown + name + ": the path is not below " + shown,
                    "rename the service or object that gives the file its name",
                    null);
        }
        try {
            refuseFileAbove();
            for (Path place : steps(name)) {
                refuse(kind(place), place, name);
            }
        } catch (IOException failure) {
            throw OutputException.of(shown + name, failure);
        }
        return root.resolve(name);
    }

    private void refuseFileAbove() throws IOException {
        Path existing = root;
        while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        if (existing != null && !Files.isDirectory(existing, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(existing.toString());
        }
    }

    private void refuse(Kind kind, Path place, String name) throws IOException, OutputException {
        boolean above = !place.equals(root.resolve(name));
        switch (kind) {
            case LINK -> throw notWritable(name, place, "a symbolic link");
            case OTHER -> throw notWritable(name, place, "a device, a pipe or a socket");
            case FOLDER -> {
                if (!above) {
                    throw new OutputException(
                            "cannot write " + shown + name + ": it is a folder",
                            "remove it, or use another folder with --output",
                            null);
                }
            }
            case FILE -> {
                if (above) {
                    throw new FileAlreadyExistsException(place.toString());
                }
            }
            default -> {}
        }
    }

    private OutputException notWritable(String name, Path place, String what) {
        return new OutputException(
                "cannot write " + shown + name + ": " + shown + root.relativize(place) + " is " + what,
                "remove it, or use another folder with --output",
                null);
    }

    /** Whether a regular file is there, with no link on the way to it. */
    public boolean isFile(String name) {
        try {
            List<Path> steps = steps(name);
            for (Path folder : steps.subList(0, steps.size() - 1)) {
                if (kind(folder) != Kind.FOLDER) {
                    return false;
                }
            }
            return kind(steps.get(steps.size() - 1)) == Kind.FILE;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Returns what a regular file contains; nothing where there is none, or one that is too large for Sild's own. */
    public Optional<byte[]> read(String name) throws IOException {
        if (!isBelow(name) || !isFile(name)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(root.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST ? Optional.empty() : Optional.of(bytes);
        }
    }

    /** Returns the names of the files that are in the folder itself. */
    public List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(this::isFile)
                    .sorted()
                    .toList();
        }
    }

    /** Deletes a file, and the folders above it that are empty then. */
    public void delete(String name) throws IOException {
        Path file = root.resolve(name);
        Files.delete(file);
        for (Path above = file.getParent();
                above != null && !above.equals(root) && isEmpty(above);
                above = above.getParent()) {
            Files.delete(above);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }

    /** Returns each folder on the way to a file, and the file. */
    private List<Path> steps(String name) {
        List<Path> steps = new ArrayList<>();
        Path place = root;
        for (String part : name.split("/")) {
            place = place.resolve(part);
            steps.add(place);
        }
        return steps;
    }

    private static Kind kind(Path place) throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isSymbolicLink()) {
                return Kind.LINK;
            }
            if (found.isRegularFile()) {
                return Kind.FILE;
            }
            return found.isDirectory() ? Kind.FOLDER : Kind.OTHER;
        } catch (NoSuchFileException missing) {
            return Kind.MISSING;
        }
    }
}
