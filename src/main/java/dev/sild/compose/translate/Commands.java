package dev.sild.compose.translate;

import dev.sild.model.Container.Hooks;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;

/**
 * What a container runs. Compose's {@code entrypoint} is Kubernetes' {@code command}, compose's {@code command} its
 * {@code args}.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/">Command</a>
 */
final class Commands {
  private Commands() {}

  /** The texts of a container's command and args. */
  record Command(List<Text> command, List<Text> args) {}

  /** Reads {@code entrypoint} and {@code command}; their secrets move into {@code environment}. */
  static Command of(Attribute service, Environment environment, ServiceNames names) {
    Attribute entrypoint = service.get("entrypoint");
    List<Text> args = texts(service.get("command"), environment, names);
    if (!entrypoint.present()) {
      entrypoint.done();
      return new Command(List.of(), args);
    }
    List<Text> command = texts(entrypoint, environment, names);
    if (!command.isEmpty()) {
      return new Command(command, args);
    }
    if (!args.isEmpty()) {
      return new Command(args, List.of());
    }
    entrypoint.found(Code.ENTRYPOINT_CLEARED, "Kubernetes cannot clear an image's entrypoint without a command in its place",
        "state the command to run");
    return new Command(List.of(), List.of());
  }

  private static List<Text> texts(Attribute attribute, Environment environment, ServiceNames names) {
    List<Text> texts = new ArrayList<>();
    for (Attribute item : attribute.items()) {
      Text text = item.text();
      Text rewritten = names.rewrite(text);
      if (!rewritten.value().equals(text.value())) {
        item.note(Code.NAME_CHANGED, "a host in the command was rewritten to the name it has in Kubernetes", "");
      }
      texts.add(environment.withoutSecrets(rewritten));
    }
    // An image's own command stays in force for [""] as for nothing at all.
    return texts.size() == 1 && texts.get(0).equals(Text.EMPTY) ? List.of() : texts;
  }

  /** Reads {@code post_start} and {@code pre_stop}. */
  static Hooks hooks(Attribute service) {
    return new Hooks(hook(service.get("post_start")), hook(service.get("pre_stop")));
  }

  private static List<String> hook(Attribute hooks) {
    List<List<String>> commands = new ArrayList<>();
    for (Attribute hook : hooks.items()) {
      List<String> command = new ArrayList<>();
      Attribute environment = hook.get("environment");
      environment.entries().forEach((name, value) -> command.add(name + "=" + value.string()));
      if (!command.isEmpty()) {
        command.add(0, "env");
      }
      command.addAll(hook.get("command").strings());
      commands.add(command);
    }
    if (commands.size() < 2) {
      return commands.isEmpty() ? List.of() : commands.get(0);
    }
    hooks.note(Code.APPROXIMATED, "Kubernetes runs one hook: these run one after the other in a shell", "");
    StringBuilder script = new StringBuilder();
    for (List<String> command : commands) {
      script.append(script.length() == 0 ? "" : " && ");
      script.append(Shell.quote(command));
    }
    return List.of("/bin/sh", "-c", script.toString());
  }
}
