package dev.sild.output.files;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Resolves an output path that the user typed. The working folder and the folders of the project's files may be a clone
 * of a stranger's repository, so a symbolic link in them must not lead the output out of them. The user vouches for the
 * links of an absolute path elsewhere, such as {@code /tmp} on macOS.
 */
public final class Boundary {
    private static final int MOST_LINKS = 40;

    private final Path workingFolder;
    private final List<Path> folders;

    private Boundary(Path workingFolder, List<Path> folders) {
        this.workingFolder = workingFolder;
        this.folders = folders;
    }

    /** Returns the boundary of a run in {@code workingFolder} that reads {@code inputs}. */
    public static Boundary of(Path workingFolder, List<Path> inputs) {
        Path working = workingFolder.toAbsolutePath().normalize();
        List<Path> folders = new ArrayList<>();
        folders.add(working);
        inputs.forEach(input -> folders.add(working.resolve(input).normalize().getParent()));
        for (Path folder : List.copyOf(folders)) {
            try {
                folders.add(folder.toRealPath());
            } catch (IOException unreadable) {
                // The path as it was typed is in the list.
            }
        }
        return new Boundary(working, folders);
    }

    /**
     * Returns the absolute place of {@code typed}, with all its symbolic links followed. The place, and folders above
     * it, may not exist yet. A link to an open file of a process stays as it is.
     *
     * @throws OutputException where a link leads out of the boundary, or into a {@code .git} folder
     */
    public Path resolve(String typed) throws OutputException {
        Path path = place(typed);
        try {
            Optional<Path> boundary = around(path, Path.of(typed).isAbsolute());
            if (boundary.isPresent()) {
                refuseWayOut(path, typed, boundary.get());
            }
            return follow(path);
        } catch (IOException failure) {
            throw OutputException.of(typed, failure);
        }
    }

    /** Returns the absolute place of {@code typed}, with no link followed. */
    public Path place(String typed) {
        return workingFolder.resolve(typed).normalize();
    }

    /** Returns the innermost folder around {@code path} that may hold a stranger's files. */
    private Optional<Path> around(Path path, boolean absolute) {
        return folders.stream()
                .map(folder -> absolute ? folder : shared(folder, path))
                .filter(path::startsWith)
                .max(Comparator.comparingInt(Path::getNameCount));
    }

    /** Returns the innermost folder that both paths are in: {@code ../k8s} reaches above the working folder. */
    private static Path shared(Path folder, Path path) {
        Path shared = folder;
        while (!path.startsWith(shared) && shared.getParent() != null) {
            shared = shared.getParent();
        }
        return shared;
    }

    private void refuseWayOut(Path path, String typed, Path boundary) throws IOException, OutputException {
        Path inside = boundary.toRealPath();
        Path each = boundary;
        for (Path part : boundary.relativize(path)) {
            each = each.resolve(part);
            if (!Files.isSymbolicLink(each)) {
                continue;
            }
            Path target = follow(each);
            Path link = Path.of(typed).isAbsolute() ? each : workingFolder.relativize(each);
            if (!target.startsWith(inside)) {
                throw refusal(
                        typed,
                        link,
                        "outside " + (boundary.equals(workingFolder) ? "the working folder" : boundary.toString()));
            }
            for (Path step : inside.relativize(target)) {
                if (step.toString().equalsIgnoreCase(".git")) {
                    throw refusal(typed, link, "into a .git folder");
                }
            }
        }
    }

    private static OutputException refusal(String typed, Path link, String where) {
        return new OutputException(
                "cannot write " + typed + ": the symbolic link " + link + " points " + where,
                "remove it, or use another path with --output",
                null);
    }

    /** Follows every link in {@code path}, including dangling ones. */
    private static Path follow(Path path) throws IOException {
        Deque<Path> rest = new ArrayDeque<>();
        path.forEach(rest::add);
        Path place = path.getRoot();
        int links = 0;
        while (!rest.isEmpty()) {
            String part = rest.pop().toString();
            if (part.equals("..")) {
                place = place.getParent() == null ? place : place.getParent();
                continue;
            }
            Path next = place.resolve(part);
            if (FileTransaction.isOpenFile(next) || !Files.isSymbolicLink(next)) {
                place = next;
                continue;
            }
            links++;
            if (links > MOST_LINKS) {
                throw new FileSystemLoopException(path.toString());
            }
            Path target = Files.readSymbolicLink(next);
            if (target.isAbsolute()) {
                place = target.getRoot();
            }
            for (int i = target.getNameCount() - 1; i >= 0; i--) {
                rest.push(target.getName(i));
            }
        }
        return place.normalize();
    }
}
