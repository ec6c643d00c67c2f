package dev.sild.compose.load.files;

import dev.sild.compose.BindFiles.Listing;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The paths of the files below a folder, however large the files are. What is near the top comes first, so that a tree
 * with more than is listed is known that far. Links to folders are not followed.
 */
final class FolderPaths {
    static final int MAX_ENTRIES = 20_000;
    /** A folder with more holds data. */
    static final int MAX_IN_FOLDER = 1_000;

    private FolderPaths() {}

    private record Folder(Path place, String prefix) {}

    /**
     * Returns the paths.
     *
     * @param mayRead whether a link to a file may be followed
     * @param maxEntries how many files and folders may be looked at
     */
    static Listing of(Path top, LeftOut notForContainers, Predicate<Path> mayRead, int maxEntries) {
        List<String> files = new ArrayList<>();
        List<String> left = new ArrayList<>();
        Deque<Folder> folders = new ArrayDeque<>(List.of(new Folder(top, "")));
        int entries = 0;
        while (!folders.isEmpty()) {
            Folder folder = folders.pop();
            TreeMap<String, Path> children = children(folder.place());
            entries += children.size();
            if (entries > maxEntries) {
                return new Listing(files, left, false);
            }
            if (LeftOut.isEnvironment(children.keySet()) && !folder.prefix().isEmpty()) {
                left.add(folder.prefix().substring(0, folder.prefix().length() - 1));
                continue;
            }
            for (Map.Entry<String, Path> child : children.entrySet()) {
                Path place = child.getValue();
                String path = folder.prefix() + child.getKey();
                Optional<BasicFileAttributes> found = attributes(place);
                boolean link = found.filter(BasicFileAttributes::isSymbolicLink).isPresent();
                if (notForContainers.has(place, link)) {
                    left.add(path);
                } else if (found.filter(BasicFileAttributes::isDirectory).isPresent()) {
                    // Hidden folders are for tools on this machine.
                    if (path.charAt(folder.prefix().length()) != '.') {
                        folders.add(new Folder(place, path + "/"));
                    }
                } else if (found.filter(BasicFileAttributes::isRegularFile).isPresent()
                        || link && mayRead.test(place) && Files.isRegularFile(place)) {
                    files.add(path);
                }
            }
        }
        return new Listing(files, left, true);
    }

    private static Optional<BasicFileAttributes> attributes(Path place) {
        try {
            return Optional.of(Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | SecurityException unreadable) {
            return Optional.empty();
        }
    }

    /** Returns what is in a folder by names; nothing where it is unreadable, or holds too many to be code. */
    private static TreeMap<String, Path> children(Path folder) {
        TreeMap<String, Path> children = new TreeMap<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path child : stream) {
                if (children.size() == MAX_IN_FOLDER) {
                    return new TreeMap<>();
                }
                children.put(child.getFileName().toString(), child);
            }
        } catch (IOException | DirectoryIteratorException | SecurityException unreadable) {
            return new TreeMap<>();
        }
        return children;
    }
}
