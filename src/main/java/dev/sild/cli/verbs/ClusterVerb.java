package dev.sild.cli.verbs;

import dev.sild.cli.options.ClusterOptions;
import dev.sild.cli.options.CommandShape;
import dev.sild.cli.options.Options;
import dev.sild.cli.stack.LiveApplication;
import dev.sild.cli.stack.LiveApplications;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.model.Names;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What the commands about running stacks have in common: the cluster, the namespace, and how failures are reported. */
abstract class ClusterVerb {
    static final String STACK = "The stack, as NAME or KIND/NAME. Default: the only one of the namespace";
    static final String APPLICATION = "The stack or converted project, as NAME, KIND/NAME or project/NAME."
            + " Default: the only one of the namespace";

    final Console console;
    final Options options;
    private final String name;

    ClusterVerb(Console console, ParseResult parsed) {
        this.console = console;
        this.options = new Options(parsed);
        this.name = parsed.commandSpec().name();
        if (!Names.isLabel(options.value("--namespace", "x"))) {
            throw options.wrong("'" + options.value("--namespace", "") + "' is not a valid namespace");
        }
    }

    /** Returns a command with the options that say which cluster and namespace are meant. */
    static CommandSpec spec(String name, String description) {
        CommandSpec spec = CommandShape.of(name, description);
        addCluster(spec);
        return spec;
    }

    static void addCluster(CommandSpec spec) {
        spec.addOption(Options.text("NAME", "The namespace. Default: the one of the context", "-n", "--namespace"));
        ClusterOptions.addTo(spec);
    }

    /** Runs the command and returns its exit code. */
    final int run() {
        try (KubernetesClient client = ClusterOptions.client(options)) {
            try {
                return run(client);
            } catch (KubernetesClientException refused) {
                console.say(ClusterOptions.reason(refused, client.getMasterUrl()));
                return failed();
            } catch (VerbException impossible) {
                console.say(impossible.getMessage());
                return failed();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    abstract int run(KubernetesClient client) throws InterruptedException;

    /** Returns the exit code of an error. */
    int failed() {
        return ExitCode.FAILED;
    }

    final String namespace(KubernetesClient client) {
        String given = options.value("--namespace", "");
        return !given.isEmpty() ? given : client.getNamespace() == null ? "default" : client.getNamespace();
    }

    /** Returns the stack or project that the arguments name, and the words after it. */
    final LiveApplications.Chosen<LiveApplication> chosen(KubernetesClient client) {
        return new LiveApplications(client).choose(namespace(client), options.arguments(), name);
    }

    /** Returns the stack that the arguments name, and the words after it, for a command that projects do not have. */
    final LiveApplications.Chosen<LiveStack> chosenStack(KubernetesClient client) {
        return chosenStack(client, true);
    }

    private LiveApplications.Chosen<LiveStack> chosenStack(KubernetesClient client, boolean takesComponents) {
        return new LiveApplications(client).chooseStack(namespace(client), options.arguments(), name, takesComponents);
    }

    /** Returns the same for a command that takes at most {@code most} words after the stack. */
    final LiveApplications.Chosen<LiveStack> chosenStack(KubernetesClient client, int most) {
        return limited(chosenStack(client, most > 0), most, "stack", namespace(client));
    }

    /** Returns what was chosen, if at most {@code most} words are left. */
    final <A extends LiveApplication> LiveApplications.Chosen<A> limited(
            LiveApplications.Chosen<A> chosen, int most, String what, String namespace) {
        if (chosen.rest().size() > most) {
            String unknown = chosen.rest().get(most);
            throw new VerbException(
                    chosen.rest().size() == options.arguments().size()
                            ? "namespace " + namespace + " has no " + what + " '" + unknown + "'; it has "
                                    + chosen.application()
                            : "unexpected argument '" + unknown + "'");
        }
        return chosen;
    }

    static void examples(CommandSpec spec, String... lines) {
        List<String> footer = new ArrayList<>(List.of("", lines.length == 1 ? "Example:" : "Examples:"));
        for (String line : lines) {
            footer.add("  " + line);
        }
        spec.usageMessage().footer(footer.toArray(String[]::new));
    }
}
