package dev.sild.compose.translate.code;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services that run the tests of a program, and the folders of a source tree in which these are. */
public final class TestRuns {
    private static final Set<String> FOLDERS = Set.of("test", "tests", "__tests__", "spec", "specs", "e2e");

    private static final Pattern RUNNER = Pattern.compile(
            "(?<![\\w./-])(?:\\S{0,100}/)?(?:pytest|py\\.test|nose2|tox|jest|vitest|mocha|ava|phpunit|pest|rspec|minitest"
                    + "|(?:npm|yarn|pnpm|bun)\\s{1,9}(?:run\\s{1,9})?test(?::[\\w:-]{1,40})?"
                    + "|python3?\\s{1,9}-m\\s{1,9}(?:unittest|pytest)"
                    + "|manage\\.py\\s{1,9}test|artisan\\s{1,9}test|(?:rails|rake|go|cargo|mix|dotnet)\\s{1,9}test"
                    + "|(?:mvnw?|gradlew?)\\s{1,9}(?:\\S{1,60}\\s{1,9}){0,4}(?:test|verify|check))(?![\\w./-])");

    /** A runner that is only installed. */
    private static final Pattern INSTALLED = Pattern.compile(
            "\\b(?:pip3?|npm|yarn|pnpm|apt|apt-get|apk|uv|poetry|gem|composer)\\s{1,9}(?:-\\S{1,40}\\s{1,9})?(?:install|add|i|require)\\b[^;&|]*+");

    private TestRuns() {}

    /** Whether the process of a service runs tests, as far as its words tell. */
    public static boolean isOne(Attribute service, Optional<ImageFacts> image) {
        Attribute entrypoint = service.get("entrypoint");
        Attribute command = service.get("command");
        Stream<String> first =
                entrypoint.present() ? words(entrypoint) : image.stream().flatMap(facts -> facts.entrypoint().stream());
        Stream<String> then = command.present() || entrypoint.present()
                ? words(command)
                : image.stream().flatMap(facts -> facts.command().stream());
        String process = Stream.concat(first, then).collect(Collectors.joining(" "));
        return RUNNER.matcher(INSTALLED.matcher(process).replaceAll(" ")).find();
    }

    /**
     * Returns the folders at the top of a tree that hold tests of which {@code .dockerignore} leaves none in the
     * context, in order.
     */
    public static Set<String> excluded(SourceTree tree, BuildContext context) {
        Set<String> folders = new TreeSet<>();
        Set<String> included = new HashSet<>();
        for (String file : tree.paths()) {
            int slash = file.indexOf('/');
            String folder = file.substring(0, Math.max(slash, 0));
            if (FOLDERS.contains(folder) && CodeNames.isCode(file)) {
                (context.includes(tree.path().resolve(file)) ? included : folders).add(folder);
            }
        }
        folders.removeAll(included);
        return folders;
    }

    private static Stream<String> words(Attribute command) {
        return Stream.concat(Stream.of(command.peek()), command.items().stream().map(Attribute::peek));
    }
}
