package dev.sild.compose.translate.container;

import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.SecretParts;
import dev.sild.compose.translate.source.Shell;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Container.Hooks;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a container runs. Compose's {@code entrypoint} is Kubernetes' {@code command}, compose's {@code command} its
 * {@code args}.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/">Command</a>
 */
public final class ContainerCommands {
    /** Stands between two commands. */
    private static final Text AND = new Text.Literal("&&");

    private ContainerCommands() {}

    /** The texts of a container's command and args. */
    public record Command(List<Text> command, List<Text> args) {}

    /** Reads {@code entrypoint} and {@code command}; their secrets move into {@code environment}. */
    public static Command of(Attribute service, Environment environment, ServiceNames names) {
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
        entrypoint.found(
                Code.ENTRYPOINT_CLEARED,
                "Kubernetes cannot clear the entrypoint of an image without setting a command",
                "set the command to run");
        return new Command(List.of(), List.of());
    }

    /** Returns the words of a command; their secrets move into {@code environment}. */
    public static List<Text> texts(Attribute attribute, Environment environment, ServiceNames names) {
        List<Text> texts = new ArrayList<>();
        String before = "";
        List<String> words = new ArrayList<>();
        HostArguments hosts = new HostArguments(names);
        for (Attribute item : attribute.items()) {
            Text text = item.text();
            Text rewritten = hosts.of(words, text);
            if (!rewritten.value().equals(text.value())) {
                item.note(Code.HOST_REPLACED, "a host name in the command is replaced by its name in Kubernetes");
            }
            texts.add(argument(before, rewritten, environment, words));
            before = text.value();
            words.add(before);
        }
        // An image's own command stays in force for [""] as for nothing at all.
        return texts.size() == 1 && texts.get(0).equals(Text.EMPTY) ? List.of() : texts;
    }

    /** The value of an option with a secret name is a secret: {@code --requirepass x}, {@code --admin-password=x}. */
    private static Text argument(String before, Text text, Environment environment, List<String> words) {
        String value = text.value();
        int equals = value.indexOf('=');
        if (before.startsWith("-") && before.indexOf('=') < 0 && !value.startsWith("-")) {
            String option = SecretParts.legal(before);
            return environment.isSecretOption(before, text)
                    ? environment.withoutSecrets(option, text)
                    : environment.withoutSecrets(text, words);
        }
        if (value.startsWith("-")
                && equals > 0
                && equals < value.length() - 1
                && value.indexOf(' ') < 0
                && environment.isSecretOption(value.substring(0, equals), Text.of(value.substring(equals + 1)))) {
            String option = SecretParts.legal(value.substring(0, equals));
            Text secret = environment.withoutSecrets(option, Text.of(value.substring(equals + 1)));
            return new Text.Concat(List.of(Text.of(value.substring(0, equals + 1)), secret));
        }
        return environment.withoutSecrets(text, words);
    }

    /** Reads {@code post_start}, {@code pre_stop} and {@code stop_signal}; secrets move into {@code environment}. */
    public static Hooks hooks(Attribute service, Environment environment, TranslateOptions options) {
        return new Hooks(
                hook(service.get("post_start"), environment, service),
                hook(service.get("pre_stop"), environment, service),
                StopSignals.of(service.get("stop_signal"), options));
    }

    private static List<String> hook(Attribute hooks, Environment environment, Attribute service) {
        List<List<Text>> commands = new ArrayList<>();
        boolean secret = false;
        boolean elsewhere = false;
        for (Attribute hook : hooks.items()) {
            reportRights(hook, service);
            List<Text> command = new ArrayList<>();
            for (Map.Entry<String, Attribute> variable :
                    hook.get("environment").entries().entrySet()) {
                Text value = variable.getValue().text();
                Text open = environment.withoutSecrets(variable.getKey(), value);
                secret |= open != value;
                command.add(new Text.Concat(List.of(Text.of(variable.getKey() + "="), open)));
            }
            if (!command.isEmpty()) {
                command.add(0, Text.of("env"));
            }
            List<String> before = new ArrayList<>();
            for (Attribute item : hook.get("command").items()) {
                Text word = item.text();
                Text open = environment.withoutSecrets(word, before);
                before.add(word.value());
                secret |= open != word;
                command.add(open);
            }
            String folder = hook.get("working_dir").string();
            if (!folder.isEmpty()) {
                elsewhere = true;
                command.addAll(0, Text.listOf(List.of("cd", folder)));
                command.add(2, AND);
            }
            commands.add(command);
        }
        if (elsewhere && commands.size() == 1) {
            hooks.noteApproximated("a Kubernetes hook has no working directory; a shell changes the folder");
        }
        if (commands.size() > 1) {
            hooks.noteApproximated("Kubernetes supports one hook; the hooks run one after the other in a shell");
        } else if (!secret && !elsewhere) {
            return commands.isEmpty()
                    ? List.of()
                    : commands.get(0).stream().map(Text::value).toList();
        }
        // A hook's command is not expanded: a shell fills in the secrets from the environment.
        String script = commands.stream()
                .map(command -> script(command, commands.size() > 1))
                .collect(Collectors.joining(" && "));
        return List.of("/bin/sh", "-c", script);
    }

    /** A folder is changed for one command of several only. */
    private static String script(List<Text> command, boolean oneOfSeveral) {
        String script = command.stream()
                .map(word -> word == AND ? "&&" : Shell.word(word))
                .collect(Collectors.joining(" "));
        return oneOfSeveral && command.contains(AND) ? "(" + script + ")" : script;
    }

    private static void reportRights(Attribute hook, Attribute service) {
        String user = hook.get("user").string();
        if (!user.isEmpty() && !user.equals(service.get("user").peek())) {
            hook.get("user")
                    .noteLost(
                            "a hook runs as the user of its container, not as '" + user + "'",
                            "set 'user' for the service, or switch users in the image's entrypoint");
        }
        if (hook.get("privileged").bool() && !service.get("privileged").peek().equals("true")) {
            hook.get("privileged")
                    .noteLost(
                            "a hook cannot have more privileges than its container",
                            "set 'privileged: true' for the service");
        }
    }
}
