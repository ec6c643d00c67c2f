package dev.sild.play;

import dev.sild.model.ImageBuild;
import dev.sild.play.plan.PlannedPod;
import dev.sild.play.podman.BuildInputs;
import dev.sild.play.podman.Lines;
import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings the images of a scene to this machine, before anything that runs is touched. */
final class PodImages {
    private final Podman podman;
    private final Progress progress;

    PodImages(Podman podman, Progress progress) {
        this.podman = podman;
        this.progress = progress;
    }

    /**
     * Builds what is not there, in order.
     *
     * @param folder the project's folder
     * @param variables the variables of the project, which secret build arguments and build secrets are taken from
     * @param rebuild whether to also build images that already exist
     */
    void build(List<ImageBuild> builds, Path folder, Map<String, String> variables, boolean rebuild)
            throws PodmanException, InterruptedException {
        for (ImageBuild build : builds) {
            if (!rebuild && isHere(build.image())) {
                continue;
            }
            progress.say(build.image(), "building", Progress.Tone.PLAIN);
            try (BuildInputs inputs = BuildInputs.of(build, variables)) {
                tell(
                        podman.in(folder),
                        arguments(build, inputs),
                        build.dockerfile().orElse(""),
                        "the build of '" + build.image() + "'");
            }
        }
    }

    /**
     * Returns the arguments of podman, which match the build script except for what that takes from its environment.
     */
    static List<String> arguments(ImageBuild build, BuildInputs inputs) {
        List<String> arguments = new ArrayList<>(List.of("build"));
        boolean list = build.platforms().size() > 1;
        if (!build.platforms().isEmpty()) {
            arguments.addAll(List.of("--platform", String.join(",", build.platforms())));
        }
        build.flags().stream()
                .filter(flag -> !flag.onlyDocker() && flag.secret().isEmpty())
                .forEach(flag -> {
                    arguments.add(flag.name());
                    flag.value().ifPresent(arguments::add);
                });
        arguments.addAll(inputs.options());
        if (list) {
            arguments.addAll(List.of("--manifest", build.image()));
        } else {
            arguments.addAll(List.of("--tag", build.image()));
            build.tags().forEach(tag -> arguments.addAll(List.of("--tag", tag)));
        }
        if (build.dockerfile().isPresent()) {
            arguments.addAll(List.of("--file", "-"));
        }
        arguments.add("--");
        arguments.add(build.context());
        return arguments;
    }

    /**
     * Pulls images that are missing or have to be pulled each time, so that an unavailable image is detected before
     * anything is played.
     */
    void pull(List<PlannedPod> pods) throws PodmanException, InterruptedException {
        Map<String, String> images = new LinkedHashMap<>();
        pods.forEach(pod -> pod.pulled()
                .forEach((image, policy) ->
                        images.merge(image, policy, (one, other) -> one.equals("Never") ? other : one)));
        for (Map.Entry<String, String> image : images.entrySet()) {
            boolean here = isHere(image.getKey());
            if (!here && image.getValue().equals("Never")) {
                throw new PodmanException(
                        "the image '" + image.getKey() + "' does not exist on this machine, and its"
                                + " 'pull_policy' is never",
                        "build it, load it with 'podman load', or remove 'pull_policy'");
            }
            if (!here || image.getValue().equals("Always")) {
                progress.say(image.getKey(), "pulling", Progress.Tone.PLAIN);
                tell(
                        podman,
                        List.of("pull", "--quiet", "--", image.getKey()),
                        "",
                        "the pull of '" + image.getKey() + "'");
            }
        }
    }

    /** Returns the ids of the images that are here, by their names. */
    Map<String, String> ids(List<PlannedPod> pods) throws PodmanException, InterruptedException {
        Map<String, String> ids = new HashMap<>();
        Set<String> images = new LinkedHashSet<>();
        pods.forEach(pod -> images.addAll(pod.images().values()));
        for (String image : images) {
            Podman.Answer answer = podman.run("image", "inspect", "--format", "{{.Id}}", "--", image);
            if (answer.isGood()) {
                ids.put(image, answer.out().strip());
            }
        }
        return ids;
    }

    private boolean isHere(String image) throws PodmanException, InterruptedException {
        return podman.run("image", "exists", "--", image).isGood();
    }

    private void tell(Podman with, List<String> arguments, String input, String what)
            throws PodmanException, InterruptedException {
        Process process = with.start(arguments, input);
        try {
            new Lines(process.getInputStream()).forEach(progress::line);
            if (process.waitFor() != 0) {
                throw new PodmanException(what + " failed", "check the last lines of its output");
            }
        } finally {
            process.destroy();
        }
    }
}
