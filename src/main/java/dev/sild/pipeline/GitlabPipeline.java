package dev.sild.pipeline;

import dev.sild.pipeline.Pipeline.Apply;
import dev.sild.pipeline.Pipeline.Builder;
import dev.sild.pipeline.Pipeline.GitOps;
import dev.sild.pipeline.Pipeline.Image;
import dev.sild.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pipeline of GitLab. Each job is a container, so images are pushed before they are scanned; none is delivered before
 * that.
 *
 * @see <a href="https://docs.gitlab.com/ci/yaml/">CI/CD YAML syntax</a>
 */
final class GitlabPipeline {
    private static final String OWN_REGISTRY = "registry.gitlab.com";
    private static final String JUNIT = "sild-check.xml";

    private final Pipeline pipeline;
    private final String published;

    private GitlabPipeline(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.published = "$CI_COMMIT_BRANCH == \"" + pipeline.branch() + "\"";
    }

    /** Returns the pipeline as YAML. */
    static String of(Pipeline pipeline) {
        return YamlWriter.write(List.of(new GitlabPipeline(pipeline).all()));
    }

    private Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        boolean images = !pipeline.images().isEmpty();
        boolean scan = images && (pipeline.checks().scan() || pipeline.checks().sbom());
        boolean sign = images && pipeline.checks().sign();
        List<String> stages = new ArrayList<>(List.of("check"));
        if (images) {
            stages.add("images");
        }
        if (scan) {
            stages.add("scan");
        }
        if (sign) {
            stages.add("sign");
        }
        stages.add("deliver");
        all.put("stages", stages);
        all.put(
                "workflow",
                Map.of("rules", List.of(Map.of("if", "$CI_PIPELINE_SOURCE == \"merge_request_event\""), publishing())));
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("TAG", "$CI_COMMIT_SHA");
        variables.put("PUBLISH", "no");
        if (pipeline.registry().equals(OWN_REGISTRY)) {
            variables.put("REGISTRY_USER", "$CI_REGISTRY_USER");
            variables.put("REGISTRY_PASSWORD", "$CI_REGISTRY_PASSWORD");
        }
        all.put("variables", variables);
        all.put("check", check());
        if (images) {
            all.put("images", images());
        }
        if (scan) {
            all.put("scan", scan());
        }
        if (sign) {
            all.put("sign", sign());
        }
        all.put("deliver", deliver());
        return all;
    }

    private Map<String, Object> publishing() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("if", published);
        rule.put("variables", Map.of("PUBLISH", "yes"));
        return rule;
    }

    private Map<String, Object> check() {
        Map<String, Object> artifacts = new LinkedHashMap<>();
        artifacts.put("when", "always");
        artifacts.put("reports", Map.of("junit", JUNIT));
        Map<String, Object> job = job("check", pipeline.tools().sildImage());
        job.put(
                "script",
                List.of(new DeliverySteps(pipeline).check("junit", JUNIT).script()));
        job.put("artifacts", artifacts);
        return job;
    }

    private Map<String, Object> images() {
        ImageSteps of = new ImageSteps(pipeline, false);
        List<String> script = new ArrayList<>();
        script.add(whenPublished(of.login()));
        for (Image image : pipeline.images()) {
            of.test(image).map(Step::script).map(GitlabPipeline::alone).ifPresent(script::add);
            script.add(alone(of.build(image).script()));
            script.add(whenPublished(of.push(image)));
        }
        Map<String, Object> job = builderJob("images");
        job.put("script", script);
        job.put("artifacts", Map.of("paths", List.of("*.digest")));
        return job;
    }

    private Map<String, Object> scan() {
        ImageSteps of = new ImageSteps(pipeline, false);
        Map<String, Object> job = job("scan", ToolImages.TRIVY);
        job.put("rules", List.of(Map.of("if", published)));
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("TRIVY_USERNAME", "$REGISTRY_USER");
        variables.put("TRIVY_PASSWORD", "$REGISTRY_PASSWORD");
        job.put("variables", variables);
        List<String> script = new ArrayList<>();
        for (Image image : pipeline.images()) {
            if (pipeline.checks().sbom()) {
                script.add(alone(of.sbom(image).script()));
            }
            if (pipeline.checks().scan()) {
                script.add(alone(of.scan(image).script()));
            }
        }
        job.put("script", script);
        if (pipeline.checks().sbom()) {
            job.put("artifacts", artifacts("sbom-*.json"));
        }
        return job;
    }

    private Map<String, Object> sign() {
        Map<String, Object> job = job("sign", ToolImages.ALPINE);
        job.put("rules", List.of(Map.of("if", published)));
        job.put("id_tokens", Map.of("SIGSTORE_ID_TOKEN", Map.of("aud", "sigstore")));
        List<String> script = new ArrayList<>(List.of(
                "apk add --no-cache cosign",
                "printf %s \"$REGISTRY_PASSWORD\" | cosign login --username \"$REGISTRY_USER\" --password-stdin "
                        + (pipeline.registry().isEmpty() ? "index.docker.io" : pipeline.registry())));
        pipeline.images()
                .forEach(image -> script.add(
                        alone(new ImageSteps(pipeline, false).sign(image, true).script())));
        job.put("script", script);
        return job;
    }

    /** Git is a package of the builder's image; Sild's image has none. */
    private Map<String, Object> deliver() {
        DeliverySteps of = new DeliverySteps(pipeline);
        boolean gitOps = pipeline.delivery() instanceof GitOps;
        boolean applies = pipeline.delivery() instanceof Apply;
        boolean docker = pipeline.builder() == Builder.DOCKER;
        Map<String, Object> job = gitOps || applies
                ? builderJob("deliver")
                : job("deliver", pipeline.tools().sildImage());
        job.put("rules", List.of(Map.of("if", published)));
        job.put("resource_group", "deliver-" + pipeline.project());
        List<String> script = new ArrayList<>();
        if (gitOps) {
            script.add(docker ? "apk add --no-cache git" : "dnf install --assumeyes git-core");
        } else if (applies) {
            script.add(docker ? "apk add --no-cache kubectl" : "dnf install --assumeyes kubernetes1.34-client");
        }
        if (gitOps || applies) {
            List<String> variables =
                    pipeline.variables().stream().map(Pipeline.Variable::name).toList();
            script.add(SildWrapper.in("\"$CI_PROJECT_DIR/.sild\"", pipeline, variables)
                    + "export PATH=\"$CI_PROJECT_DIR/.sild:$PATH\"\n");
        }
        of.steps().forEach(step -> script.add(alone(step.script())));
        job.put("script", script);
        if (of.keepsManifests()) {
            job.put("artifacts", artifacts(DeliverySteps.MANIFESTS + "/"));
        }
        return job;
    }

    private static Map<String, Object> job(String stage, String image) {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("stage", stage);
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", image);
        named.put("entrypoint", List.of(""));
        job.put("image", named);
        return job;
    }

    private Map<String, Object> builderJob(String stage) {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("stage", stage);
        job.put("image", ToolImages.builder(pipeline.builder()));
        if (pipeline.builder() == Builder.DOCKER) {
            job.put("services", List.of(ToolImages.DOCKER_DAEMON));
            job.put("variables", Map.of("DOCKER_TLS_CERTDIR", "/certs"));
        }
        return job;
    }

    private static Map<String, Object> artifacts(String path) {
        return Map.of("paths", List.of(path));
    }

    /** All scripts of a job run in one shell: each gets its own, so that none changes the folder of the next. */
    private static String alone(String script) {
        return "(\n" + script + ")\n";
    }

    private static String whenPublished(Step step) {
        return "if [ \"$PUBLISH\" = yes ]; then (\n" + step.script() + ") fi\n";
    }
}
