package dev.sild.compose.translate.image;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The key with which Laravel encrypts: with compose, {@code artisan key:generate} writes it into the mounted
 * {@code .env} once, for all services; without one, each request fails.
 */
public final class LaravelKey {
    private static final String NAME = "APP_KEY";
    private static final String ENV = ".env";
    private static final long MAX_BYTES = 64 << 10;

    private static final Pattern COMPOSE_FILE = Pattern.compile("(?i).*\\.ya?ml|-");
    private static final Pattern LINE = Pattern.compile("(?m)^[ \\t]*" + NAME + "[ \\t]*=[ \\t]*([^\\r\\n]*)$");
    private static final Pattern EMPTY = Pattern.compile("(?:\"\"|'')?[ \\t]*(?:#.*)?");
    private static final Pattern RUNS_PHP = Pattern.compile("(?:^|[^a-z])(?:artisan|php|frankenphp|composer)");
    private static final Pattern MAKES_ONE = Pattern.compile("\\bkey:generate\\b");

    private LaravelKey() {}

    /**
     * Reports an empty key of a program that a service runs.
     *
     * @param process the words of its process
     */
    public static void report(Attribute service, ServiceImage image, List<String> process, FileBundles files) {
        if (!RUNS_PHP.matcher(image.program() + ' ' + String.join(" ", process)).find()) {
            return;
        }
        BindFiles reader = files.reader();
        Optional<Path> tree = Stream.concat(
                        service.get("volumes").items().stream()
                                .filter(volume -> volume.get("type").peek().equals("bind"))
                                .map(volume -> files.place(volume.get("source").peek())),
                        BuildContext.of(service, reader).map(BuildContext::folder).stream())
                .filter(folder -> reader.kind(folder.resolve("artisan")) == BindFiles.Kind.FILE)
                .findFirst();
        tree.flatMap(folder -> emptyIn(service, folder, files))
                .filter(place -> !makesOne(service, image.facts(), process, files))
                .ifPresent(place -> service.note(
                        Code.KEY_EMPTY,
                        NAME + " is empty in " + place + ", and Laravel answers requests with an error",
                        "set APP_KEY to 'base64:' and the output of 'openssl rand -base64 32', and convert again"));
    }

    /** Returns where the key is empty: a variable of the container comes before the file of the program. */
    private static Optional<String> emptyIn(Attribute service, Path tree, FileBundles files) {
        Attribute variable = service.get("environment").get(NAME);
        if (variable.present()) {
            return variable.peek().isBlank() ? Optional.of(place(variable)) : Optional.empty();
        }
        Path env = tree.resolve(ENV);
        return files.reader()
                .peek(env, MAX_BYTES)
                .map(bytes -> LINE.matcher(new String(bytes, StandardCharsets.UTF_8)))
                .filter(Matcher::find)
                .filter(line -> EMPTY.matcher(line.group(1)).matches())
                .map(line -> files.shown(env));
    }

    /** Returns the file in which a variable of the container has its value. */
    static String place(Attribute variable) {
        String file = variable.origin().file();
        boolean interpolated = COMPOSE_FILE.matcher(file).matches() && !(variable.text() instanceof Text.Literal);
        return interpolated ? ENV : file;
    }

    private static boolean makesOne(
            Attribute service, Optional<ImageFacts> image, List<String> process, FileBundles files) {
        return ProcessFiles.scripts(process, service, image, files).stream()
                .anyMatch(text -> MAKES_ONE.matcher(text).find());
    }
}
