package dev.sild.pipeline;

import dev.sild.pipeline.Step.Kind;
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
              SILD_TAG = "${env.GIT_COMMIT}"
              SILD_PUBLISH = "${env.BRANCH_NAME == '%s' ? 'yes' : 'no'}"
              PATH = "${env.WORKSPACE_TMP}/sild:${env.PATH}"
            }
            stages {
          """.formatted(pipeline.builder() == Pipeline.Builder.DOCKER ? "docker" : "podman", pipeline.branch()));
        List<String> variables =
                pipeline.variables().stream().map(Pipeline.Variable::name).toList();
        Step install = new Step(
                "Install sild",
                Step.Program.BUILDER,
                "set -eu\n" + SildWrapper.in("\"$WORKSPACE_TMP/sild\"", pipeline, variables),
                List.of());
        stage(
                "Check",
                "",
                List.of(install, new DeliverySteps(pipeline).check("junit", JUNIT)),
                "post { always { junit testResults: '" + JUNIT + "', skipMarkingBuildUnstable: true } }");
        images();
        DeliverySteps delivery = new DeliverySteps(pipeline);
        stage(
                "Deliver",
                branch(),
                delivery.steps(),
                delivery.keepsManifests()
                        ? "post { success { archiveArtifacts '" + DeliverySteps.MANIFESTS + "/**' } }"
                        : "");
        out.append("  }\n");
        if (!pipeline.images().isEmpty()) {
            // Otherwise the agent would keep the login for other projects.
            out.append("  post { always { sh '")
                    .append(pipeline.builder() == Pipeline.Builder.DOCKER ? "docker" : "podman")
                    .append(" logout ")
                    .append(pipeline.registry())
                    .append(" || true' } }\n");
        }
        out.append("}\n");
    }

    private void images() {
        if (pipeline.images().isEmpty()) {
            return;
        }
        ImageSteps of = new ImageSteps(pipeline, true);
        stage("Log in", branch(), List.of(of.login()), "");
        List<Step> built = new ArrayList<>(of.builder().stream().toList());
        List<Step> pushed = new ArrayList<>();
        of.all(false).stream().skip(1).forEach(step -> (step.published() ? pushed : built).add(step));
        // A change from outside could print the secrets of a build.
        boolean secret = built.stream().anyMatch(step -> !step.needs().isEmpty());
        stage(
                "Images",
                secret ? "not { changeRequest() }" : "",
                built,
                pipeline.checks().sbom() ? "post { success { archiveArtifacts 'sbom-*.json' } }" : "");
        stage("Publish", branch(), pushed, "");
    }

    private String branch() {
        return "branch '" + pipeline.branch() + "'";
    }

    /**
     * Writes a stage.
     *
     * @param when its condition; empty for none
     * @param post what follows the steps; empty for nothing
     */
    private void stage(String name, String when, List<Step> steps, String post) {
        out.append("    stage('").append(name).append("') {\n");
        if (!when.isEmpty()) {
            out.append("      when { ").append(when).append(" }\n");
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
        StringBuilder script = new StringBuilder("#!/bin/sh\n");
        step.needs().stream()
                .filter(need -> need.kind() == Kind.SECRET_TEXT)
                .map(Need::name)
                .forEach(name -> script.append(name + "=$(cat \"$" + name + "_FILE\")\nexport " + name + "\n"));
        script.append(step.script());
        String sh = "sh label: '" + step.title() + "', script: '''" + PipelineText.groovy(script.toString()) + "'''";
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
                .map(need -> (need.kind() == Kind.SECRET_TEXT
                        ? "file(credentialsId: '" + need.name() + "', variable: '" + need.name() + "_FILE')"
                        : "string(credentialsId: '" + need.name() + "', variable: '" + need.name() + "')"))
                .collect(Collectors.toList());
    }
}
