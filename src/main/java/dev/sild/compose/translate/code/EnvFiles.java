package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.images.ImageFacts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Env files of source trees: builds leave them out, and programs read them through the mount. */
public final class EnvFiles {
    /** What people copy, and what only tests read. */
    private static final Pattern NOT_READ =
            Pattern.compile(".*[.-](?:example|sample|template|tpl|dist|defaults|test|ci|bak|old|enc|md|txt)(?:\\..*)?");

    private static final Pattern NAME = Pattern.compile("(?:export\\s++)?(\\w{1,100}+)\\s*+=");

    private static final int LONGEST_LINE = 1_000;

    private EnvFiles() {}

    static boolean isOne(String path) {
        String name = CodeNames.name(path);
        return name.equals(".env") || name.startsWith(".env.") || name.endsWith(".env");
    }

    /** Whether a program looks for it by itself: {@code .env.local}, {@code .env.production}. */
    public static boolean isRead(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return path.indexOf('/') < 0
                && (name.equals(".env") || name.startsWith(".env."))
                && !NOT_READ.matcher(name).matches();
    }

    /** Returns what a file of the project has, under a path in its tree. */
    static Optional<BindFile> read(Path file, String path, BindFiles reader, long maxBytes) {
        return reader.kind(file) != BindFiles.Kind.FILE
                ? Optional.empty()
                : reader.read(file, maxBytes)
                        .map(BindFiles.Contents::files)
                        .filter(read -> read.size() == 1)
                        .map(read -> new BindFile(
                                path, read.get(0).mode() & ~0111, read.get(0).content()));
    }

    /** Returns the variables of a file, as far as its lines are plain. */
    public static Map<String, String> variables(BindFile env) {
        Map<String, String> variables = new HashMap<>();
        new String(env.content(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.length() <= LONGEST_LINE)
                .map(String::strip)
                .forEach(line -> {
                    Matcher name = NAME.matcher(line);
                    if (name.lookingAt()) {
                        variables.put(
                                name.group(1),
                                withoutQuotes(line.substring(name.end()).strip()));
                    }
                });
        return variables;
    }

    private static String withoutQuotes(String value) {
        int start = !value.isEmpty() && isQuote(value.charAt(0)) ? 1 : 0;
        int end = value.length();
        return value.substring(start, end > start && isQuote(value.charAt(end - 1)) ? end - 1 : end);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    /** Returns those of a tree that its image does not have at {@code target}. */
    public static List<BindFile> lacked(SourceTree tree, ImageFacts image, BuildContext context, String target) {
        return tree.envs().stream()
                .filter(env -> {
                    Path file = tree.path().resolve(env.path());
                    return !context.includes(file)
                            || !image.copies().bring(context.relative(file), target + "/" + env.path());
                })
                .toList();
    }
}
