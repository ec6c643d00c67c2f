package dev.sild.operator.engine.observe;

import dev.sild.operator.engine.state.ChildKind;
import dev.sild.stacks.shared.Capability;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which third-party kinds the cluster has and the user may watch, by discovery: queried when something depends on it,
 * and then not again for a while.
 */
public final class Capabilities {
    /** How soon one that was not there is looked for again. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Before a watch is opened, what is there is listed. */
    private static final List<String> WATCHING = List.of("list", "watch");

    private final KubernetesClient client;
    private final Set<String> scopes;
    private final Clock clock;
    private Optional<Instant> asked = Optional.empty();
    private Set<Capability> present = Set.of();
    private Set<Capability> missed = Set.of();

    /**
     * Creates an instance that has not queried anything yet.
     *
     * @param namespaces the namespaces in which the kinds are used; empty for all
     */
    public Capabilities(KubernetesClient client, Set<String> namespaces, Clock clock) {
        this.client = client;
        this.scopes = namespaces.isEmpty() ? Set.of("") : Set.copyOf(namespaces);
        this.clock = clock;
    }

    /** Returns what was there when it was last asked; what went is named until two answers in a row are without it. */
    public synchronized Set<Capability> present() {
        if (asked.isEmpty()) {
            ask();
        }
        return present;
    }

    /** Asks again, unless that was done a moment ago, and returns what is there now. */
    public synchronized Set<Capability> refresh() {
        if (asked.filter(last -> clock.instant().isBefore(last.plus(PATIENCE))).isEmpty()) {
            ask();
        }
        return present;
    }

    private void ask() {
        Set<String> groups = client.getApiGroups().getGroups().stream()
                .flatMap(group -> group.getVersions().stream())
                .map(version -> version.getGroupVersion())
                .collect(Collectors.toSet());
        Set<Capability> found = Arrays.stream(Capability.values())
                .filter(capability -> groups.contains(capability.apiVersion()))
                .filter(this::hasKind)
                .filter(this::mayWatch)
                .collect(Collectors.toUnmodifiableSet());
        // One answer without it may be of a server that does not know all at the moment, and pods would start again for
        // it.
        Set<Capability> doubtful = new HashSet<>(present);
        doubtful.removeAll(found);
        doubtful.removeAll(missed);
        Set<Capability> now = new HashSet<>(found);
        now.addAll(doubtful);
        present = Set.copyOf(now);
        missed = Set.copyOf(doubtful);
        asked = Optional.of(clock.instant());
    }

    /** What the operator has no right to is as good as absent: to wait for a watch of it would hold up all stacks. */
    private boolean mayWatch(Capability capability) {
        return Arrays.stream(ChildKind.values())
                .filter(kind -> kind.capability().filter(capability::equals).isPresent())
                .allMatch(kind -> scopes.stream()
                        .allMatch(namespace -> WATCHING.stream().allMatch(verb -> may(verb, kind, namespace))));
    }

    private boolean may(String verb, ChildKind kind, String namespace) {
        SelfSubjectAccessReview asked = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withGroup(kind.group())
                .withResource(kind.plural())
                .withVerb(verb)
                .withNamespace(namespace.isEmpty() ? null : namespace)
                .endResourceAttributes()
                .endSpec()
                .build();
        return client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(asked)
                .getStatus()
                .getAllowed();
    }

    private boolean hasKind(Capability capability) {
        APIResourceList resources = client.getApiResources(capability.apiVersion());
        return resources != null
                && resources.getResources().stream()
                        .anyMatch(resource -> resource.getKind().equals(capability.kind()));
    }
}
