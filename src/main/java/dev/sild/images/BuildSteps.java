package dev.sild.images;

import dev.sild.model.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the build of an image reads of its context and runs, in all stages that it needs.
 *
 * @param base the image that its last stage starts from
 * @param sources what {@code COPY} and {@code ADD} take from the context, where no variable without a value decides it
 * @param takesMore whether it may take more of the context than {@code sources}: such a variable decides, or a
 *     {@code RUN} mounts it
 * @param others what it takes files from that is not one of its stages: images and additional contexts
 * @param scripts what {@code RUN} runs, here-documents included
 * @param stageFiles what {@code COPY} takes from other stages and images, as paths there
 */
public record BuildSteps(
        String base,
        List<Source> sources,
        boolean takesMore,
        List<Other> others,
        List<String> scripts,
        List<String> stageFiles) {
    /** A build that nothing is known of. */
    public static final BuildSteps UNKNOWN = new BuildSteps("", List.of(), true, List.of(), List.of(), List.of());

    /**
     * A file or folder of the context.
     *
     * @param path relative to the context, normal, perhaps with wildcards; empty for the context itself
     * @param above whether it is written as one above the context, where a build finds nothing: {@code ../shared}
     * @param origin where the Dockerfile names it
     */
    public record Source(String path, boolean above, Origin origin) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Source that
                    && above == that.above
                    && path.equals(that.path)
                    && origin.equals(that.origin);
        }

        @Override
        public int hashCode() {
            return 31 * path.hashCode() + origin.hashCode();
        }

        /** Returns the path as far as the folder that contains all it may stand for; itself without wildcards. */
        public String certain() {
            int wildcard = 0;
            while (wildcard < path.length() && "*?[\\".indexOf(path.charAt(wildcard)) < 0) {
                wildcard++;
            }
            return wildcard == path.length() ? path : path.substring(0, Math.max(path.lastIndexOf('/', wildcard), 0));
        }

        /** Whether a file of the context is the source, one that its wildcards match, or in a folder that is. */
        private boolean contains(String file) {
            if (certain().equals(path)) {
                return ContainerPaths.contains("/" + path, "/" + file);
            }
            PathPattern pattern = new PathPattern(path);
            List<String> segments = Arrays.asList(file.split("/"));
            for (int length = 1; length <= segments.size(); length++) {
                if (pattern.matches(segments.subList(0, length))) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * An image or an additional context, or the name of neither.
     *
     * @param name what {@code --from} names, without variables
     * @param origin where the Dockerfile names it
     */
    public record Other(String name, Origin origin) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Other that && name.equals(that.name) && origin.equals(that.origin);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + origin.hashCode();
        }
    }

    public BuildSteps {
        sources = List.copyOf(sources);
        others = List.copyOf(others);
        scripts = List.copyOf(scripts);
        stageFiles = List.copyOf(stageFiles);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BuildSteps that
                && takesMore == that.takesMore
                && base.equals(that.base)
                && sources.equals(that.sources)
                && others.equals(that.others)
                && scripts.equals(that.scripts)
                && stageFiles.equals(that.stageFiles);
    }

    @Override
    public int hashCode() {
        return 31 * base.hashCode() + sources.hashCode();
    }

    /** Whether the build may take a file of its context; the path is relative and normal. */
    public boolean takes(String file) {
        return takesMore || sources.stream().anyMatch(source -> source.contains(file));
    }

    /** Whether some script of the build has such a text. */
    public boolean runs(Pattern text) {
        return scripts.stream().anyMatch(script -> text.matcher(script).find());
    }
}
