package dev.sild.cli.stack;

import dev.sild.images.KnownImages;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The containers of a stack or project in which servers of one kind run. Those of stacks have the server's variables;
 * in a project clients have them, too: there the image tells, and the user where the image is not known.
 */
final class DatabaseServers {
    /** A container of a pod. */
    private record Candidate(Pod pod, Container container) {
        String component() {
            return ApplicationObjects.component(pod);
        }

        boolean isRunning() {
            return pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase());
        }
    }

    private final LiveApplication application;
    private final DatabaseClient client;
    private final List<Candidate> all;

    DatabaseServers(LiveApplication application, List<Pod> pods, DatabaseClient client) {
        this.application = application;
        this.client = client;
        all = pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .flatMap(pod -> pod.getSpec().getContainers().stream().map(container -> new Candidate(pod, container)))
                .toList();
    }

    /**
     * Returns the container of a server.
     *
     * @param word the component, or the service that it belongs to; empty for the only one
     * @throws VerbException where no running container, or more than one, is meant
     */
    DatabaseClient.Place place(String word) {
        List<Candidate> servers = servers();
        List<Candidate> meant = word.isEmpty() ? servers : named(servers, word);
        if (meant.isEmpty()) {
            throw new VerbException(
                    word.isEmpty()
                            ? application + " runs no pod of " + client.server()
                            : application + " has no " + client.server() + " '" + word + "'; it has "
                                    + names(servers.isEmpty() ? all : servers));
        }
        if (meant.stream().map(this::name).distinct().count() > 1) {
            throw new VerbException(
                    application + " has several " + client.server() + " servers; name one of " + names(meant));
        }
        Candidate found = meant.stream()
                .filter(Candidate::isRunning)
                .findFirst()
                .orElseThrow(() -> new VerbException(
                        "Pod/" + meant.get(0).pod().getMetadata().getName() + " is not running; see 'sild status'"));
        return new DatabaseClient.Place(
                found.pod().getMetadata().getName(), found.container().getName());
    }

    private List<Candidate> servers() {
        List<Candidate> known = isStack() ? List.of() : those(all, this::isKnown);
        return known.isEmpty() ? those(all, this::hasVariable) : known;
    }

    /** Services of a project that share a pod are containers of it, and one of them has the name of the pod. */
    private List<Candidate> named(List<Candidate> servers, String word) {
        List<Candidate> ofComponent = those(
                servers,
                server -> server.component().equals(word)
                        || server.component().equals(word + DatabaseClient.COMPONENT_SUFFIX));
        if (isStack()) {
            return ofComponent;
        }
        List<Candidate> ofService = those(all, one -> one.container().getName().equals(word) && !isOfAnotherKind(one));
        return !ofService.isEmpty()
                ? ofService
                : !ofComponent.isEmpty()
                        ? ofComponent
                        : those(all, one -> one.component().equals(word) && !isOfAnotherKind(one));
    }

    private static List<Candidate> those(List<Candidate> candidates, Predicate<Candidate> are) {
        return candidates.stream().filter(are).toList();
    }

    private boolean isStack() {
        return application instanceof LiveStack;
    }

    private boolean isKnown(Candidate candidate) {
        String image = candidate.container().getImage();
        return KnownImages.isDatabase(image)
                && KnownImages.find(image)
                        .filter(facts -> facts.ports().stream().anyMatch(one -> one.number() == client.port()))
                        .isPresent();
    }

    private boolean isOfAnotherKind(Candidate candidate) {
        return KnownImages.find(candidate.container().getImage()).isPresent() && !isKnown(candidate);
    }

    /** An exporter beside the server has other variables. */
    private boolean hasVariable(Candidate candidate) {
        return candidate.container().getEnv() != null
                && candidate.container().getEnv().stream()
                        .anyMatch(env -> client.variable().equals(env.getName()));
    }

    private String name(Candidate candidate) {
        return isStack() ? candidate.component() : candidate.container().getName();
    }

    private String names(List<Candidate> candidates) {
        return candidates.stream().map(this::name).distinct().sorted().collect(Collectors.joining(", "));
    }
}
