package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders of data that a program makes in its source tree, as far as the files tell that keep them out of version
 * control and of images: nobody names a folder there that no program writes to.
 */
public final class IgnoredFolders {
    private static final long MAX_BYTES = 64 << 10;

    /**
     * A line with a folder, perhaps all that is in it: {@code /media/}, {@code backend/uploads/*}; not a passing one.
     */
    private static final Pattern LINE = Pattern.compile(
            "(?:\\*\\*/|\\./|/)?((?!te?mp/|cache/|node_modules/)(?:[\\w-]{1,64}/){0,4}[\\w-]{1,64})(?:/\\*{0,2})?");

    private static final int MOST = 50;

    private IgnoredFolders() {}

    /** Returns them, relative to the tree, with {@code /} between folders. */
    public static Set<String> of(Path tree, BindFiles reader, Set<String> names) {
        Set<String> folders = new TreeSet<>();
        List<String> lines = Stream.concat(
                        new IgnoredPaths(reader).below(tree).stream(),
                        reader.peek(tree.resolve(".dockerignore"), MAX_BYTES).stream()
                                .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines()))
                .toList();
        for (String line : lines) {
            Matcher folder = LINE.matcher(line.strip());
            if (folder.matches()
                    && names.contains(folder.group(1).substring(folder.group(1).lastIndexOf('/') + 1))
                    && folders.size() < MOST) {
                folders.add(folder.group(1));
            }
        }
        return folders;
    }
}
