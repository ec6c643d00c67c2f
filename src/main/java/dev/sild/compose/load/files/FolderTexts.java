package dev.sild.compose.load.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The texts below a folder that is searched, such as a build context: never part of the result, and within limits. */
final class FolderTexts {
    private static final int MAX_ENTRIES = 5_000;
    private static final long MAX_BYTES = 16 << 20;
    private static final long MAX_FILE_BYTES = 1 << 20;
    private static final int HEAD = 1_024;
    /** What tools download or write: it contains no name of this project, and may be large. */
    private static final Set<String> PASSED_OVER = Set.of(
            ".git",
            ".github",
            ".hg",
            ".svn",
            "node_modules",
            "bower_components",
            ".yarn",
            ".venv",
            "venv",
            "__pycache__",
            ".gradle",
            ".idea",
            ".tox",
            ".terraform",
            ".nuxt",
            ".next");

    /** Packages that others wrote, among which projects may keep some of their own. */
    private static final String PACKAGES = "vendor";

    /** What describes the project, or is read by people and by tools outside of the image. */
    private static final Pattern NOT_OF_THE_IMAGE = Pattern.compile(
            "(?i).*compose.*\\.ya?ml|.*\\.md|Makefile|package-lock\\.json|yarn\\.lock|pnpm-lock\\.yaml|\\.env.*");

    /** What programs read and write, and what people do: it is searched last, as far as there is room. */
    private static final Set<String> DATA = Set.of(
            "data",
            "dataset",
            "datasets",
            "docs",
            "documents",
            "uploads",
            "media",
            "images",
            "models",
            "checkpoints",
            "storage",
            "logs",
            "backups",
            "fixtures",
            "testdata");

    /** What has no words, or only those of data. */
    private static final Pattern NO_TEXT = Pattern.compile(
            "(?i).*\\.(?:png|jpe?g|gif|webp|ico|svg|bmp|tiff?|pdf|docx?|xlsx?|pptx?|mp[34]|wav|ogg|mov|avi|mkv|webm|woff2?|ttf|otf"
                    + "|eot|zip|gz|tgz|bz2|xz|7z|rar|jar|war|whl|so|dll|exe|bin|pt|pth|onnx|safetensors|gguf|npy|npz|pkl|parquet|csv"
                    + "|tsv|jsonl|db|sqlite3?|log|map|pyc|class)");

    private FolderTexts() {}

    /**
     * Hands each text to {@code to}, with its path, a byte a character; returns false if there is more than is read
     * outside of folders of data and packages.
     */
    static boolean read(Path folder, BiConsumer<Path, String> to) {
        return read(folder, false, to);
    }

    /** Does the same with folders of packages that may have code of the project, after all other code. */
    static boolean readAll(Path folder, BiConsumer<Path, String> to) {
        return read(folder, true, to);
    }

    private static boolean read(Path folder, boolean withPackages, BiConsumer<Path, String> to) {
        Deque<Path> folders = new ArrayDeque<>(List.of(folder));
        Deque<Path> packages = new ArrayDeque<>();
        Deque<Path> data = new ArrayDeque<>();
        long bytesLeft = MAX_BYTES;
        int entriesLeft = MAX_ENTRIES;
        try {
            while (!folders.isEmpty() || !packages.isEmpty() || !data.isEmpty()) {
                // What is below a folder of data has no part in the answer.
                boolean last = folders.isEmpty() && packages.isEmpty();
                Deque<Path> from = last ? data : folders.isEmpty() ? packages : folders;
                List<Path> children = new ArrayList<>();
                try (DirectoryStream<Path> stream = Files.newDirectoryStream(from.pop())) {
                    for (Path child : stream) {
                        if (--entriesLeft < 0) {
                            return last;
                        }
                        children.add(child);
                    }
                }
                Collections.sort(children);
                for (Path child : children) {
                    if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                        String name = child.getFileName().toString();
                        if (name.equals(PACKAGES)) {
                            if (withPackages) {
                                packages.add(child);
                            }
                        } else if (!PASSED_OVER.contains(name)) {
                            (DATA.contains(name) ? data : from).add(child);
                        }
                    } else if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)
                            && !isPassedOver(child.getFileName().toString())
                            && Files.size(child) <= MAX_FILE_BYTES) {
                        bytesLeft -= Files.size(child);
                        if (bytesLeft < 0) {
                            return last;
                        }
                        hand(child, Files.readAllBytes(child), to);
                    }
                }
            }
            return true;
        } catch (IOException | SecurityException unreadable) {
            return false;
        }
    }

    private static boolean isPassedOver(String name) {
        return NOT_OF_THE_IMAGE.matcher(name).matches() || NO_TEXT.matcher(name).matches();
    }

    private static void hand(Path file, byte[] content, BiConsumer<Path, String> to) {
        for (int i = 0; i < Math.min(HEAD, content.length); i++) {
            if (content[i] == 0) {
                return;
            }
        }
        to.accept(file, new String(content, StandardCharsets.ISO_8859_1));
    }
}
