package dev.sild.output.layout;

import dev.sild.output.files.OutputException;
import dev.sild.output.files.OutputTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code .sild-files}: which files of a folder Sild wrote, and for which projects. It may come from a stranger's
 * repository: being listed is never enough for a file to be replaced or deleted.
 *
 * @param projects the names of the projects; empty where the list is of format 0, which names none, or where there is
 *     none
 * @param files the names of the files below the folder
 */
public record FileList(SortedSet<String> projects, SortedSet<String> files) {
    /** No tool that reads manifests reads a file of this name. */
    public static final String NAME = ".sild-files";

    private static final int FORMAT = 1;
    private static final String FORMAT_KEY = "format: ";
    private static final String PROJECT_KEY = "project: ";
    private static final Pattern PROJECTS = Pattern.compile("[a-z0-9][a-z0-9.-]*(?: [a-z0-9][a-z0-9.-]*)*");
    private static final String HEAD = """
      # The files in this folder that sild wrote. It updates them, and deletes those that are no longer needed.
      """;

    public FileList {
        projects = Collections.unmodifiableSortedSet(projects);
        files = Collections.unmodifiableSortedSet(files);
    }

    public static FileList of(Collection<String> projects, Collection<String> files) {
        return new FileList(new TreeSet<>(projects), new TreeSet<>(files));
    }

    /** Returns what the file contains. */
    public String text() {
        StringBuilder text = new StringBuilder(HEAD)
                .append(FORMAT_KEY)
                .append(FORMAT)
                .append('\n')
                .append(PROJECT_KEY)
                .append(String.join(" ", projects))
                .append('\n');
        files.forEach(file -> text.append(file).append('\n'));
        return text.toString();
    }

    /**
     * Returns the list of a folder; an empty one where there is none.
     *
     * @throws OutputException where it cannot be read, or is of a newer version of Sild
     */
    public static FileList read(OutputTree folder) throws OutputException {
        folder.place(NAME);
        if (!folder.isFile(NAME)) {
            return of(new TreeSet<>(), new TreeSet<>());
        }
        try {
            Optional<byte[]> bytes = folder.read(NAME);
            if (bytes.isEmpty()) {
                throw unusable(folder, "is too large");
            }
            return parse(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.get()))
                            .toString(),
                    folder);
        } catch (CharacterCodingException binary) {
            throw unusable(folder, "is not UTF-8 text");
        } catch (IOException unreadable) {
            throw OutputException.of(folder.shown() + NAME, unreadable);
        }
    }

    private static FileList parse(String text, OutputTree folder) throws OutputException {
        Deque<String> lines = new ArrayDeque<>();
        text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(lines::add);
        SortedSet<String> projects = new TreeSet<>();
        if (!lines.isEmpty() && lines.peek().startsWith(FORMAT_KEY)) {
            String format = lines.pop().substring(FORMAT_KEY.length()).strip();
            if (!format.matches("[0-9]{1,9}") || Integer.parseInt(format) < FORMAT) {
                throw unusable(folder, "has no valid format");
            }
            if (Integer.parseInt(format) > FORMAT) {
                throw new OutputException(
                        "cannot write " + folder.shown() + ": " + folder.shown() + NAME + " has format " + format
                                + ", but this version of sild supports format " + FORMAT,
                        "upgrade sild, or use another folder with --output",
                        null);
            }
            String project = lines.isEmpty() ? "" : lines.pop();
            if (!project.startsWith(PROJECT_KEY)
                    || !PROJECTS.matcher(project.substring(PROJECT_KEY.length()))
                            .matches()) {
                throw unusable(folder, "does not contain a project name");
            }
            projects.addAll(
                    Arrays.asList(project.substring(PROJECT_KEY.length()).split(" ")));
        }
        return of(projects, lines.stream().filter(OutputTree::isBelow).toList());
    }

    private static OutputException unusable(OutputTree folder, String why) {
        return new OutputException(
                "cannot write " + folder.shown() + ": " + folder.shown() + NAME + " " + why,
                "restore it, or use another folder with --output",
                null);
    }
}
