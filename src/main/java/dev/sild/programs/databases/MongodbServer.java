package dev.sild.programs.databases;

import dev.sild.model.Container.Env;
import dev.sild.model.Health;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.programs.Exporters;
import dev.sild.programs.Launch;
import dev.sild.programs.ServerAddress;
import dev.sild.programs.Sidecar;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.programs.settings.Engine;
import dev.sild.programs.settings.MongodbConf;
import dev.sild.stacks.shared.ModelValues;
import java.util.List;
import java.util.Optional;

/** MongoDB in the official image, or one made of it: one server, whose user is its root. */
record MongodbServer(DatabaseSettings settings, Engine.Mongodb engine) implements Server {
    private static final Port PORT = ModelValues.port(MongodbConf.PORT, "mongodb", "tcp");

    /** To write what is in memory only. */
    private static final long SECONDS_TO_END = 60;

    /** mongosh writes to it, and the image's own is that of the data. */
    private static final Env HOME = ModelValues.env("HOME", "/tmp");

    @Override
    public Port port() {
        return PORT;
    }

    /** The users of a server are looked up in the database {@code admin} where the address does not say another. */
    @Override
    public ServerAddress address(String host) {
        return new ServerAddress(
                "mongodb",
                host,
                MongodbConf.PORT,
                settings.user(),
                settings.database(),
                settings.database() + "?authSource=admin");
    }

    @Override
    public String configuration() {
        return new MongodbConf(ModelValues.memoryLimit(settings.server().resources())).text();
    }

    @Override
    public Launch launch(Credentials credentials) {
        List<Env> env = List.of(
                ModelValues.env("MONGO_INITDB_DATABASE", settings.database()),
                ModelValues.env("MONGO_INITDB_ROOT_USERNAME", settings.user()),
                new Env("MONGO_INITDB_ROOT_PASSWORD", credentials.password()),
                HOME);
        return new Launch(
                MongodbConf.command(),
                List.of(),
                env,
                MongodbConf.FILE,
                MongodbConf.CLAIM_FOLDER,
                List.of(
                        new Launch.Folder("-config", MongodbConf.CONFIGURATION_SERVER_FOLDER),
                        new Launch.Folder("-tmp", "/tmp")),
                // Its shell takes a while to start.
                new Probe(Probe.Use.READINESS, new Health.Exec(MongodbConf.healthCommand()), 5, 15, 10, 3, 0),
                Optional.of(SECONDS_TO_END));
    }

    @Override
    public boolean clientWrites() {
        return true;
    }

    @Override
    public Sidecar exporter(Credentials credentials) {
        return new Sidecar(
                Exporters.MONGODB_PORT,
                Exporters.MONGODB_UID,
                Exporters.mongodbArgs(),
                List.of(
                        ModelValues.env("MONGODB_USER", settings.user()),
                        new Env(Exporters.MONGODB_PASSWORD_VARIABLE, credentials.password())));
    }

    @Override
    public List<Env> client(String host) {
        return List.of(
                ModelValues.env("MONGO_HOST", host),
                ModelValues.env("MONGO_USER", settings.user()),
                ModelValues.env("MONGO_DATABASE", settings.database()),
                HOME);
    }

    @Override
    public List<String> rotation() {
        return Rotations.mongodbCommand();
    }

    @Override
    public Optional<Dumps> dumps() {
        return Optional.of(MongodbDumps.dumps());
    }
}
