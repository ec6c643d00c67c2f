package dev.sild.stacks.monitoring;

import dev.sild.model.Component;
import dev.sild.model.Container.Env;
import dev.sild.model.ContainerBuilder;
import dev.sild.model.Endpoint;
import dev.sild.model.Files;
import dev.sild.model.Health;
import dev.sild.model.Identity;
import dev.sild.model.PodSecurity;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import dev.sild.model.Workload.Rollout;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.GeneratedFiles;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.Stores;
import dev.sild.stacks.spec.Shapes;
import dev.sild.v1alpha1.shared.ServerSpec;
import dev.sild.v1alpha1.shared.StorageSpec;
import dev.sild.v1alpha1.shared.StoringSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A server of a MonitoringStack, in one pod. */
abstract class MonitoringServer {
    final MonitoringFrame frame;
    private final String name;
    private final Port port;
    private final ServerSpec spec;
    private final Account account;
    private final PodSecurity level;

    MonitoringServer(MonitoringFrame frame, String name, Port port, ServerSpec spec, Account account) {
        this.frame = frame;
        this.name = name;
        this.port = port;
        this.spec = spec;
        this.account = account;
        level = Shapes.level(spec);
    }

    /** Adds what is special to a container that has its image, port, variables, resources and rights. */
    abstract ContainerBuilder complete(ContainerBuilder container);

    /** Returns the variables that Sild sets. */
    List<Env> env() {
        return List.of();
    }

    /** Returns the volumes besides the claim. */
    List<Volume> scratch() {
        return List.of();
    }

    abstract List<Files> files();

    Optional<Long> graceSeconds() {
        return Optional.empty();
    }

    Optional<Identity> identity() {
        return Optional.empty();
    }

    /** Returns the annotations of its Service. */
    Map<String, String> ofService() {
        return Map.of();
    }

    final void addTo(Parts parts) {
        List<Volume> volumes = new ArrayList<>();
        storage()
                .ifPresent(storage ->
                        volumes.add(Stores.claim(name, storage.getSize(), Shapes.text(storage.getStorageClassName()))));
        volumes.addAll(scratch());
        parts.component(component())
                .endpoint(new Endpoint(name, List.of(name), List.of(port), false, false, Map.of(), ofService()))
                .volumes(volumes)
                .files(files());
        if (isKept()) {
            parts.keepClaimOf(name);
        }
    }

    private Component component() {
        ContainerBuilder container = Shapes.program(spec, spec.getImage())
                .draft(name, env())
                .ports(List.of(port))
                .security(account.security(level));
        return frame.pods(spec)
                .component(
                        name,
                        storage().isPresent() ? Stores.one(!isKept()) : new Workload.Replicated(1, Rollout.DEFAULT),
                        account.fsGroup(level),
                        graceSeconds(),
                        List.of(complete(container).build()))
                .withIdentity(identity());
    }

    private Optional<StorageSpec> storage() {
        return spec instanceof StoringSpec storing ? Optional.of(storing.getStorage()) : Optional.empty();
    }

    /** Whether the claim outlives the component. */
    final boolean isKept() {
        return storage().filter(Shapes::isKept).isPresent();
    }

    /** Returns the configuration file: the user's own, or the generated one. */
    final Files configuration(String file, Supplier<String> generated) {
        return Shapes.ownConfiguration(name, file, spec)
                .orElseGet(() -> GeneratedFiles.of(name, file, generated.get()));
    }

    /** Returns the readiness of a server that needs no long start. */
    final List<Probe> ready(String path, boolean isSecure) {
        return List.of(ModelValues.probe(
                Probe.Use.READINESS, new Health.Http(port.number(), path, isSecure, "", List.of()), 10, 3, 3));
    }
}
