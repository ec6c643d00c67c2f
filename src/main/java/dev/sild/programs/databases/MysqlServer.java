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
import dev.sild.programs.settings.MysqlConf;
import dev.sild.stacks.shared.ModelValues;
import java.util.List;
import java.util.Optional;

/** MySQL in the official image, or one made of it. */
record MysqlServer(DatabaseSettings settings, Engine.Mysql engine) implements Server {
    private static final Port PORT = ModelValues.port(MysqlConf.PORT, "mysql", "tcp");

    /** To write what is in memory only. */
    private static final long SECONDS_TO_END = 120;

    @Override
    public Port port() {
        return PORT;
    }

    @Override
    public ServerAddress address(String host) {
        return new ServerAddress(
                "mysql", host, MysqlConf.PORT, settings.user(), settings.database(), settings.database());
    }

    @Override
    public String configuration() {
        return new MysqlConf(
                        ModelValues.memoryLimit(settings.server().resources()),
                        ModelValues.bytes(settings.storage().size()),
                        engine.parameters())
                .text();
    }

    @Override
    public Launch launch(Credentials credentials) {
        List<Env> env = List.of(
                ModelValues.env("MYSQL_DATABASE", settings.database()),
                ModelValues.env("MYSQL_USER", settings.user()),
                new Env("MYSQL_PASSWORD", credentials.password()),
                // Nobody is root who is not in the container.
                new Env("MYSQL_ROOT_PASSWORD", credentials.rootPassword()),
                ModelValues.env("MYSQL_ROOT_HOST", "localhost"));
        return new Launch(
                MysqlConf.command(),
                List.of(),
                env,
                MysqlConf.FILE,
                MysqlConf.CLAIM_FOLDER,
                List.of(new Launch.Folder("-socket", MysqlConf.SOCKET_FOLDER), new Launch.Folder("-tmp", "/tmp")),
                ModelValues.probe(Probe.Use.READINESS, new Health.Exec(MysqlConf.healthCommand()), 5, 5, 3),
                Optional.of(SECONDS_TO_END));
    }

    @Override
    public boolean hasRoot() {
        return true;
    }

    @Override
    public boolean clientWrites() {
        return true;
    }

    @Override
    public Sidecar exporter(Credentials credentials) {
        return new Sidecar(
                Exporters.MYSQL_PORT,
                Exporters.MYSQL_UID,
                Exporters.mysqlArgs(settings.user()),
                List.of(new Env(Exporters.MYSQL_PASSWORD_VARIABLE, credentials.password())));
    }

    @Override
    public List<Env> client(String host) {
        return List.of(
                ModelValues.env("MYSQL_HOST", host),
                ModelValues.env("MYSQL_USER", settings.user()),
                ModelValues.env("MYSQL_DATABASE", settings.database()));
    }

    @Override
    public List<String> rotation() {
        return Rotations.mysqlCommand();
    }

    @Override
    public Optional<Dumps> dumps() {
        return Optional.of(MysqlDumps.dumps());
    }
}
