package dev.sild.pipeline;

import dev.sild.images.Dockerfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the stages of a Dockerfile that test the code: nothing of them is in the image. */
public final class TestStages {
    private static final Pattern NAME =
            Pattern.compile("(?:.*[-_.])?(?:(?:unit)?tests?|testing|tester|lint(?:er)?|checks?|verify)(?:[-_.].*)?");

    private TestStages() {}

    /**
     * Returns their names, in order.
     *
     * @param target the stage that the image is, by name or number; empty for the last one
     * @param args values for {@code ARG}s
     */
    public static List<String> of(Dockerfile file, Optional<String> target, Map<String, String> args) {
        List<String> image =
                file.madeOf(target, args).stream().map(Dockerfile.Stage::name).collect(Collectors.toList());
        return file.stages().stream()
                .filter(name -> NAME.matcher(name).matches() && !image.contains(name))
                .distinct()
                .toList();
    }
}
