package dev.sild.compose.translate.image;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.images.ImageReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The images that commands in scripts, makefiles and guides of the project's folder build, and do not push. */
final class ScriptedBuilds {
    private static final Pattern FILE = Pattern.compile(
            "(?i)(?:[^/]{1,60}/){0,2}(?:[^/]{1,100}\\.(?:sh|bash|mk)|(?:GNU)?Makefile|justfile|Taskfile\\.ya?ml"
                    + "|package\\.json|[^/]{0,100}README[^/]{0,40}|(?:INSTALL|BUILD\\w{0,10}|DEVELOPMENT|CONTRIBUTING)\\.md)");

    private static final Pattern COMMAND =
            Pattern.compile("\\b(?:docker|podman)[ \\t]{1,9}(?:(?:buildx|image)[ \\t]{1,9})?build[ \\t]");

    /** Where a command ends at the latest. */
    private static final Pattern END = Pattern.compile("[;|\\n]|(?<![ \\t])`|&&|[ \\t]#|\\\\n");

    /** What a shell takes as it is, and a report may show. */
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@=,+-]{1,200}");

    /** Before a value that may be secret. */
    private static final Pattern GIVES_VALUE = Pattern.compile("--(?:build-arg|secret|build-context|label)(?:=.*)?");

    private static final List<String> TAGS = List.of("-t", "--tag");

    private static final int MOST_FILES = 40;
    private static final int MOST_COMMANDS = 20;
    private static final int MOST_WORDS = 60;
    private static final int LONGEST_LINE = 4_000;
    private static final long MAX_BYTES = 256 << 10;

    private final FileBundles files;
    /** What builds each image, by its name without a tag; empty before the files are read. */
    private Optional<Map<String, String>> builds = Optional.empty();

    ScriptedBuilds(FileBundles files) {
        this.files = files;
    }

    /** Returns how the project builds an image, as in "build it as in build.sh, line 3"; empty if it does not. */
    Optional<String> of(ImageReference image) {
        if (builds.isEmpty()) {
            builds = Optional.of(read());
        }
        return Optional.ofNullable(builds.get().get(image.familiarName()));
    }

    private Map<String, String> read() {
        Map<String, String> found = new HashMap<>();
        files.reader().paths(files.folder()).files().stream()
                .filter(file -> FILE.matcher(file).matches() && !file.contains("node_modules/"))
                .limit(MOST_FILES)
                .map(files.folder()::resolve)
                .forEach(file -> files.reader()
                        .peek(file, MAX_BYTES)
                        .map(content -> new String(content, StandardCharsets.UTF_8))
                        .filter(text -> !PublishedImages.isPushedIn(text))
                        .ifPresent(text -> read(file, text, found)));
        return found;
    }

    private void read(Path file, String text, Map<String, String> found) {
        int number = 0;
        int commands = 0;
        StringBuilder command = new StringBuilder();
        int first = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            first = command.isEmpty() ? number : first;
            boolean continued = line.endsWith("\\") && command.length() < LONGEST_LINE;
            command.append(continued ? line.substring(0, line.length() - 1) : line)
                    .append(' ');
            if (!continued) {
                Matcher start = COMMAND.matcher(command);
                if (command.length() <= LONGEST_LINE && start.find() && ++commands <= MOST_COMMANDS) {
                    add(command.substring(start.start()), files.shown(file) + ", line " + first, found);
                }
                command.setLength(0);
            }
        }
    }

    private static void add(String text, String place, Map<String, String> found) {
        Matcher end = END.matcher(text);
        List<String> words = words(end.find() ? text.substring(0, end.start()) : text);
        boolean plain = words.stream()
                .allMatch(word -> PLAIN.matcher(word).matches()
                        && !GIVES_VALUE.matcher(word).matches());
        String how = (plain ? "build it with '" + String.join(" ", words) + "' (" : "build it as in ")
                + place
                + (plain ? ")" : "");
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            String tag = TAGS.contains(word) && i + 1 < words.size()
                    ? words.get(i + 1)
                    : equals > 0 && TAGS.contains(word.substring(0, equals)) ? word.substring(equals + 1) : "";
            // A variable may be in its tag.
            int colon = tag.lastIndexOf(':');
            String name = colon > tag.lastIndexOf('/') ? tag.substring(0, colon) : tag;
            if (!name.isEmpty() && ImageReference.isReference(name)) {
                found.putIfAbsent(ImageReference.parse(name).familiarName(), how);
            }
        }
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        for (String word : command.strip().split("[ \\t]+", MOST_WORDS)) {
            String bare = word.replaceAll("^[\"']|[\"'}\\],]{1,9}$", "");
            if (!bare.isEmpty()) {
                words.add(bare);
            }
        }
        return words;
    }
}
