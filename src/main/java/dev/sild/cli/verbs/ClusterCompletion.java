package dev.sild.cli.verbs;

import dev.sild.cli.options.ClusterOptions;
import dev.sild.cli.options.Options;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.stack.LiveStacks;
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

/** What completes a command line about stacks: names of stacks and of their components, from the cluster. */
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
     * @param words the words after the command, of which the last one is being typed
     */
    public static List<String> of(List<String> words) {
        String typed = words.isEmpty() ? "" : words.get(words.size() - 1);
        if (typed.startsWith("-")) {
            return List.of();
        }
        try {
            Options options = options(words.subList(0, Math.max(0, words.size() - 1)));
            try (KubernetesClient client = ClusterOptions.client(options)) {
                String namespace =
                        options.value("--namespace", Objects.requireNonNullElse(client.getNamespace(), "default"));
                return candidates(new LiveStacks(client).in(namespace), options.arguments()).stream()
                        .filter(candidate -> candidate.startsWith(typed))
                        .distinct()
                        .sorted()
                        .toList();
            }
        } catch (KubernetesClientException | VerbException | ParameterException unanswered) {
            return List.of();
        }
    }

    private static Options options(List<String> words) {
        CommandSpec spec = ClusterVerb.spec("complete", "");
        spec.addPositional(Options.arguments("WORD", ""));
        spec.parser().unmatchedArgumentsAllowed(true);
        return new Options(new CommandLine(spec).parseArgs(words.toArray(String[]::new)));
    }

    static List<String> candidates(List<LiveStack> stacks, List<String> given) {
        Optional<LiveStack> named = given.stream()
                .flatMap(word -> stacks.stream()
                        .filter(stack ->
                                stack.name().equals(word) || stack.toString().equals(word)))
                .findFirst();
        List<String> candidates = new ArrayList<>();
        if (named.isEmpty()) {
            stacks.forEach(stack -> candidates.add(stack.name()));
        }
        named.or(() -> stacks.size() == 1 ? Optional.of(stacks.get(0)) : Optional.empty())
                .ifPresent(stack -> stack.maps("status", "components")
                        .forEach(component -> candidates.add(String.valueOf(component.get("name")))));
        candidates.removeAll(given);
        return candidates;
    }
}
