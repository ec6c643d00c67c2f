package dev.sild.compose.translate.image;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.images.BuildSteps;
import dev.sild.images.PathPattern;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a pattern that a Dockerfile copies may match a file of the build context. */
final class SourcePattern {
    /**
     * A complete file name and an asterisk, or one of whose characters is a class of its own, as in {@code a[.]txt}:
     * how a Dockerfile copies a file that may be missing.
     */
    private static final Pattern OPTIONAL =
            Pattern.compile("(?:.*/)?[^/*?\\[]*+(?:(?<=\\.[^/*?\\[]{0,80})\\*|\\[[^]/^!]][^/*?\\[]*\\*?)");

    /** The maximum number of paths that are compared with one pattern. */
    private static final int MOST = 20_000;

    private final BuildContext context;
    private final BindFiles reader;
    private int left = MOST;

    private SourcePattern(BuildContext context, BindFiles reader) {
        this.context = context;
        this.reader = reader;
    }

    /** Whether a source has wildcards and no file of the context can be one of its, and is meant to be. */
    static boolean matchesNothing(BuildSteps.Source source, BuildContext context, BindFiles reader) {
        return isPattern(source)
                && !source.path().contains("**")
                && !OPTIONAL.matcher(source.path()).matches()
                && !new SourcePattern(context, reader)
                        .mayMatch(context.folder(), List.of(source.path().split("/")));
    }

    static boolean isPattern(BuildSteps.Source source) {
        return !source.certain().equals(source.path());
    }

    private boolean mayMatch(Path place, List<String> segments) {
        if (segments.isEmpty()) {
            return reader.kind(place) == BindFiles.Kind.FOLDER || context.includes(place);
        }
        Optional<List<String>> names = reader.names(place);
        if (names.isEmpty()) {
            // A path below a file does not exist; a folder that was not read may have it.
            return reader.kind(place) != BindFiles.Kind.FILE;
        }
        PathPattern first = new PathPattern(segments.get(0));
        for (String name : names.get()) {
            if (--left < 0
                    || first.matches(List.of(name))
                            && mayMatch(place.resolve(name), segments.subList(1, segments.size()))) {
                return true;
            }
        }
        return false;
    }
}
