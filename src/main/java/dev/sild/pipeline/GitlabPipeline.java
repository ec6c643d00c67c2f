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
        variables.put("SILD_TAG", "$CI_COMMIT_SHA");
        variables.put("SILD_PUBLISH", "no");
        if (CiSystem.GITLAB.knowsLogin(pipeline)) {
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
        rule.put("variables", Map.of("SILD_PUBLISH", "yes"));
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
        of.builder().ifPresent(step -> script.add(alone(step)));
        script.add(alone(of.login()));
        for (Image image : pipeline.images()) {
            of.test(image).ifPresent(step -> script.add(alone(step)));
            script.add(alone(of.build(image)));
            script.add(alone(of.push(image)));
        }
        Map<String, Object> job = builderJob("images");
        job.put("script", script);
        if (pipeline.checks().sign()) {
            job.put("artifacts", artifacts("*.digest"));
        }
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
            of.looks(image).forEach(step -> script.add(alone(step)));
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
        pipeline.images().forEach(image -> script.add(alone(new ImageSteps(pipeline, false).sign(image, true))));
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
        // GitLab does not run the jobs of an environment for commits that are older than the one that is there.
        job.put("environment", Map.of("name", pipeline.project()));
        List<String> script = new ArrayList<>();
        if (gitOps) {
            script.add(docker ? "apk add --no-cache git" : "dnf install --assumeyes git-core");
        } else if (applies) {
            script.add(docker ? "apk add --no-cache kubectl" : "dnf install --assumeyes kubernetes1.34-client");
        }
        if (gitOps || applies) {
            List<String> variables =
                    pipeline.variables().stream().map(Pipeline.Variable::name).toList();
            script.add("SILD_BIN=$(mktemp -d)\n" + SildWrapper.in("\"$SILD_BIN\"", pipeline, variables)
                    + "export PATH=\"$SILD_BIN:$PATH\"\n");
        }
        textOfFiles(of.steps()).forEach(script::add);
        of.steps().forEach(step -> script.add(alone(step)));
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
            Map<String, Object> daemon = new LinkedHashMap<>();
            daemon.put("name", ToolImages.DOCKER_DAEMON);
            daemon.put("alias", "docker");
            job.put("services", List.of(daemon));
            Map<String, Object> variables = new LinkedHashMap<>();
            variables.put("DOCKER_TLS_CERTDIR", "/certs");
            variables.put("DOCKER_HOST", "tcp://docker:2376");
            variables.put("DOCKER_TLS_VERIFY", "1");
            variables.put("DOCKER_CERT_PATH", "/certs/client");
            job.put("variables", variables);
        }
        return job;
    }

    private static Map<String, Object> artifacts(String path) {
        return Map.of("paths", List.of(path));
    }

    /** A variable of several lines cannot be masked; GitLab has a kind that is a file, and whose value is its path. */
    private static List<String> textOfFiles(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step.needs().stream())
                .filter(need -> need.kind() == Step.Kind.SECRET_TEXT)
                .map(need -> "export " + need.name() + "=\"$(cat \"$" + need.name() + "\")\"")
                .toList();
    }

    /** All scripts of a job run in one shell: each gets its own, so that none changes the folder of the next. */
    private static String alone(Step step) {
        return "(\n" + step.guarded() + ")\n";
    }
}
