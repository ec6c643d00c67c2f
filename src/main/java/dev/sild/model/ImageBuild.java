package dev.sild.model;

import java.util.List;
import java.util.Optional;

/**
 * How an image is built, as arguments of its builder.
 *
 * @param image the image's name
 * @param tags further names of it
 * @param context the folder or address it is built from; a folder of the project starts with {@code ./}
 * @param dockerfile the text of its Dockerfile if that is inline
 * @param platforms the platforms it is built for; none for the builder's own
 * @param flags further flags for the builder, in order
 * @param variables variables of the environment that must be set, since their values are secret
 * @param origin where it was described
 */
public record ImageBuild(
        String image,
        List<String> tags,
        String context,
        Optional<String> dockerfile,
        List<String> platforms,
        List<Flag> flags,
        List<String> variables,
        Origin origin) {

    /**
     * An option of a builder.
     *
     * @param name its name, such as {@code --build-arg}
     * @param value its value; empty for none
     * @param onlyDocker whether {@code docker buildx build} has it and {@code podman build} has not
     * @param secret what it hands over that is secret, or taken from the environment; empty for nothing such
     */
    public record Flag(String name, Optional<String> value, boolean onlyDocker, Optional<Secret> secret) {
        public Flag(String name, Optional<String> value, boolean onlyDocker) {
            this(name, value, onlyDocker, Optional.empty());
        }
    }

    /**
     * A value that is not passed to a builder in clear text.
     *
     * @param variable the variable of the environment that a script takes it from
     * @param value its value where the project states it; it is never written to a script
     */
    public record Secret(String variable, Optional<String> value) {
        @Override
        public String toString() {
            return variable;
        }
    }

    public ImageBuild {
        tags = List.copyOf(tags);
        platforms = List.copyOf(platforms);
        flags = List.copyOf(flags);
        variables = List.copyOf(variables);
    }
}
