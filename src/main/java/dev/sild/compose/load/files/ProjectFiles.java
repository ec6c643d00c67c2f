package dev.sild.compose.load.files;

import dev.sild.compose.InputLimits;
import dev.sild.compose.load.tree.Budget;
import dev.sild.compose.load.tree.Problems;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The only place where files of a project are opened. Records every file that was read, under the name that the user
 * specified, and rejects a file that is not regular or is too large before reading it.
 */
public final class ProjectFiles {
    private final Path workingDirectory;
    private final InputStream stdin;
    private final Problems problems;
    private final Budget budget;
    private final InputLimits limits;
    /** Real folders and files that may be read without a finding. */
    private final Set<Path> allowed = new LinkedHashSet<>();
    /** Files that the user named, as they were named. */
    private final Set<Path> named = new HashSet<>();

    private final Set<String> read = new LinkedHashSet<>();
    /** What was read before: a thousand services may have the same env file. */
    private final Map<Path, String> texts = new HashMap<>();

    /** What scripts of the project write: it counts whether or not it is there. */
    private final Map<Path, Written> written = new HashMap<>();

    private final Set<Path> reported = new HashSet<>();
    private int composeFiles;

    /**
     * Makes the access to a project.
     *
     * @param workingDirectory the folder that display names are shown relative to
     */
    public ProjectFiles(Path workingDirectory, InputStream stdin, Problems problems) {
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
        this.stdin = stdin;
        this.problems = problems;
        this.budget = problems.budget();
        this.limits = budget.limits();
    }

    /**
     * A file that a script writes.
     *
     * @param text what it has if it is a compose file or an env file
     * @param value what it has otherwise, as a value of a compose file whose variables are not filled in yet
     * @param config the name of a config that holds it
     * @param display how it is shown to the user: as the script where its text stands there as a whole
     * @param line at which line of what is shown it begins, from 1
     */
    public record Written(String text, String value, String config, String display, int line) {}

    /** Takes a text for that of a file, which is not read then; a file that the user has named stays as it is. */
    public void write(Path file, Written text) {
        if (named.contains(file)) {
            return;
        }
        written.put(file, text);
        texts.put(file, text.text());
    }

    /** Whether a script writes a file. */
    public boolean hasWritten() {
        return !written.isEmpty();
    }

    /** Returns what a script writes to a file; empty for one that no script writes. */
    public Optional<Written> written(Path file) {
        return Optional.ofNullable(written.get(file));
    }

    /** Returns the current folder, absolute. */
    public Path workingDirectory() {
        return workingDirectory;
    }

    /** Lets files below a folder be read, or a file, without a finding. */
    public void allow(Path place) {
        allowed.add(RealPaths.of(place));
    }

    /** Lets a file be read that the user, not the project, has named. */
    public void allowNamed(Path file) {
        named.add(file);
        allow(file);
    }

    /** Refuses what is never read, and reports what lies outside the project. */
    private void checkPlace(Path file, String display, Position from, String path) throws InputException {
        Path real = RealPaths.of(file);
        boolean byUser = named.contains(file);
        if (byUser && RealPaths.isDescriptor(file)) {
            return;
        }
        if (RealPaths.isOfTheKernel(byUser ? real : file, real)) {
            throw unreadable(
                    display,
                    from,
                    path,
                    display + " is not read: files in /proc, /sys and /dev are not allowed",
                    "use a regular file");
        }
        if (allowed.stream().noneMatch(real::startsWith) && reported.add(file)) {
            Position position = from.file().isEmpty() ? new Position(display, 0, 0) : from;
            problems.add(new Finding(
                    Code.READ_OUTSIDE,
                    position.origin(path),
                    display + " is outside the project root"
                            + (real.equals(file) ? "" : " (it resolves to " + real + ")") + "; its content is read",
                    "allow it with --allow-path " + display(real.getParent() == null ? real : real.getParent())
                            + ", or move it into the project folder"));
        }
    }

    /** Returns the texts that were read so far. */
    public Collection<String> texts() {
        return Collections.unmodifiableCollection(texts.values());
    }

    /** Returns the files that were read so far, as they are shown to the user. */
    public List<String> read() {
        return Collections.unmodifiableList(new ArrayList<>(read));
    }

    /** Returns how a file is shown to the user: relative to the current folder where it lies below it. */
    public String display(Path file) {
        Path path = file.toAbsolutePath().normalize();
        return path.startsWith(workingDirectory) && !path.equals(workingDirectory)
                ? workingDirectory.relativize(path).toString()
                : path.toString();
    }

    /** Returns the text of a compose file and counts it; see {@link #text}. */
    public String composeText(Path file, String display, Position from, String path) throws InputException {
        if (++composeFiles > limits.files()) {
            throw Problems.fatal(
                    Code.INPUT_UNREADABLE,
                    from,
                    path,
                    "the project reads more than " + limits.files() + " compose files",
                    "use fewer `include` and `extends` files");
        }
        return text(file, display, from, path);
    }

    /**
     * Returns the text of a file.
     *
     * @param display how it is shown to the user
     * @param from the place in the input that names the file; {@link Position#NONE} for a flag
     * @param path the attribute that names it
     * @throws InputException where it is missing, no regular file, too large or not UTF-8
     */
    public String text(Path file, String display, Position from, String path) throws InputException {
        String text = texts.get(file);
        if (text == null) {
            text = Utf8.decode(bytes(file, display, from, path), display);
            texts.put(file, text);
        }
        addRead(file, display);
        return text;
    }

    private void addRead(Path file, String display) {
        if (!written.containsKey(file)) {
            read.add(display);
        }
    }

    /** Returns the text of an env file, whose comments may be in any encoding; see {@link #text}. */
    public String envText(Path file, String display, Position from, String path) throws InputException {
        String text = texts.get(file);
        if (text == null) {
            text = Utf8.decode(EnvBytes.withReadableComments(bytes(file, display, from, path)), display);
            texts.put(file, text);
        }
        addRead(file, display);
        return text;
    }

    /** Returns access to files that nobody has named, of the places that may be read without a finding. */
    public NearbyFiles nearby() {
        return new NearbyFiles(workingDirectory, allowed, texts);
    }

    /** Returns the text of standard input, shown as {@code -}. */
    public String stdinText() throws InputException {
        try {
            byte[] bytes = stdin.readNBytes(limits.file().bytes() + 1);
            if (bytes.length > limits.file().bytes()) {
                throw tooLarge("-", Position.NONE, "");
            }
            read.add("-");
            String text = Utf8.decode(bytes, "-");
            texts.put(workingDirectory.resolve("-"), text);
            return text;
        } catch (IOException failure) {
            throw unreadable("-", Position.NONE, "", "cannot read standard input", "set the compose file with -f");
        }
    }

    /** Returns {@code path} below {@code base}; an absolute one stays. A leading {@code ~} is not expanded. */
    public static Path resolve(Path base, String path) {
        try {
            return base.resolve(path).normalize();
        } catch (InvalidPathException impossible) {
            return base.resolve("\uFFFD");
        }
    }

    private byte[] bytes(Path file, String display, Position from, String path) throws InputException {
        try {
            checkPlace(file, display, from, path);
            if (named.contains(file) && RealPaths.isDescriptor(file)) {
                return descriptor(file, display, from, path);
            }
            if (!Files.exists(file)) {
                throw unreadable(
                        display, from, path, display + " does not exist", "correct the path, or create the file");
            }
            if (Files.isDirectory(file)) {
                throw unreadable(
                        display, from, path, display + " is a folder, not a file", "use the path of a file in it");
            }
            if (!Files.isRegularFile(file)) {
                throw unreadable(display, from, path, display + " is not a regular file", "use a regular file");
            }
            if (Files.size(file) > limits.file().bytes()) {
                throw tooLarge(display, from, path);
            }
            if (!budget.takesBytes(Files.size(file))) {
                throw unreadable(
                        display,
                        from,
                        path,
                        "the files of the project have more than " + (limits.bytes() >> 20)
                                + " MiB in total (limit: bytes)",
                        "use fewer or smaller files");
            }
            return Files.readAllBytes(file);
        } catch (IOException | SecurityException failure) {
            throw unreadable(display, from, path, "cannot read " + display, "check its permissions");
        }
    }

    private byte[] descriptor(Path file, String display, Position from, String path)
            throws IOException, InputException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limits.file().bytes() + 1);
            if (bytes.length > limits.file().bytes()) {
                throw tooLarge(display, from, path);
            }
            return bytes;
        }
    }

    private InputException tooLarge(String display, Position from, String path) {
        return unreadable(
                display,
                from,
                path,
                (display.equals("-") ? "standard input" : display) + " is larger than "
                        + (limits.file().bytes() >> 20) + " MiB",
                "split it with `include`, or check the path");
    }

    private static InputException unreadable(String display, Position from, String path, String reason, String remedy) {
        Position position = from.file().isEmpty() ? new Position(display, 0, 0) : from;
        return Problems.fatal(Code.INPUT_UNREADABLE, position, path, reason, remedy);
    }
}
