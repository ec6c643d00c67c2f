package dev.sild.pipeline;

import dev.sild.model.Names;
import dev.sild.pipeline.Pipeline.Image;
import dev.sild.pipeline.Step.Need;
import dev.sild.pipeline.Step.Program;
import dev.sild.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A Pipeline of Tekton, for a PipelineRun of each commit. The steps of a task are containers that share the workspace,
 * and those that build also the storage of images.
 *
 * @see <a href="https://tekton.dev/docs/pipelines/pipelines/">Pipelines</a>
 */
final class TektonPipeline {
    private static final String API = "tekton.dev/v1";
    private static final String SOURCE = "source";
    private static final String STORAGE = "images";
    private static final int LONGEST_NAME = 50;

    private final Pipeline pipeline;
    private final String secret;

    private TektonPipeline(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.secret = pipeline.project() + "-pipeline";
    }

    /** Returns the Pipeline as YAML. */
    static String of(Pipeline pipeline) {
        return YamlWriter.write(List.of(new TektonPipeline(pipeline).pipeline()));
    }

    private Map<String, Object> pipeline() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", API);
        object.put("kind", "Pipeline");
        object.put("metadata", Map.of("name", pipeline.project()));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put(
                "params",
                List.of(
                        parameter("url", "The address of the repository."),
                        parameter("commit", "The commit to build: all 40 digits.")));
        spec.put("workspaces", List.of(Map.of("name", SOURCE)));
        List<Object> tasks = new ArrayList<>();
        tasks.add(task("clone", List.of(), List.of(cloned()), false));
        tasks.add(task("check", List.of("clone"), List.of(check()), false));
        String before = "check";
        if (!pipeline.images().isEmpty()) {
            tasks.add(task("images", List.of(before), images(), true));
            before = "images";
        }
        tasks.add(task("deliver", List.of(before), new DeliverySteps(pipeline).steps(), false));
        spec.put("tasks", tasks);
        object.put("spec", spec);
        return object;
    }

    private static Map<String, Object> parameter(String name, String description) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("type", "string");
        parameter.put("description", description);
        return parameter;
    }

    /** Parameters reach the shell as variables: as a part of a script they could end a word and begin a command. */
    private Step cloned() {
        return new Step("Clone", Program.GIT, """
            set -eu
            git config --global --add safe.directory "$PWD"
            git init --quiet .
            git fetch --quiet --depth 1 -- "$URL" "$TAG"
            git checkout --quiet --force FETCH_HEAD
            """, List.of());
    }

    private Step check() {
        Step check = new DeliverySteps(pipeline).check("junit", "sild-check.xml");
        return new Step("Check", check.program(), check.script(), check.needs());
    }

    private List<Step> images() {
        ImageSteps of = new ImageSteps(pipeline, true);
        List<Step> steps = new ArrayList<>();
        steps.add(of.login());
        for (Image image : pipeline.images()) {
            of.test(image).ifPresent(steps::add);
            steps.add(of.build(image));
            if (pipeline.checks().scan()) {
                steps.add(of.scan(image));
            }
            if (pipeline.checks().sbom()) {
                steps.add(of.sbom(image));
            }
            steps.add(of.push(image));
            if (pipeline.checks().sign()) {
                Step sign = of.sign(image, false);
                steps.add(new Step(
                        sign.title(), sign.program(), "apk add --no-cache cosign\n" + sign.script(), sign.needs()));
            }
        }
        return steps;
    }

    private Map<String, Object> task(String name, List<String> after, List<Step> steps, boolean builds) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("name", name);
        if (!after.isEmpty()) {
            task.put("runAfter", after);
        }
        task.put("workspaces", List.of(Map.of("name", SOURCE)));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("workspaces", List.of(Map.of("name", SOURCE)));
        if (builds) {
            Map<String, Object> volume = new LinkedHashMap<>();
            volume.put("name", STORAGE);
            volume.put("emptyDir", Map.of());
            spec.put("volumes", List.of(volume));
        }
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("workingDir", "$(workspaces." + SOURCE + ".path)");
        // The images of Sild and of trivy have users of their own, which could not write to what root has cloned.
        template.put("securityContext", Map.of("runAsUser", 0));
        template.put(
                "env",
                List.of(
                        variable("URL", "$(params.url)"),
                        variable("TAG", "$(params.commit)"),
                        variable("PUBLISH", "yes"),
                        // The credentials of one step are there for the next.
                        variable("REGISTRY_AUTH_FILE", "$(workspaces." + SOURCE + ".path)/.git/registry-login.json")));
        spec.put("stepTemplate", template);
        List<Object> containers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Step step : steps) {
            String named = name(step.title());
            for (int i = 2; !names.add(named); i++) {
                named = name(step.title()) + "-" + i;
            }
            containers.add(container(step, named));
        }
        spec.put("steps", containers);
        task.put("taskSpec", spec);
        return task;
    }

    /** Returns the name of a step: the container is called {@code step-NAME}, in at most 63 characters. */
    private static String name(String title) {
        String label = Names.label(title.toLowerCase(Locale.ROOT).replace(' ', '-'));
        return label.length() <= LONGEST_NAME
                ? label
                : label.substring(0, LONGEST_NAME).replaceFirst("-+$", "");
    }

    private Map<String, Object> container(Step step, String name) {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", name);
        container.put("image", image(step.program()));
        if (!step.needs().isEmpty()) {
            container.put("env", step.needs().stream().map(need -> secret(need)).toList());
        }
        if (step.program() == Program.BUILDER) {
            container.put("securityContext", Map.of("privileged", true));
            Map<String, Object> mount = new LinkedHashMap<>();
            mount.put("name", STORAGE);
            mount.put("mountPath", "/var/lib/containers");
            container.put("volumeMounts", List.of(mount));
        }
        container.put("script", "#!/bin/sh\n" + step.script());
        return container;
    }

    private String image(Program program) {
        return switch (program) {
            case SILD -> pipeline.tools().sildImage();
            case BUILDER -> ToolImages.builder(pipeline.builder());
            case TRIVY -> ToolImages.TRIVY;
            case COSIGN -> ToolImages.ALPINE;
            case GIT -> ToolImages.GIT;
            case KUBECTL -> ToolImages.KUBECTL;
        };
    }

    private static Map<String, Object> variable(String name, String value) {
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("name", name);
        variable.put("value", value);
        return variable;
    }

    private Map<String, Object> secret(Need need) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("name", secret);
        key.put("key", need.name());
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("name", need.name());
        variable.put("valueFrom", Map.of("secretKeyRef", key));
        return variable;
    }
}
