package dev.sild.check.project;

import dev.sild.images.Dockerfile;
import dev.sild.images.ImageFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Dockerfile that a project builds an image from.
 *
 * @param target the stage that is built, by name or number; empty for the last one
 * @param args values for {@code ARG}s
 * @param facts what is known about the image; empty where the file cannot be understood
 */
public record BuiltFile(
        Dockerfile file, Optional<String> target, Map<String, String> args, Optional<ImageFacts> facts) {

    public BuiltFile {
        args = Map.copyOf(args);
    }

    /** Returns the stages that the image is made of, the one with a base image first. */
    public List<Dockerfile.Stage> stages() {
        return file.madeOf(target, args);
    }
}
