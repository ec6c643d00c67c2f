package dev.sild.compose.translate;

import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.images.BuildSteps;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files of a build context become part of the program that an image runs, or of its settings. */
final class ImageSources {
    private static final List<String> IMPORTS_OF_K6 = List.of("from 'k6", "from \"k6");

    /** Servers that watch or lead to a program, whose settings are often in its folder. */
    private static final Set<String> SERVERS = Set.of(
            "alertmanager",
            "prometheus",
            "promtail",
            "loki",
            "tempo",
            "mimir",
            "grafana",
            "blackbox",
            "otel",
            "otelcol",
            "traefik",
            "haproxy",
            "envoy",
            "filebeat",
            "metricbeat",
            "logstash",
            "fluentd",
            "fluent",
            "telegraf",
            "mosquitto",
            "krakend",
            "kong");

    private static final Pattern SETTINGS = Pattern.compile("(?i).*\\.(?:ya?ml|conf|cfg|ini|toml|json|river|alloy)");

    /** Settings of one environment among several, which a container need not use. */
    private static final Pattern OF_DEVELOPMENT =
            Pattern.compile("(?i).*[-._](?:dev|development|local|test)\\.\\w+|(?:.*/)?\\.env.*");

    /**
     * What compilers and bundlers of a stage do not take in: settings of other programs, and of servers for
     * development. A folder of resources becomes part of what a build makes.
     */
    private static final Pattern NOT_BUILT =
            Pattern.compile("(?i)(?!(?:.*/)?(?:resources|public|static|assets)/).*\\.(?:ya?ml|conf|cfg|ini|toml|tf|hcl)"
                    + "|(?:.*/)?(?:package\\.json|(?:vite|vue|webpack[^/]*|rspack|rsbuild|craco)\\.config\\.\\w+"
                    + "|setupProxy\\.\\w+|proxy\\.conf[^/]*)");

    private static final Pattern WORD_END = Pattern.compile("[-_.]");

    private static final Pattern COMMENT = Pattern.compile("^\\s*(?:#|//|/?\\*|--|;|<!--).*");

    /** In a script of a shell, where an option may be on a line of its own. */
    private static final Pattern COMMENT_OF_SHELL = Pattern.compile("^\\s*#.*");

    private ImageSources() {}

    /** Whether the image has a file, or one of the stages that it copies from may build it into what the image has. */
    static boolean isRun(Path file, BuildContext context, ServiceImage image) {
        String path = context.relative(file);
        return isTaken(file, context, image)
                && !CodeNames.isNotRun(path)
                && !CodeNames.isBeside(inside(path, image))
                && !isOfOtherServer(path, image);
    }

    /** Returns a path in the folder that the Dockerfile names: what that holds is there to be used. */
    private static String inside(String path, ServiceImage image) {
        return image.facts().map(facts -> facts.copies().inside(path)).orElse(path);
    }

    /** Whether a text is a script for load tests, which runs in no server. */
    static boolean isLoadTest(String text) {
        return IMPORTS_OF_K6.stream().anyMatch(text::contains);
    }

    /**
     * Whether a file has the settings of a server that the image does not run: it came with the folder around it. One
     * that a Dockerfile copies by its name is there to be used.
     */
    static boolean isOfOtherServer(String path, ServiceImage image) {
        if (!SETTINGS.matcher(path).matches()) {
            return false;
        }
        List<String> servers = Stream.of(
                        inside(path, image).toLowerCase(Locale.ROOT).split("/"))
                .map(name -> WORD_END.split(name, 2)[0])
                .filter(SERVERS::contains)
                .toList();
        return !servers.isEmpty()
                && servers.stream().noneMatch(server -> mayRun(Pattern.compile("\\b" + Pattern.quote(server)), image));
    }

    /** Whether a program may be in an image: the image's name, its build or its process has the word. */
    static boolean mayRun(Pattern name, ServiceImage image) {
        return name.matcher(image.program()).find()
                || image.steps().map(steps -> steps.runs(name)).orElse(true)
                || image.facts().stream()
                        .flatMap(facts -> Stream.concat(facts.entrypoint().stream(), facts.command().stream()))
                        .anyMatch(word -> name.matcher(word).find());
    }

    /** Whether the image has a file, or what is built from it, for people and tests or not. */
    static boolean isTaken(Path file, BuildContext context, ServiceImage image) {
        String path = context.relative(file);
        return context.includes(file)
                && image.steps().orElse(BuildSteps.UNKNOWN).takes(path)
                && (!NOT_BUILT.matcher(path).matches()
                        || image.facts().map(facts -> facts.copies().has(path)).orElse(true));
    }

    /** Whether a file has the settings of one environment among several. */
    static boolean isOfDevelopment(Path file) {
        return OF_DEVELOPMENT.matcher(file.getFileName().toString()).matches();
    }

    /** Whether a line of a file is a comment. */
    static boolean isComment(String line) {
        return COMMENT.matcher(line).matches();
    }

    /** Whether a line of a file with that path is a comment. */
    static boolean isComment(String line, String path) {
        return (path.endsWith(".sh") ? COMMENT_OF_SHELL : COMMENT).matcher(line).matches();
    }
}
