package dev.sild.programs.databases;

import dev.sild.model.Call;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Endpoint;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Naming;
import dev.sild.model.Origin;
import dev.sild.model.Pod;
import dev.sild.model.Port;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.programs.Launch;
import dev.sild.programs.ServerAddress;
import dev.sild.programs.Sidecar;
import dev.sild.programs.VariableNames;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.ContainerDraft;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.Shapes;
import dev.sild.stacks.shared.Stores;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server that stores data, as one component of a stack, with what it brings along. */
public final class Database {
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

    /** Returns the port of its numbers; nothing where nobody fetches them. */
    public Optional<Port> metrics() {
        return settings.exporter().map(program -> Shapes.port(exporter().port(), "metrics", "http"));
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
        settings.backup().ifPresent(said -> {
            new BackupComponent(settings, said, server, credentials, host).addTo(parts);
            parts.call(Call.between(said.component(), settings.component(), port()));
        });
        if (credentials.seed().filter(parts::rotates).isPresent()) {
            parts.call(Call.between(settings.component() + Stores.ROTATION, settings.component(), port()));
        }
    }

    private Component component() {
        List<Container> containers = new ArrayList<>();
        Launch launch = server.launch(credentials);
        containers.add(main(launch));
        settings.exporter().ifPresent(program -> containers.add(exporter(program)));
        return new Component(
                settings.component(),
                Stores.one(server.persists() && !settings.storage().isKept()),
                containers,
                List.of(),
                Pod.secured(
                        settings.pods().level(),
                        server.account().fsGroup(settings.pods().level()),
                        launch.graceSeconds(),
                        settings.pods().pullSecrets(),
                        settings.pods().labels(),
                        settings.pods().annotations()),
                settings.pods().placement(),
                List.of(),
                Map.of(),
                Map.of(),
                Origin.NONE);
    }

    private Container main(Launch launch) {
        String name = settings.component();
        List<Mount> mounts = new ArrayList<>();
        mounts.add(Mount.ofFiles(
                name, launch.configurationFile(), settings.engine().file()));
        mounts.add(Mount.ofVolume(name, launch.dataFolder(), false));
        launch.scratch().forEach(folder -> mounts.add(Mount.ofVolume(name + folder.suffix(), folder.path(), false)));
        return new ContainerDraft(name, settings.server().image())
                .pulled(settings.server().pulled())
                .command(launch.command())
                .args(launch.args())
                .env(Shapes.env(launch.env(), settings.server().env()))
                .ports(List.of(port()))
                .mounts(mounts)
                .probes(List.of(launch.readiness()))
                .resources(settings.server().resources())
                .security(server.account().security(settings.pods().level()))
                .build();
    }

    private Sidecar exporter() {
        return server.exporter(credentials);
    }

    private Container exporter(DatabaseSettings.Program program) {
        return new ContainerDraft("exporter", program.image())
                .pulled(program.pulled())
                .args(exporter().args())
                .env(exporter().env())
                .ports(metrics().stream().toList())
                .resources(program.resources())
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
        return settings.configuration().orElseGet(() -> {
            String file = settings.engine().file();
            byte[] content = server.configuration().getBytes(StandardCharsets.UTF_8);
            return new Files(
                    settings.component(),
                    List.of(new Files.Entry(file, file, -1, content)),
                    false,
                    true,
                    Optional.of(settings.component()));
        });
    }

    /** Returns what tells the server its next password. */
    private Component rotation() {
        List<Env> env = new ArrayList<>(server.client(host));
        env.add(new Env(Rotations.OLD_VARIABLE, credentials.password()));
        env.add(new Env(Rotations.NEW_VARIABLE, credentials.nextPassword()));
        return Stores.rotation(
                settings.component(),
                new ContainerDraft("rotation", settings.server().image())
                        .pulled(settings.server().pulled())
                        .command(server.rotation())
                        .env(env)
                        .mounts(rotationMounts())
                        .security(server.account().security(settings.pods().level())),
                Pod.secured(
                        settings.pods().level(),
                        Optional.empty(),
                        Optional.empty(),
                        settings.pods().pullSecrets(),
                        Map.of(),
                        Map.of()),
                settings.pods().placement());
    }

    /** Some clients write to the folder for scratch data. */
    private List<Mount> rotationMounts() {
        return server.clientWrites()
                ? List.of(Mount.ofVolume(settings.component() + "-tmp", "/tmp", false))
                : List.of();
    }

    private Endpoint endpoint() {
        return new Endpoint(settings.component(), List.of(settings.component()), List.of(port()), false, false);
    }

    /**
     * Returns the variables by which a component learns where the server is and how it is opened; redis has no names of
     * databases and users.
     *
     * <p>A Secret of the user's holds no address, and is not to be copied: the variable for the address is then made of
     * the one for the password, which stands before it.
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
