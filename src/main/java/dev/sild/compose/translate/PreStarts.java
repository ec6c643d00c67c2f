package dev.sild.compose.translate;

import dev.sild.images.ImageFacts;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Container.Hooks;
import dev.sild.model.Names;
import dev.sild.model.Resources;
import dev.sild.model.Security;
import dev.sild.model.Text;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs to its end in containers of its own before a service's container starts: init containers with the service's
 * mounts and variables.
 *
 * @see <a href="https://docs.docker.com/compose/how-tos/init-containers/">Use init containers in Compose</a>
 */
final class PreStarts {
  private final Attribute service;
  private final String component;
  private final List<Step> steps = new ArrayList<>();

  /** One step; {@code image} is empty for the service's own. */
  private record Step(Attribute hook, Text image, List<Text> args, Map<String, Text> variables) {}

  private PreStarts(Attribute service, String component) {
    this.service = service;
    this.component = component;
  }

  /** Reads {@code pre_start}; its secrets move into {@code environment}. */
  static PreStarts of(Attribute service, String component, Environment environment, ServiceNames names) {
    PreStarts starts = new PreStarts(service, component);
    for (Attribute hook : service.get("pre_start").items()) {
      hook.enter();
      Map<String, Text> variables = new LinkedHashMap<>();
      hook.get("environment").entries().forEach((name, value) -> {
        if (!Environment.isCarried(name, value)) {
          return;
        }
        Text rewritten = names.changed().rewrite(name, value.text());
        if (!rewritten.value().equals(value.string())) {
          value.note(Code.NAME_CHANGED, "a host in '" + name + "' was rewritten to the name it has in Kubernetes", "");
        }
        variables.put(name, environment.kept(name, rewritten));
      });
      starts.steps.add(new Step(hook, hook.get("image").text(), Commands.texts(hook.get("command"), environment, names),
          variables));
    }
    return starts;
  }

  /** Returns the containers, in order, for a service whose own container is {@code main}. */
  List<Container> containers(Container main, Optional<ImageFacts> facts, Workload workload,
      TranslateOptions options) {
    List<Container> containers = new ArrayList<>();
    for (Step step : steps) {
      Attribute hook = step.hook();
      boolean ownImage = !step.image().value().isBlank();
      String name = "pre-start" + (steps.size() > 1 ? "-" + (containers.size() + 1) : "");
      String workingDir = hook.get("working_dir").string();
      containers.add(new Container(Names.label(component, name), ownImage ? step.image() : main.image(),
          ownImage ? Optional.empty() : main.pullPolicy(), List.of(), step.args(),
          workingDir.isEmpty() && !ownImage ? main.workingDir() : workingDir, variables(main, step), List.of(),
          main.mounts(), Optional.empty(), Resources.NONE, security(hook, main, ownImage ? Optional.empty() : facts, options),
          Hooks.NONE, false, false, false));
      reportCopies(hook, workload);
    }
    return containers;
  }

  /** The user of the service's container, unless the step names another or asks for more. */
  private static Security security(
      Attribute hook, Container main, Optional<ImageFacts> facts, TranslateOptions options) {
    return hook.get("user").present() || hook.get("privileged").bool()
        ? SecuritySettings.of(hook, facts, options.restricted(), options.podman()) : main.security();
  }

  private static List<Env> variables(Container main, Step step) {
    Map<String, Text> all = new LinkedHashMap<>();
    main.env().forEach(variable -> all.put(variable.name(), variable.value()));
    all.putAll(step.variables());
    return all.entrySet().stream().map(variable -> new Env(variable.getKey(), variable.getValue())).toList();
  }

  /** Compose runs a step once for all copies unless it is told otherwise. */
  private void reportCopies(Attribute hook, Workload workload) {
    boolean perReplica = hook.get("per_replica").bool();
    boolean one = workload instanceof Workload.Replicated replicated && replicated.replicas() <= 1
        || workload instanceof Workload.Stateful stateful && stateful.replicas() <= 1
        || workload instanceof Workload.Once once && once.completions() <= 1;
    if (!perReplica && !one) {
      hook.note(Code.APPROXIMATED, "'" + component + "' runs several times, and this before each of them, not once for all",
          "make it a service of its own, and let '" + component + "' wait for it with service_completed_successfully");
    }
  }
}
