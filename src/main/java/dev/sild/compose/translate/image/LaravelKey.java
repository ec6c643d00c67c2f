package dev.sild.compose.translate.image;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.VariablePlace;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key with which Laravel encrypts: with compose, {@code artisan key:generate} writes it into the mounted
 * {@code .env} once, for all services; without one, each request fails.
 */
public final class LaravelKey {
    private static final String NAME = "APP_KEY";
    private static final String ENV = ".env";
    private static final long MAX_BYTES = 64 << 10;

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
        Predicate<Path> isTree = folder -> reader.kind(folder.resolve("artisan")) == BindFiles.Kind.FILE;
        Optional<Path> mounted = service.get("volumes").items().stream()
                .filter(volume -> volume.get("type").peek().equals("bind"))
                .map(volume -> files.place(volume.get("source").peek()))
                .filter(isTree)
                .findFirst();
        Optional<BuildContext> context = BuildContext.of(image.madeBy(service), reader)
                .filter(built -> mounted.isEmpty() && isTree.test(built.folder()));
        if (mounted.isEmpty() && context.isEmpty()) {
            return;
        }
        emptyVariable(service)
                .or(() -> mounted.or(() ->
                                context.filter(built -> takesEnv(built, image)).map(BuildContext::folder))
                        .filter(folder -> !service.get("environment").get(NAME).present())
                        .flatMap(folder -> emptyIn(folder, files)))
                .filter(place -> !makesOne(service, image, process, files))
                .ifPresent(place -> service.note(
                        Code.KEY_EMPTY,
                        NAME + " is empty in " + place + ", and Laravel answers requests with an error",
                        "set APP_KEY to 'base64:' and the output of 'openssl rand -base64 32', and convert again"));
    }

    /**
     * Whether an image has the {@code .env} of its build context as it is. The steps of an image that another service
     * builds are not known here, and that service has the finding.
     */
    private static boolean takesEnv(BuildContext context, ServiceImage image) {
        return context.includes(context.folder().resolve(ENV))
                && image.steps().filter(steps -> !steps.runs(MAKES_ONE)).isPresent();
    }

    /** Returns where a variable of the container is empty, which comes before the file of the program. */
    private static Optional<String> emptyVariable(Attribute service) {
        Attribute variable = service.get("environment").get(NAME);
        return variable.present() && variable.peek().isBlank()
                ? Optional.of(VariablePlace.of(variable))
                : Optional.empty();
    }

    /** Returns the file of the program, where the key is empty in it. */
    private static Optional<String> emptyIn(Path tree, FileBundles files) {
        Path env = tree.resolve(ENV);
        return files.reader()
                .peek(env, MAX_BYTES)
                .map(bytes -> LINE.matcher(new String(bytes, StandardCharsets.UTF_8)))
                .filter(Matcher::find)
                .filter(line -> EMPTY.matcher(line.group(1)).matches())
                .map(line -> files.shown(env));
    }

    private static boolean makesOne(Attribute service, ServiceImage image, List<String> process, FileBundles files) {
        return ProcessFiles.scripts(process, service, image, files).stream()
                .anyMatch(text -> MAKES_ONE.matcher(text).find());
    }
}
