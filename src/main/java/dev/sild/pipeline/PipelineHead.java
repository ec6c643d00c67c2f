package dev.sild.pipeline;

import dev.sild.pipeline.Pipeline.Builder;
import dev.sild.pipeline.Step.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the file of a pipeline says about itself: how it is written again, and what its user has to set up. */
final class PipelineHead {
    private PipelineHead() {}

    /** Returns the lines, without the characters of a comment. */
    static List<String> of(CiSystem system, Pipeline pipeline, String command) {
        List<String> lines = new ArrayList<>();
        lines.add("Written by sild pipeline. To update it:");
        lines.add("  " + command);
        List<String> secret = names(system, pipeline, true);
        List<String> plain = names(system, pipeline, false);
        if (system == CiSystem.TEKTON) {
            // There both are keys of the same Secret.
            plain.addAll(secret);
            secret = List.of();
        }
        if (!secret.isEmpty()) {
            lines.add(place(system, pipeline, true) + ": " + String.join(", ", secret));
        }
        if (!plain.isEmpty()) {
            lines.add(place(system, pipeline, false) + ": " + String.join(", ", plain));
        }
        if (system == CiSystem.JENKINS) {
            lines.add("Programs of the agent: git"
                    + (pipeline.builder() == Builder.DOCKER ? ", docker with buildx" : ", podman")
                    + (pipeline.checks().scan() || pipeline.checks().sbom() ? ", trivy" : "")
                    + (pipeline.checks().sign() ? ", cosign" : "")
                    + (pipeline.delivery() instanceof Pipeline.Apply ? ", kubectl" : ""));
        }
        return lines;
    }

    private static String place(CiSystem system, Pipeline pipeline, boolean secret) {
        return switch (system) {
            case GITHUB -> secret ? "Secrets of the repository" : "Variables of the repository";
            case GITLAB -> secret ? "CI/CD variables, masked and protected" : "CI/CD variables";
            case TEKTON -> "Keys of the Secret " + pipeline.project() + "-pipeline";
            case JENKINS ->
                secret
                        ? "Credentials, by their ids (registry: username and password; others: secret text)"
                        : "Variables of the folder or the server";
        };
    }

    private static List<String> names(CiSystem system, Pipeline pipeline, boolean secret) {
        ImageSteps images = new ImageSteps(pipeline, true);
        boolean keyless = system == CiSystem.GITHUB || system == CiSystem.GITLAB;
        Stream<Need> ofImages = pipeline.images().stream()
                .flatMap(image -> Stream.of(images.login(), images.build(image), images.sign(image, keyless))
                        .filter(step -> step.program() != Step.Program.COSIGN
                                || pipeline.checks().sign()))
                .flatMap(step -> step.needs().stream());
        return Stream.concat(ofImages, new DeliverySteps(pipeline).needs().stream())
                .distinct()
                .filter(need -> !Step.REGISTRY.contains(need) || !isGiven(system, pipeline))
                .map(need ->
                        system == CiSystem.JENKINS && Step.REGISTRY.contains(need) ? new Need("registry", true) : need)
                .distinct()
                .filter(need -> need.secret() == secret)
                .map(Need::name)
                .collect(Collectors.toList());
    }

    /** Whether the server itself knows the credentials of the registry. */
    private static boolean isGiven(CiSystem system, Pipeline pipeline) {
        return system == CiSystem.GITHUB && pipeline.registry().equals("ghcr.io")
                || system == CiSystem.GITLAB && pipeline.registry().equals("registry.gitlab.com");
    }
}
