package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Shell;
import dev.sild.model.Container;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs in a container before its server: the script of its command, and mounted scripts, as in
 * {@code /docker-entrypoint.d}. A file that a server needs and they name is one that they make.
 */
record StartScripts(List<String> texts) {
    /** Longer files hold data. */
    private static final int LONGEST = 128 << 10;

    /** Returns the scripts of a container. */
    static StartScripts of(Container container, FileBundles bundles) {
        List<String> texts = new ArrayList<>();
        List<Text> words = Stream.concat(container.command().stream(), container.args().stream())
                .toList();
        // The words of a program are its arguments: it reads the files that they name.
        words.stream()
                .map(Shell::script)
                .filter(word -> word.indexOf(' ') > 0 || word.indexOf('\n') > 0)
                .forEach(texts::add);
        for (Mount mount : container.mounts()) {
            if (mount.source() instanceof Mount.OfFiles of) {
                bundles.find(of.name()).map(Files::entries).orElse(List.of()).stream()
                        .filter(entry ->
                                mount.subPath().isEmpty() || mount.subPath().equals(entry.path()))
                        .flatMap(entry -> script(entry).stream())
                        .forEach(texts::add);
            }
        }
        return new StartScripts(texts);
    }

    private static Optional<String> script(Files.Entry entry) {
        byte[] content = entry.content();
        boolean interpreted = content.length > 2 && content[0] == '#' && content[1] == '!';
        return content.length <= LONGEST && (interpreted || entry.path().endsWith(".sh"))
                ? Optional.of(new String(content, StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }

    /** Whether one of them names a path. */
    boolean name(String path) {
        return texts.stream().anyMatch(text -> isIn(text, path));
    }

    private static boolean isIn(String text, String path) {
        for (int at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
            int end = at + path.length();
            boolean longer = end < text.length()
                    && (Character.isLetterOrDigit(text.charAt(end)) || "._-/".indexOf(text.charAt(end)) >= 0);
            if (!longer) {
                return true;
            }
        }
        return false;
    }
}
