package dev.sild.compose.load.files;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.BindFiles.Contents;
import dev.sild.compose.InputLimits;
import dev.sild.model.Lookup;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A search for the files of a mounted file or folder, which are read only once it is known that they fit. */
final class FolderWalk {
    private static final InputLimits LIMITS = InputLimits.DEFAULT;
    /** What tells version control about the files beside it; alone, it keeps an empty folder. */
    private static final Set<String> FOR_VERSION_CONTROL = Set.of(".gitignore", ".gitattributes");

    private final LeftOut left;
    private final Predicate<Path> mayRead;
    /** The files by their paths below the folder, which are read once it is known that they fit. */
    private final Map<String, Path> places = new LinkedHashMap<>();

    private final List<String> notRead = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final Map<String, String> links = new HashMap<>();
    private final long maxBytes;
    private long bytesLeft;
    private int entries;
    private boolean tooLarge;

    /**
     * Makes one.
     *
     * @param mayRead whether what is at a path may be read
     * @param maxBytes how many bytes the files may have together
     */
    FolderWalk(LeftOut left, Predicate<Path> mayRead, long maxBytes) {
        this.left = left;
        this.mayRead = mayRead;
        this.maxBytes = maxBytes;
        bytesLeft = maxBytes;
    }

    /** Notes a path that no container is meant to have. */
    void leaveOut(String path) {
        leftOut.add(path);
    }

    /** Notes a path that cannot be read. */
    void passOver(String path) {
        notRead.add(path);
    }

    /** Whether there is more than may be read. */
    boolean isTooLarge() {
        return tooLarge;
    }

    /** Returns how many bytes the files have together. */
    long bytes() {
        return maxBytes - bytesLeft;
    }

    /** Returns the files that were found. */
    Collection<Path> files() {
        return places.values();
    }

    /** Adds the files below a folder by the order of their names; a chain of links that never ends is too deep. */
    void below(Path directory, String prefix, int depth) throws IOException {
        TreeMap<String, Path> children = new TreeMap<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path child : stream) {
                // Folders count, too: a tree of a million empty ones has no file, and no end.
                if (++entries > 10 * LIMITS.bundleFiles()) {
                    tooLarge = true;
                    return;
                }
                children.put(child.getFileName().toString(), child);
            }
        }
        if (depth > 0 && LeftOut.isEnvironment(children.keySet())) {
            leftOut.add(prefix.substring(0, prefix.length() - 1));
            return;
        }
        for (Map.Entry<String, Path> child : children.entrySet()) {
            String path = prefix + child.getKey();
            if (tooLarge) {
                return;
            }
            if (left.has(child.getValue(), Files.isSymbolicLink(child.getValue()))) {
                leftOut.add(path);
            } else if (!Files.exists(child.getValue())
                    || !mayRead.test(child.getValue())
                    || depth > LIMITS.bundleDepth()) {
                notRead.add(path);
                RealPaths.absoluteTarget(child.getValue()).ifPresent(target -> links.put(path, target));
            } else if (Files.isDirectory(child.getValue())) {
                below(child.getValue(), path + "/", depth + 1);
            } else {
                add(child.getValue(), path);
            }
        }
    }

    /** Adds a file under a path below the folder. */
    void add(Path file, String path) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            notRead.add(path);
            return;
        }
        bytesLeft -= Files.size(file);
        if (bytesLeft < 0 || places.size() >= LIMITS.bundleFiles()) {
            tooLarge = true;
            return;
        }
        places.put(path, file);
    }

    /** Reads the files; what is for version control is left out where there is anything else. */
    Contents read() {
        List<BindFile> files = new ArrayList<>();
        places.forEach((path, file) -> {
            try {
                files.add(FileContent.of(file, path));
            } catch (IOException | SecurityException unreadable) {
                notRead.add(path);
            }
        });
        Map<Boolean, List<BindFile>> needed = files.stream()
                .collect(Collectors.partitioningBy(file -> !FOR_VERSION_CONTROL.contains(
                        file.path().substring(file.path().lastIndexOf('/') + 1))));
        if (Lookup.required(needed, true).isEmpty()) {
            return new Contents(files, notRead, leftOut, links);
        }
        Lookup.required(needed, false).forEach(file -> leftOut.add(file.path()));
        return new Contents(Lookup.required(needed, true), notRead, leftOut, links);
    }
}
