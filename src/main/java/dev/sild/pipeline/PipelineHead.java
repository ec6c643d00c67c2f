package dev.sild.pipeline;

import dev.sild.pipeline.Pipeline.Apply;
import dev.sild.pipeline.Pipeline.Builder;
import dev.sild.pipeline.Step.Kind;
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
        List<String> lines = new ArrayList<>(List.of("Written by sild pipeline. To update it:", "  " + command));
        for (Kind kind : Kind.values()) {
            String names = needs(system, pipeline)
                    .filter(need -> need.kind() == kind)
                    .map(Need::name)
                    .distinct()
                    .collect(Collectors.joining(", "));
            if (!names.isEmpty()) {
                lines.add(place(system, pipeline, kind) + ": " + names);
            }
        }
        if (system == CiSystem.JENKINS) {
            boolean docker = pipeline.builder() == Builder.DOCKER;
            boolean builds = !pipeline.images().isEmpty();
            boolean looks = pipeline.checks().scan() || pipeline.checks().sbom();
            lines.add("For a multibranch pipeline. Programs of the agent: git, "
                    + (docker ? "docker with buildx" : "podman")
                    + (builds && looks ? ", trivy" : "")
                    + (builds && pipeline.checks().sign() ? ", cosign" : "")
                    + (pipeline.delivery() instanceof Apply ? ", kubectl" : ""));
        }
        return lines;
    }

    private static String place(CiSystem system, Pipeline pipeline, Kind kind) {
        return switch (system) {
            case GITHUB -> kind == Kind.PLAIN ? "Variables of the repository" : "Secrets of the repository";
            case GITLAB ->
                switch (kind) {
                    case PLAIN -> "CI/CD variables";
                    case SECRET -> "CI/CD variables, masked and protected";
                    case SECRET_TEXT -> "CI/CD variables of the type File, protected";
                };
            case TEKTON -> "Keys of the Secret " + pipeline.project() + "-pipeline";
            case JENKINS ->
                switch (kind) {
                    case PLAIN -> "Variables of the folder or the server";
                    case SECRET -> "Credentials (registry: user name and password; others: secret text)";
                    case SECRET_TEXT -> "Credentials (secret file)";
                };
        };
    }

    /** Returns what a user has to set on the server. */
    private static Stream<Need> needs(CiSystem system, Pipeline pipeline) {
        boolean keyless = system == CiSystem.GITHUB || system == CiSystem.GITLAB;
        Stream<Step> images =
                pipeline.images().isEmpty() ? Stream.empty() : new ImageSteps(pipeline, true).all(keyless).stream();
        return Stream.concat(images, new DeliverySteps(pipeline).steps().stream())
                .flatMap(step -> step.needs().stream())
                .filter(need -> !Step.REGISTRY.contains(need) || !system.knowsLogin(pipeline))
                .map(need -> system == CiSystem.JENKINS && Step.REGISTRY.contains(need)
                        ? new Need("registry", Kind.SECRET)
                        : need);
    }
}
