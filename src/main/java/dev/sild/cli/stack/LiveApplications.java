package dev.sild.cli.stack;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stacks and converted projects of a cluster, and which of them a user means. */
public final class LiveApplications {
    /**
     * What the words of a command line name, and the words that are left.
     *
     * @param application the stack or project
     * @param rest the words after it
     */
    public record Chosen<A extends LiveApplication>(A application, List<String> rest) {
        public Chosen {
            rest = List.copyOf(rest);
        }
    }

    private final LiveStacks stacks;
    private final LiveProjects projects;

    /** Creates an instance that reads through a client, which the caller must close. */
    public LiveApplications(KubernetesClient client) {
        stacks = new LiveStacks(client);
        projects = new LiveProjects(client);
    }

    /**
     * Returns the stacks and projects of a namespace, by namespace and name.
     *
     * @param namespace the namespace; empty for all
     */
    public Listing<LiveApplication> list(String namespace) {
        Listing<LiveStack> custom = stacks.list(namespace);
        Listing<LiveProject> converted = projects.list(namespace);
        return new Listing<>(
                Stream.<LiveApplication>concat(custom.applications().stream(), converted.applications().stream())
                        .sorted(Comparator.comparing(LiveApplication::namespace)
                                .thenComparing(LiveApplication::name)
                                .thenComparing(Object::toString))
                        .toList(),
                Stream.concat(custom.unread().stream(), converted.unread().stream())
                        .toList());
    }

    /**
     * Returns the stack or project that the first word names, as {@code NAME} or {@code KIND/NAME}; without such a
     * word, the only one of the namespace.
     *
     * @param command the command, which also takes names of components
     * @throws VerbException where none, or more than one, is meant; or none is named, and there may be more than those
     *     that can be read; or the only word is also the name of a component
     */
    public Chosen<LiveApplication> choose(String namespace, List<String> words, String command) {
        Listing<LiveApplication> all = list(namespace);
        Chosen<LiveApplication> chosen = choose(all, namespace, words);
        if (all.applications().size() == 1 && all.unread().isEmpty()) {
            refuseOneWordForBoth(chosen.application(), words, command);
        }
        boolean isNamed = chosen.rest().size() < words.size();
        if (!isNamed && !all.unread().isEmpty() && !isOnlyStack(chosen.application(), namespace)) {
            throw new VerbException("name the stack or project, such as " + chosen.application()
                    + ": not all can be read: " + String.join("; ", all.unread()));
        }
        return chosen;
    }

    /** Who may read all stacks, but not the workloads of projects, has always left out the name of the only stack. */
    private boolean isOnlyStack(LiveApplication chosen, String namespace) {
        return chosen instanceof LiveStack && stacks.list(namespace).unread().isEmpty();
    }

    /** Returns the same for a command without components, of those that were listed before. */
    public static Chosen<LiveApplication> choose(Listing<LiveApplication> all, String namespace, List<String> words) {
        if (all.applications().isEmpty()) {
            throw new VerbException(none(namespace, all.unread()));
        }
        return chosen(all.applications(), "stack or project", namespace, words);
    }

    /** Returns why nothing can be shown of a namespace. */
    private static String none(String namespace, List<String> unread) {
        return "namespace " + namespace + " has no stack and no converted project"
                + (unread.isEmpty()
                        ? "; choose another with -n NAMESPACE, or list all with 'sild status -A'"
                        : " that you can read: " + String.join("; ", unread));
    }

    /**
     * Returns the stack that the words name, for a command that projects do not have.
     *
     * @param command the command
     * @param takesComponents whether the command also takes names of components
     * @throws VerbException where no stack, or more than one, or a project is meant; or a word has two meanings
     */
    public Chosen<LiveStack> chooseStack(
            String namespace, List<String> words, String command, boolean takesComponents) {
        List<LiveStack> all = stacks.listed(namespace);
        boolean isNamed = !words.isEmpty() && all.stream().anyMatch(stack -> stack.isMeant(words.get(0)));
        Optional<LiveStack> only = takesComponents && all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
        if (!isNamed && (all.isEmpty() || !words.isEmpty())) {
            refuseProjects(namespace, words, command, only);
        }
        only.ifPresent(stack -> refuseOneWordForBoth(stack, words, command));
        if (all.isEmpty()) {
            stacks.requireDefinitions();
            throw new VerbException("namespace " + namespace
                    + " has no stack; choose another with -n NAMESPACE, or list all with 'sild status -A'");
        }
        return chosen(all, "stack", namespace, words);
    }

    /** A single word may name an application, or a component of the only one, whose name can be left out. */
    private static void refuseOneWordForBoth(LiveApplication only, List<String> words, String command) {
        if (words.size() == 1
                && words.get(0).equals(only.name())
                && only.components().contains(only.name())) {
            throw twoMeanings(words.get(0), only, only, command);
        }
    }

    private static VerbException twoMeanings(String word, LiveApplication named, LiveApplication only, String command) {
        return new VerbException("'" + word + "' is " + named + " and a component of " + only + "; write '" + command
                + " " + named + "' or '" + command + " " + only + " " + word + "'");
    }

    private void refuseProjects(String namespace, List<String> words, String command, Optional<LiveStack> only) {
        List<LiveProject> meant = projects.list(namespace).applications().stream()
                .filter(project -> words.isEmpty() || project.isMeant(words.get(0)))
                .toList();
        if (!meant.isEmpty()) {
            only.filter(stack -> stack.components().contains(words.get(0))).ifPresent(stack -> {
                throw twoMeanings(words.get(0), meant.get(0), stack, command);
            });
            throw new VerbException(
                    listed(meant) + (meant.size() == 1 ? " is a converted project" : " are converted projects")
                            + ", and '" + command + "' is for stacks only; projects have status, logs, restart,"
                            + " and the clients of databases");
        }
    }

    private static <A extends LiveApplication> Chosen<A> chosen(
            List<A> all, String what, String namespace, List<String> words) {
        if (!words.isEmpty()) {
            List<A> named = all.stream()
                    .filter(application -> application.isMeant(words.get(0)))
                    .toList();
            if (named.size() == 1) {
                return new Chosen<>(named.get(0), words.subList(1, words.size()));
            }
            if (named.size() > 1) {
                throw new VerbException(
                        "'" + words.get(0) + "' is the name of " + listed(named) + "; use one of these");
            }
        }
        if (all.size() == 1 && (words.isEmpty() || !words.get(0).contains("/"))) {
            return new Chosen<>(all.get(0), words);
        }
        throw new VerbException(
                words.isEmpty()
                        ? "namespace " + namespace + " has several " + what.replaceAll("(stack|project)", "$1s")
                                + "; name one of " + listed(all)
                        : "namespace " + namespace + " has no " + what + " '" + words.get(0) + "'; it has "
                                + listed(all));
    }

    private static String listed(List<? extends LiveApplication> applications) {
        return applications.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
