package dev.sild.images;

import dev.sild.model.Origin;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the build of an image reads of its context and runs, in all stages that it needs.
 *
 * @param base the image that its last stage starts from
 * @param sources what {@code COPY} and {@code ADD} take from the context, where no variable decides it
 * @param scripts what {@code RUN} runs, here-documents included
 */
public record BuildSteps(String base, List<Source> sources, List<String> scripts) {
    /** A build that nothing is known of. */
    public static final BuildSteps UNKNOWN = new BuildSteps("", List.of(), List.of());

    /**
     * A file or folder of the context.
     *
     * @param path relative to the context, normal, perhaps with wildcards; empty for the context itself
     * @param above whether it is written as one above the context, where a build finds nothing: {@code ../shared}
     * @param origin where the Dockerfile names it
     */
    public record Source(String path, boolean above, Origin origin) {
        /** Returns the path as far as the folder that contains all it may stand for; itself without wildcards. */
        public String certain() {
            int wildcard = 0;
            while (wildcard < path.length() && "*?[\\".indexOf(path.charAt(wildcard)) < 0) {
                wildcard++;
            }
            return wildcard == path.length() ? path : path.substring(0, Math.max(path.lastIndexOf('/', wildcard), 0));
        }
    }

    public BuildSteps {
        sources = List.copyOf(sources);
        scripts = List.copyOf(scripts);
    }

    /** Whether some script of the build has such a text. */
    public boolean runs(Pattern text) {
        return scripts.stream().anyMatch(script -> text.matcher(script).find());
    }
}
