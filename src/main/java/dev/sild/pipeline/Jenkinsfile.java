package dev.sild.pipeline;

import dev.sild.pipeline.Pipeline.Image;
import dev.sild.pipeline.Step.Need;
import dev.sild.syntax.PipelineText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A declarative pipeline of Jenkins, for agents that have the builder, git, and where they are used trivy, cosign and
 * kubectl.
 *
 * @see <a href="https://www.jenkins.io/doc/book/pipeline/syntax/">Pipeline Syntax</a>
 */
final class Jenkinsfile {
    private static final String JUNIT = "sild-check.xml";

    private final Pipeline pipeline;
    private final StringBuilder out = new StringBuilder();

    private Jenkinsfile(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Returns the file as Groovy. */
    static String of(Pipeline pipeline) {
        Jenkinsfile file = new Jenkinsfile(pipeline);
        file.write();
        return file.out.toString();
    }

    private void write() {
        out.append(
                """
          pipeline {
            agent { label '%s' }
            options {
              disableConcurrentBuilds()
              timeout(time: 60, unit: 'MINUTES')
            }
            environment {
              TAG = "${env.GIT_COMMIT}"
              PUBLISH = "${env.BRANCH_NAME == '%s' ? 'yes' : 'no'}"
              PATH = "${env.WORKSPACE}/.sild:${env.PATH}"
            }
            stages {
          """.formatted(pipeline.builder() == Pipeline.Builder.DOCKER ? "docker" : "podman", pipeline.branch()));
        List<String> variables =
                pipeline.variables().stream().map(Pipeline.Variable::name).toList();
        Step install = new Step(
                "Install sild",
                Step.Program.BUILDER,
                "set -eu\n" + SildWrapper.in("\"$WORKSPACE/.sild\"", pipeline, variables),
                List.of());
        stage(
                "Check",
                false,
                List.of(install, new DeliverySteps(pipeline).check("junit", JUNIT)),
                "post { always { junit '" + JUNIT + "' } }");
        images();
        DeliverySteps delivery = new DeliverySteps(pipeline);
        stage(
                "Deliver",
                true,
                delivery.steps(),
                delivery.keepsManifests()
                        ? "post { success { archiveArtifacts '" + DeliverySteps.MANIFESTS + "/**' } }"
                        : "");
        out.append("  }\n}\n");
    }

    private void images() {
        if (pipeline.images().isEmpty()) {
            return;
        }
        ImageSteps of = new ImageSteps(pipeline, true);
        stage("Log in", true, List.of(of.login()), "");
        List<Step> built = new ArrayList<>();
        List<Step> pushed = new ArrayList<>();
        for (Image image : pipeline.images()) {
            of.test(image).ifPresent(built::add);
            built.add(of.build(image));
            if (pipeline.checks().scan()) {
                built.add(of.scan(image));
            }
            if (pipeline.checks().sbom()) {
                built.add(of.sbom(image));
            }
            pushed.add(of.push(image));
            if (pipeline.checks().sign()) {
                pushed.add(of.sign(image, false));
            }
        }
        stage(
                "Images",
                false,
                built,
                pipeline.checks().sbom() ? "post { success { archiveArtifacts 'sbom-*.json' } }" : "");
        stage("Publish", true, pushed, "");
    }

    /**
     * Writes a stage.
     *
     * @param published whether it runs on the branch that is delivered only
     * @param post what follows the steps; empty for nothing
     */
    private void stage(String name, boolean published, List<Step> steps, String post) {
        out.append("    stage('").append(name).append("') {\n");
        if (published) {
            out.append("      when { branch '").append(pipeline.branch()).append("' }\n");
        }
        out.append("      steps {\n");
        steps.forEach(this::step);
        out.append("      }\n");
        if (!post.isEmpty()) {
            out.append("      ").append(post).append('\n');
        }
        out.append("    }\n");
    }

    private void step(Step step) {
        String sh =
                "sh label: '" + step.title() + "', script: '''#!/bin/sh\n" + PipelineText.groovy(step.script()) + "'''";
        List<String> credentials = credentials(step.needs());
        if (credentials.isEmpty()) {
            out.append("        ").append(sh).append('\n');
        } else {
            out.append("        withCredentials([")
                    .append(String.join(", ", credentials))
                    .append("]) {\n          ")
                    .append(sh)
                    .append("\n        }\n");
        }
    }

    /** Variables that are no secrets come from the environment of the folder or of the server. */
    private static List<String> credentials(List<Need> needs) {
        if (needs.equals(Step.REGISTRY)) {
            return List.of("usernamePassword(credentialsId: 'registry', usernameVariable: 'REGISTRY_USER',"
                    + " passwordVariable: 'REGISTRY_PASSWORD')");
        }
        return needs.stream()
                .filter(Need::secret)
                .map(need -> "string(credentialsId: '" + need.name() + "', variable: '" + need.name() + "')")
                .collect(Collectors.toList());
    }
}
