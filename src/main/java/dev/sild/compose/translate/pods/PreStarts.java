package dev.sild.compose.translate.pods;

import dev.sild.compose.translate.container.ContainerCommands;
import dev.sild.compose.translate.container.Environment;
import dev.sild.compose.translate.container.SecuritySettings;
import dev.sild.compose.translate.image.ImageCheck;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ImageFacts;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Names;
import dev.sild.model.Security;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs to its end in containers of its own before a service's container starts: init containers with the service's
 * mounts and variables. Those that are to run once for several copies {@link PreStartJobs} moves into a pod of their
 * own.
 *
 * @see <a href="https://docs.docker.com/compose/how-tos/init-containers/">Use init containers in Compose</a>
 */
public final class PreStarts {
    private final List<Step> steps = new ArrayList<>();

    /** One step; {@code image} is empty for the service's own. */
    private record Step(String name, Attribute hook, Text image, List<Text> args, Map<String, Text> variables) {}

    private PreStarts() {}

    /** Reads {@code pre_start}; its secrets move into {@code environment}. */
    public static PreStarts of(Attribute service, String component, Environment environment, ServiceNames names) {
        PreStarts starts = new PreStarts();
        List<Attribute> hooks = service.get("pre_start").items();
        for (Attribute hook : hooks) {
            hook.enter();
            Map<String, Text> variables = new LinkedHashMap<>();
            Attribute own = hook.get("environment");
            own.entries()
                    .forEach((name, value) -> environment
                            .variableNames()
                            .of(name, value, own)
                            .ifPresent(called -> {
                                Text rewritten = names.changed().rewrite(name, value.text());
                                if (!rewritten.value().equals(value.string())) {
                                    value.note(
                                            Code.HOST_REPLACED,
                                            "a host name in '" + name + "' is replaced by its name in Kubernetes");
                                }
                                variables.put(called, environment.kept(called, rewritten));
                            }));
            ImageCheck.report(hook.get("image"));
            String name = "pre-start" + (hooks.size() > 1 ? "-" + (starts.steps.size() + 1) : "");
            starts.steps.add(new Step(
                    Names.label(component, name),
                    hook,
                    hook.get("image").text(),
                    ContainerCommands.texts(hook.get("command"), environment, names),
                    variables));
        }
        return starts;
    }

    /** Returns the containers, in order, for a service whose own container is {@code main}. */
    public List<Container> containers(Container main, Optional<ImageFacts> facts, TranslateOptions options) {
        List<Container> containers = new ArrayList<>();
        for (Step step : steps) {
            Attribute hook = step.hook();
            boolean ownImage = !step.image().value().isBlank();
            String workingDir = hook.get("working_dir").string();
            containers.add(Container.of(step.name(), ownImage ? step.image() : main.image())
                    .with(builder -> builder.pullPolicy(ownImage ? Optional.empty() : main.pullPolicy())
                            .args(step.args())
                            .workingDir(workingDir.isEmpty() && !ownImage ? main.workingDir() : workingDir)
                            .env(variables(main, step))
                            .mounts(main.mounts())
                            .security(security(hook, main, ownImage ? Optional.empty() : facts, options))));
        }
        return containers;
    }

    /** The user of the service's container, unless the step names another or asks for more. */
    private static Security security(
            Attribute hook, Container main, Optional<ImageFacts> facts, TranslateOptions options) {
        return hook.get("user").present() || hook.get("privileged").bool()
                ? SecuritySettings.of(hook, facts, options.restricted(), options.podman())
                : main.security();
    }

    private static List<Env> variables(Container main, Step step) {
        Map<String, Text> all = new LinkedHashMap<>();
        main.env().forEach(variable -> all.put(variable.name(), variable.value()));
        all.putAll(step.variables());
        return all.entrySet().stream()
                .map(variable -> new Env(variable.getKey(), variable.getValue()))
                .toList();
    }

    /** Returns the steps that are to run once for all copies, by the names of their containers, in order. */
    Map<String, Attribute> once() {
        Map<String, Attribute> once = new LinkedHashMap<>();
        for (Step step : steps) {
            if (!step.hook().get("per_replica").bool()) {
                once.put(step.name(), step.hook());
            }
        }
        return once;
    }

    /** Whether a step that runs before each copy comes before one that runs once for all. */
    boolean mixed() {
        boolean each = false;
        for (Step step : steps) {
            boolean perReplica = step.hook().get("per_replica").bool();
            if (each && !perReplica) {
                return true;
            }
            each |= perReplica;
        }
        return false;
    }
}
