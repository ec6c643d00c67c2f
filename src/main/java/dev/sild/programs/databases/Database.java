package dev.sild.programs.databases;

import dev.sild.model.Call;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.ContainerBuilder;
import dev.sild.model.Endpoint;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Naming;
import dev.sild.model.Port;
import dev.sild.model.Resources;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import dev.sild.programs.Launch;
import dev.sild.programs.ServerAddress;
import dev.sild.programs.Sidecar;
import dev.sild.programs.VariableNames;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.GeneratedFiles;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.StackProgram;
import dev.sild.stacks.shared.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A server that stores data, as one component of a stack, with what it brings along. */
public final class Database {
    private static final int ROTATION_TRIES = 6;

    /** For a client that sends one statement. */
    private static final Resources SMALL =
            new Resources(Map.of("memory", "64Mi"), new TreeMap<>(Map.of("cpu", "10m", "memory", "16Mi")), Map.of());

    private final DatabaseSettings settings;
    private final Server server;
    private final String host;
    private final ServerAddress address;
    private final Credentials credentials;

    /** Prepares one for a stack whose objects are called so. */
    public Database(DatabaseSettings settings, Naming naming) {
        this.settings = settings;
        server = Server.of(settings);
        host = naming.object(settings.component());
        address = server.address(host);
        credentials = Credentials.of(settings, naming, address, server.hasRoot());
    }

    /** Returns the port that it listens on. */
    public Port port() {
        return server.port();
    }

    /** Returns the port of its metrics; empty if nothing scrapes them. */
    public Optional<Port> metrics() {
        return settings.exporter().map(program -> ModelValues.port(exporter().port(), "metrics", "http"));
    }

    /**
     * Adds all that it consists of: the server, its Secret, while that is being rotated what tells the server, its
     * dumps, and the connections that these need. Who else may call it is the stack's to say, and whether its numbers
     * are fetched.
     */
    public void addTo(Parts parts) {
        parts.component(component()).endpoint(endpoint()).volumes(volumes()).files(List.of(files()));
        credentials.seed().ifPresent(seed -> {
            parts.seed(seed, isKept());
            if (parts.rotates(seed)) {
                parts.component(rotation());
            }
        });
        if (isKept()) {
            parts.keepClaimOf(settings.component());
        }
        settings.backup().filter(said -> said.store().isEmpty()).ifPresent(said -> {
            new BackupComponent(settings, said, server, credentials, host).addTo(parts);
            parts.call(Call.between(said.component(), settings.component(), port()));
        });
        new StoreComponents(settings, server, credentials, host).addTo(parts);
        if (credentials.seed().filter(parts::rotates).isPresent()) {
            parts.call(Call.between(Rotations.component(settings.component()), settings.component(), port()));
        }
    }

    private Component component() {
        List<Container> containers = new ArrayList<>();
        Launch launch = server.launch(credentials);
        containers.add(main(launch));
        settings.exporter().ifPresent(program -> containers.add(exporter(program)));
        return settings.pods()
                .component(
                        settings.component(),
                        Stores.one(server.persists() && !settings.storage().isKept()),
                        server.account().fsGroup(settings.pods().level()),
                        launch.graceSeconds(),
                        containers);
    }

    private Container main(Launch launch) {
        String name = settings.component();
        List<Mount> mounts = new ArrayList<>();
        mounts.add(Mount.ofFiles(
                name, launch.configurationFile(), settings.engine().file()));
        mounts.add(Mount.ofVolume(name, launch.dataFolder(), false));
        launch.scratch().forEach(folder -> mounts.add(Mount.ofVolume(name + folder.suffix(), folder.path(), false)));
        return settings.server()
                .draft(name, launch.env())
                .command(Text.listOf(launch.command()))
                .args(Text.listOf(launch.args()))
                .ports(List.of(port()))
                .mounts(mounts)
                .probes(List.of(launch.readiness()))
                .security(server.account().security(settings.pods().level()))
                .build();
    }

    private Sidecar exporter() {
        return server.exporter(credentials);
    }

    private Container exporter(StackProgram program) {
        return program.draft("exporter", exporter().env())
                .args(Text.listOf(exporter().args()))
                .ports(metrics().stream().toList())
                .security(Account.security(settings.pods().level(), exporter().user()))
                .build();
    }

    private List<Volume> volumes() {
        String name = settings.component();
        List<Volume> volumes = new ArrayList<>();
        volumes.add(
                server.persists()
                        ? Stores.claim(
                                name,
                                settings.storage().size(),
                                settings.storage().storageClass())
                        : new Volume.Scratch(name, false, ""));
        server.launch(credentials)
                .scratch()
                .forEach(folder -> volumes.add(new Volume.Scratch(name + folder.suffix(), folder.isMemory(), "")));
        return volumes;
    }

    /** Whether what it stores, and the password that opens it, outlive it. */
    private boolean isKept() {
        return server.persists() && settings.storage().isKept();
    }

    private Files files() {
        return settings.configuration()
                .orElseGet(() -> GeneratedFiles.of(
                        settings.component(), settings.engine().file(), server.configuration()));
    }

    /** Returns what tells the server its next password. */
    private Component rotation() {
        List<Env> env = new ArrayList<>(server.client(host));
        env.add(new Env(Rotations.OLD_VARIABLE, credentials.password()));
        env.add(new Env(Rotations.NEW_VARIABLE, credentials.nextPassword()));
        Container container = ContainerBuilder.builder(
                        Container.of("rotation", Text.of(settings.server().image())))
                .pullPolicy(settings.server().pulled())
                .command(Text.listOf(server.rotation()))
                .env(env)
                .mounts(rotationMounts())
                .resources(SMALL)
                .security(server.account().security(settings.pods().level()))
                .build();
        return settings.pods()
                .ofHelper()
                .component(
                        Rotations.component(settings.component()),
                        new Workload.Once(ROTATION_TRIES, 1),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(container));
    }

    /** Some clients write to the folder for scratch data. */
    private List<Mount> rotationMounts() {
        return server.clientWrites()
                ? List.of(Mount.ofVolume(settings.component() + "-tmp", "/tmp", false))
                : List.of();
    }

    /** Returns what the pods of its clients wait in until it was filled from a backup; empty where it starts empty. */
    public Optional<Container> bootstrapped() {
        return settings.bootstrap().map(bootstrap -> {
            List<Env> env = new ArrayList<>(server.client(host));
            env.add(new Env("PGPASSWORD", credentials.password()));
            return ContainerBuilder.builder(Container.of(
                            settings.component() + "-bootstrapped",
                            Text.of(settings.server().image())))
                    .pullPolicy(settings.server().pulled())
                    .command(Text.listOf(List.of("/bin/sh", "-c", PostgresStream.waiting())))
                    .env(env)
                    .resources(SMALL)
                    .security(server.account().security(settings.pods().level()))
                    .build();
        });
    }

    private Endpoint endpoint() {
        return new Endpoint(settings.component(), List.of(settings.component()), List.of(port()), false, false);
    }

    /**
     * Returns the variables with the server's address and credentials for a component; redis has no database names and
     * user names.
     *
     * <p>A Secret of the user's holds no address, and is not to be copied: the variable for the address is then made of
     * the one for the password, which precedes it.
     */
    public List<Env> variables(VariableNames names) {
        List<Env> variables = new ArrayList<>();
        add(variables, names.host(), Text.of(host));
        add(variables, names.port(), Text.of(Integer.toString(address.port())));
        if (!address.database().isEmpty()) {
            add(variables, names.database(), Text.of(address.database()));
        }
        if (!address.user().isEmpty()) {
            add(variables, names.user(), Text.of(address.user()));
        }
        if (credentials.seed().isPresent()) {
            add(variables, names.password(), credentials.password());
            add(variables, names.url(), credentials.reference(Credentials.URL));
            return variables;
        }
        String password = names.password().isEmpty() && !names.url().isEmpty() ? names.unnamed() : names.password();
        add(variables, password, credentials.password());
        add(
                variables,
                names.url(),
                new Text.Concat(List.of(
                        Text.of(address.beforePassword()),
                        new Text.EnvRef(password),
                        Text.of(address.afterPassword()))));
        return variables;
    }

    private static void add(List<Env> variables, String name, Text value) {
        if (!name.isEmpty()) {
            variables.add(new Env(name, value));
        }
    }
}
