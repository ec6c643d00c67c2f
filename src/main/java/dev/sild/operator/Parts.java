package dev.sild.operator;

import dev.sild.operator.engine.observe.Capabilities;
import dev.sild.operator.engine.observe.Children;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.observe.References;
import dev.sild.stacks.shared.Permissions;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the engine together: what all kinds of stacks share is there once. */
@Singleton
class Parts {
    private static final String NAMESPACES = "quarkus.operator-sdk.namespaces";

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Unlike with the JDK's other random number generators, its output cannot be predicted from earlier output. */
    @Produces
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    Cluster cluster(KubernetesClient client) {
        return new Cluster(client);
    }

    @Produces
    @Singleton
    Children children(
            KubernetesClient client, Clock clock, @ConfigProperty(name = NAMESPACES) Optional<List<String>> names) {
        return new Children(client, namespaces(client, names.orElse(List.of())), clock);
    }

    /** The namespaces that the controllers watch, as the operator SDK reads them. */
    static Set<String> namespaces(KubernetesClient client, List<String> names) {
        if (names.stream().anyMatch(name -> name.equals("JOSDK_ALL_NAMESPACES") || name.startsWith("QOSDK_"))) {
            return Set.of();
        }
        return names.stream()
                .map(name -> name.equals("JOSDK_WATCH_CURRENT") ? client.getNamespace() : name)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Produces
    @Singleton
    Permissions permissions(Settings settings) {
        return StackPermissions.of(settings);
    }

    @Produces
    @Singleton
    References references(KubernetesClient client) {
        return new References(client);
    }

    @Produces
    @Singleton
    Capabilities capabilities(
            KubernetesClient client, Clock clock, @ConfigProperty(name = NAMESPACES) Optional<List<String>> names) {
        return new Capabilities(client, namespaces(client, names.orElse(List.of())), clock);
    }
}
