package dev.sild.output.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes all of several files or none. Each is written to a temporary file beside its place first; then all are
 * renamed. A symbolic link is never followed: {@link Boundary} has done that for a path that the user typed. A device,
 * a pipe or an open file is written to in its place.
 */
public final class FileTransaction {
    private static final int MOST_TEMPORARY_NAMES = 1000;

    /** One file: {@code backup} is a second name of the file that it replaces, null where it replaces none. */
    private record Step(
            OutputFile file, Path temporary, @Nullable Path backup) {
        Path place() {
            return file.place();
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private final List<OutputFile> inPlace = new ArrayList<>();
    private final Deque<Step> moved = new ArrayDeque<>();
    private final Deque<Path> made = new ArrayDeque<>();

    private FileTransaction() {}

    /**
     * Writes each file, and creates folders as needed.
     *
     * @throws OutputException where one cannot be written; then every file is as it was, except that a device or a
     *     pipe, which are written last, may have taken its text
     */
    public static void write(List<OutputFile> files) throws OutputException {
        new FileTransaction().run(files);
    }

    /** Whether {@code place} is written to in its place: a device, a pipe, or an open file of a process. */
    public static boolean isWrittenInPlace(Path place) {
        return isOpenFile(place)
                || Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                        && !isLink(place)
                        && !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isLink(Path place) {
        return !isOpenFile(place) && Files.isSymbolicLink(place);
    }

    private void run(List<OutputFile> files) throws OutputException {
        boolean whole = false;
        OutputFile current = null;
        try {
            Map<Path, OutputFile> checked = new HashMap<>();
            for (OutputFile file : files) {
                check(file, checked);
            }
            for (OutputFile file : files) {
                current = file;
                prepare(file);
            }
            for (Step step : steps) {
                current = step.file();
                if (step.backup() != null && steps.size() + inPlace.size() > 1) {
                    backUp(step);
                }
                replace(step.temporary(), step.place());
                moved.push(step);
            }
            for (OutputFile file : inPlace) {
                current = file;
                // Appending keeps what an open file already contains: "sild convert -o /dev/stdout >> all.yaml".
                Files.writeString(file.place(), file.text(), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
            }
            whole = true;
        } catch (IOException failure) {
            throw OutputException.of(current.shown(), failure);
        } finally {
            if (!whole) {
                undo();
            }
            for (Step step : steps) {
                deleteIfLeft(step.temporary());
                deleteIfLeft(step.backup());
            }
        }
    }

    /** Refuses what cannot be written; nothing is created before every file has passed. */
    private static void check(OutputFile file, Map<Path, OutputFile> checked) throws OutputException {
        if (Files.isDirectory(file.place(), LinkOption.NOFOLLOW_LINKS)) {
            throw new OutputException(
                    "cannot write " + file.shown() + ": it is a folder",
                    "remove it, or use another path with --output",
                    null);
        }
        if (isLink(file.place())) {
            throw new OutputException(
                    "cannot write " + file.shown() + ": it is a symbolic link",
                    "remove it, or use another path with --output",
                    null);
        }
        OutputFile other = isWrittenInPlace(file.place()) ? null : checked.put(file.place(), file);
        if (other != null) {
            throw new OutputException(
                    "cannot write " + file.shown() + ": it is the same file as " + other.shown(),
                    "use a different path for each",
                    null);
        }
    }

    private void prepare(OutputFile file) throws IOException {
        if (isWrittenInPlace(file.place())) {
            inPlace.add(file);
            return;
        }
        makeFolders(Objects.requireNonNull(file.place().getParent(), "a file without a folder"));
        Path temporary = unusedName(file.place(), ".tmp");
        Path backup = Files.exists(file.place(), LinkOption.NOFOLLOW_LINKS) ? unusedName(file.place(), ".old") : null;
        steps.add(new Step(file, temporary, backup));
        try (SeekableByteChannel channel = Files.newByteChannel(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                mode(file.place(), file.mode()))) {
            ByteBuffer text = StandardCharsets.UTF_8.encode(file.text());
            while (text.hasRemaining()) {
                channel.write(text);
            }
        }
    }

    /**
     * Returns a name beside {@code place} that nothing has. It is a number: with the file's name it could be too long.
     */
    private Path unusedName(Path place, String end) throws IOException {
        for (int i = 0; i < MOST_TEMPORARY_NAMES; i++) {
            Path name = place.resolveSibling(
                    ".sild." + steps.size() + "." + (ProcessHandle.current().pid() + i) + end);
            if (!Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
                return name;
            }
        }
        throw new IOException("too many temporary files of earlier runs: .sild.*");
    }

    private static FileAttribute<?>[] mode(Path place, OutputFile.Mode mode) throws IOException {
        boolean posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (mode == OutputFile.Mode.PLAIN || !posix) {
            return new FileAttribute<?>[0];
        }
        boolean same = mode == OutputFile.Mode.SAME && Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(
                    same
                            ? Files.getPosixFilePermissions(place, LinkOption.NOFOLLOW_LINKS)
                            : PosixFilePermissions.fromString(mode.permissions()))
        };
    }

    private void makeFolders(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path each = folder;
                each != null && !Files.exists(each, LinkOption.NOFOLLOW_LINKS);
                each = each.getParent()) {
            missing.push(each);
        }
        Files.createDirectories(folder);
        missing.forEach(made::push);
    }

    private static void backUp(Step step) throws IOException {
        try {
            Files.createLink(step.backup(), step.place());
        } catch (IOException | UnsupportedOperationException unlinkable) {
            Files.copy(step.place(), step.backup(), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static void replace(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Restores what was there. The failure that led here is reported, not one in here. */
    private void undo() {
        for (Step step : moved) {
            try {
                if (step.backup() == null) {
                    Files.deleteIfExists(step.place());
                } else if (Files.exists(step.backup())) {
                    replace(step.backup(), step.place());
                }
            } catch (IOException ignored) {
                // What cannot be restored stays as it is; the others are restored.
            }
        }
        steps.forEach(step -> deleteIfLeft(step.temporary()));
        made.forEach(FileTransaction::deleteIfLeft);
    }

    /**
     * Whether a path is a link to an open file, with or without a name: replacing that name would miss the open file.
     */
    static boolean isOpenFile(Path path) {
        return path.startsWith("/proc") || path.startsWith("/dev/fd");
    }

    private static void deleteIfLeft(@Nullable Path path) {
        try {
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException left) {
            // The first failure is reported; a folder may contain other files by now.
            return;
        }
    }
}
