package dev.sild.cli.verbs;

import dev.sild.cli.options.ClusterOptions;
import dev.sild.cli.options.Options;
import dev.sild.cli.stack.LiveApplication;
import dev.sild.cli.stack.LiveApplications;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.stack.VerbException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What completes a command line about stacks and projects: their names and those of components, from the cluster. */
public final class ClusterCompletion {
    private static final String LOGS = "logs";

    private ClusterCompletion() {}

    /** Whether arguments of a command are completed from the cluster. */
    public static boolean serves(String command) {
        return Verbs.NAMES.contains(command) || command.equals(LOGS);
    }

    /**
     * Returns the candidates for the last word of a command line; none where the cluster does not answer.
     *
     * @param command the command; names of projects follow only what serves them
     * @param words the words after the command, of which the last one is being typed
     */
    public static List<String> of(String command, List<String> words) {
        String typed = words.isEmpty() ? "" : words.get(words.size() - 1);
        if (typed.startsWith("-")) {
            return List.of();
        }
        try {
            Options options = options(words.subList(0, Math.max(0, words.size() - 1)));
            try (KubernetesClient client = ClusterOptions.client(options)) {
                String namespace =
                        options.value("--namespace", Objects.requireNonNullElse(client.getNamespace(), "default"));
                return candidates(applications(client, namespace, command), options.arguments()).stream()
                        .filter(candidate -> candidate.startsWith(typed))
                        .distinct()
                        .sorted()
                        .toList();
            }
        } catch (KubernetesClientException | VerbException | ParameterException unanswered) {
            return List.of();
        }
    }

    private static List<LiveApplication> applications(KubernetesClient client, String namespace, String command) {
        boolean projects = Verbs.OF_PROJECTS.contains(command) || command.equals(LOGS);
        return new LiveApplications(client)
                .list(namespace).applications().stream()
                        .filter(application -> projects || application instanceof LiveStack)
                        .toList();
    }

    private static Options options(List<String> words) {
        CommandSpec spec = ClusterVerb.spec("complete", "");
        spec.addPositional(Options.arguments("WORD", ""));
        spec.parser().unmatchedArgumentsAllowed(true);
        return new Options(new CommandLine(spec).parseArgs(words.toArray(String[]::new)));
    }

    static List<String> candidates(List<LiveApplication> applications, List<String> given) {
        Optional<LiveApplication> named = given.stream()
                .flatMap(word -> applications.stream().filter(application -> application.isMeant(word)))
                .findFirst();
        List<String> candidates = new ArrayList<>();
        if (named.isEmpty()) {
            applications.forEach(application -> candidates.add(application.name()));
        }
        named.or(() -> applications.size() == 1 ? Optional.of(applications.get(0)) : Optional.empty())
                .ifPresent(application -> candidates.addAll(application.components()));
        candidates.removeAll(given);
        return candidates;
    }
}
