package dev.sild.compose.translate;

import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.images.BuildSteps;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Which files of a build context become part of the program that an image runs, or of its settings. */
final class ImageSources {
    /** What is not part of a program that runs: texts for people, tests and examples. */
    private static final Pattern NOT_RUN = Pattern.compile(
            "(?i)(?:^|.*/)(?:docs?|tests?|__tests__|spec|specs|examples?|mocks?|fixtures)/.*"
                    + "|.*\\.(?:txt|rst|adoc|html?|lock|sample|example|dist|test\\.\\w+|spec\\.\\w+)"
                    + "|(?:.*/)?(?:test_[^/]*\\.py|conftest\\.py|[^/]*(?:_test|Tests?)\\.(?:go|py|java|kt|cs))"
                    + "|(?:.*/)?(?:(?:Docker|Container)file[^/]*|\\.dockerignore|Jenkinsfile|\\.gitlab-ci\\.yml|[^/]*\\.sh)");

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

    /** An option of a command, which may be on a line of its own, is no comment of SQL. */
    private static final Pattern COMMENT = Pattern.compile("^\\s*(?:#|//|/?\\*|--(?!\\w)|;|<!--).*");

    private ImageSources() {}

    /** Whether the image has a file, or one of the stages that it copies from may build it into what the image has. */
    static boolean isRun(Path file, BuildContext context, ServiceImage image) {
        return isTaken(file, context, image) && !isNotRun(context.relative(file));
    }

    /** Whether the image has a file, or what is built from it, for people and tests or not. */
    static boolean isTaken(Path file, BuildContext context, ServiceImage image) {
        String path = context.relative(file);
        return context.includes(file)
                && image.steps().orElse(BuildSteps.UNKNOWN).takes(path)
                && (!NOT_BUILT.matcher(path).matches()
                        || image.facts().map(facts -> facts.copies().has(path)).orElse(true));
    }

    /** Whether a file is for people, or for tests, by its path. */
    static boolean isNotRun(String path) {
        return NOT_RUN.matcher(path).matches();
    }

    /** Whether a file has the settings of one environment among several. */
    static boolean isOfDevelopment(Path file) {
        return OF_DEVELOPMENT.matcher(file.getFileName().toString()).matches();
    }

    /** Whether a line of a file is a comment. */
    static boolean isComment(String line) {
        return COMMENT.matcher(line).matches();
    }
}
