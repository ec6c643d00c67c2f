package dev.sild.pipeline;

import dev.sild.pipeline.Pipeline.Builder;
import dev.sild.pipeline.Pipeline.Image;
import dev.sild.pipeline.Step.Need;
import dev.sild.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A workflow of GitHub Actions.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax">Workflow syntax</a>
 */
final class GithubWorkflow {
    private static final String OWN_REGISTRY = "ghcr.io";
    private static final String SARIF = "sild-check.sarif";
    /** How long a job may take, in minutes; without it a hanging build is paid for six hours. */
    private static final int TIMEOUT = 60;

    private final Pipeline pipeline;
    private final String published;

    private GithubWorkflow(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.published = "github.event_name == 'push' && github.ref == 'refs/heads/" + pipeline.branch() + "'";
    }

    /** Returns the workflow as YAML. */
    static String of(Pipeline pipeline) {
        return YamlWriter.write(List.of(new GithubWorkflow(pipeline).workflow()));
    }

    private Map<String, Object> workflow() {
        Map<String, Object> workflow = new LinkedHashMap<>();
        workflow.put("name", pipeline.project());
        Map<String, Object> events = new LinkedHashMap<>();
        events.put("push", Map.of("branches", List.of(pipeline.branch())));
        events.put("pull_request", Map.of());
        workflow.put("on", events);
        workflow.put("permissions", Map.of("contents", "read"));
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("TAG", "${{ github.sha }}");
        environment.put("PUBLISH", "${{ " + published + " && 'yes' || 'no' }}");
        workflow.put("env", environment);
        Map<String, Object> jobs = new LinkedHashMap<>();
        jobs.put("check", check());
        if (!pipeline.images().isEmpty()) {
            jobs.put("images", images());
        }
        jobs.put("deliver", deliver());
        workflow.put("jobs", jobs);
        return workflow;
    }

    private Map<String, Object> check() {
        Map<String, Object> permissions = new LinkedHashMap<>();
        permissions.put("contents", "read");
        permissions.put("security-events", "write");
        List<Object> steps = new ArrayList<>(List.of(checkout(), sild(List.of())));
        steps.add(run(new DeliverySteps(pipeline).check("sarif", SARIF)));
        Map<String, Object> upload = uses("Show the findings", Action.UPLOAD_SARIF, Map.of("sarif_file", SARIF));
        upload.put("if", "always()");
        // Code scanning is not available for every private repository; the findings are in the log, too.
        upload.put("continue-on-error", true);
        steps.add(upload);
        return job(permissions, List.of(), "", steps);
    }

    private Map<String, Object> images() {
        ImageSteps of = new ImageSteps(pipeline, true);
        boolean docker = pipeline.builder() == Builder.DOCKER;
        Map<String, Object> permissions = new LinkedHashMap<>();
        permissions.put("contents", "read");
        if (pipeline.registry().equals(OWN_REGISTRY)) {
            permissions.put("packages", "write");
        }
        if (pipeline.checks().sign()) {
            // For a signature without a key, which names the workflow.
            permissions.put("id-token", "write");
        }
        List<Object> steps = new ArrayList<>(List.of(checkout()));
        if (pipeline.images().stream()
                .anyMatch(image -> image.build().platforms().size() > 1)) {
            steps.add(uses("Set up other platforms", Action.SETUP_QEMU, Map.of()));
        }
        if (docker) {
            steps.add(uses("Set up buildx", Action.SETUP_BUILDX, Map.of()));
        }
        if (pipeline.checks().scan() || pipeline.checks().sbom()) {
            steps.add(uses("Install trivy", Action.SETUP_TRIVY, Map.of("cache", true)));
        }
        if (pipeline.checks().sign()) {
            steps.add(uses("Install cosign", Action.INSTALL_COSIGN, Map.of()));
        }
        steps.add(whenPublished(run(of.login())));
        for (Image image : pipeline.images()) {
            of.test(image).ifPresent(test -> steps.add(run(test)));
            steps.add(run(of.build(image)));
            if (pipeline.checks().scan()) {
                steps.add(run(of.scan(image)));
            }
            if (pipeline.checks().sbom()) {
                steps.add(run(of.sbom(image)));
            }
            steps.add(whenPublished(run(of.push(image))));
            if (pipeline.checks().sign()) {
                steps.add(whenPublished(run(of.sign(image, true))));
            }
        }
        if (pipeline.checks().sbom()) {
            steps.add(kept("sbom", "sbom-*.json"));
        }
        return job(permissions, List.of("check"), "", steps);
    }

    private Map<String, Object> deliver() {
        DeliverySteps of = new DeliverySteps(pipeline);
        List<Object> steps = new ArrayList<>(List.of(checkout()));
        List<String> variables =
                pipeline.variables().stream().map(Pipeline.Variable::name).toList();
        steps.add(sild(variables));
        of.steps().forEach(step -> steps.add(run(step)));
        if (of.keepsManifests()) {
            steps.add(kept(DeliverySteps.MANIFESTS, DeliverySteps.MANIFESTS + "/"));
        }
        Map<String, Object> job = job(
                Map.of("contents", "read"),
                List.of(pipeline.images().isEmpty() ? "check" : "images"),
                published,
                steps);
        // One after the other, and none is stopped half-way: a later commit must not be overtaken.
        Map<String, Object> concurrency = new LinkedHashMap<>();
        concurrency.put("group", "deliver-" + pipeline.project());
        concurrency.put("cancel-in-progress", false);
        job.put("concurrency", concurrency);
        return job;
    }

    private static Map<String, Object> job(
            Map<String, Object> permissions, List<String> needs, String condition, List<Object> steps) {
        Map<String, Object> job = new LinkedHashMap<>();
        if (!needs.isEmpty()) {
            job.put("needs", needs);
        }
        if (!condition.isEmpty()) {
            job.put("if", condition);
        }
        job.put("runs-on", "ubuntu-latest");
        job.put("timeout-minutes", TIMEOUT);
        job.put("permissions", permissions);
        job.put("steps", steps);
        return job;
    }

    private Map<String, Object> checkout() {
        return uses("Check out the project", Action.CHECKOUT, Map.of("persist-credentials", false));
    }

    /** Puts {@code sild} on the path: from the action, or as a script that runs the image. */
    private Map<String, Object> sild(List<String> variables) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("name", "Install sild");
        if (!pipeline.tools().sildAction().isEmpty()) {
            step.put("uses", pipeline.tools().sildAction());
            return step;
        }
        step.put(
                "run",
                "set -eu\n" + SildWrapper.in("\"$RUNNER_TEMP/sild\"", pipeline, variables)
                        + "echo \"$RUNNER_TEMP/sild\" >> \"$GITHUB_PATH\"\n");
        return step;
    }

    private Map<String, Object> uses(String name, Action action, Map<String, Object> with) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("name", name);
        step.put("uses", action.uses(pipeline.tools().pinned()));
        if (!with.isEmpty()) {
            step.put("with", with);
        }
        return step;
    }

    private Map<String, Object> run(Step step) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", step.title());
        if (!step.needs().isEmpty()) {
            map.put(
                    "env",
                    step.needs().stream()
                            .collect(Collectors.toMap(
                                    Need::name, this::source, (one, other) -> one, LinkedHashMap::new)));
        }
        map.put("run", step.script());
        return map;
    }

    /** Returns the expression that has the value. */
    private String source(Need need) {
        if (pipeline.registry().equals(OWN_REGISTRY) && Step.REGISTRY.contains(need)) {
            return need.secret() ? "${{ github.token }}" : "${{ github.actor }}";
        }
        return "${{ " + (need.secret() ? "secrets." : "vars.") + need.name() + " }}";
    }

    private static Map<String, Object> whenPublished(Map<String, Object> step) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", step.get("name"));
        map.put("if", "env.PUBLISH == 'yes'");
        step.forEach(map::putIfAbsent);
        return map;
    }

    private Map<String, Object> kept(String name, String path) {
        Map<String, Object> with = new LinkedHashMap<>();
        with.put("name", name);
        with.put("path", path);
        return uses("Keep " + name, Action.UPLOAD_ARTIFACT, with);
    }
}
