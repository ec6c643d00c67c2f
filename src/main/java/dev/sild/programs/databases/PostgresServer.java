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
import dev.sild.programs.settings.PostgresConf;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.ModelValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** postgres in the official image, or one made of it. */
record PostgresServer(DatabaseSettings settings, Engine.Postgres engine) implements Server {
    private static final Port PORT = ModelValues.port(PostgresConf.PORT, "postgres", "tcp");

    /** To write what is in memory only; one that is ended before reads its log at the next start. */
    private static final long SECONDS_TO_END = 60;

    @Override
    public Port port() {
        return PORT;
    }

    @Override
    public Account account() {
        return Account.ofPostgres(settings.server().image());
    }

    @Override
    public ServerAddress address(String host) {
        return new ServerAddress(
                "postgresql", host, PostgresConf.PORT, settings.user(), settings.database(), settings.database());
    }

    @Override
    public String configuration() {
        return new PostgresConf(
                        ModelValues.memoryLimit(settings.server().resources()),
                        OptionalLong.of(ModelValues.bytes(settings.storage().size())),
                        engine.parameters())
                .text();
    }

    @Override
    public Launch launch(Credentials credentials) {
        List<Env> env = List.of(
                ModelValues.env("POSTGRES_USER", settings.user()),
                ModelValues.env("POSTGRES_DB", settings.database()),
                new Env("POSTGRES_PASSWORD", credentials.password()),
                ModelValues.env("POSTGRES_INITDB_ARGS", PostgresConf.INITDB_ARGS),
                ModelValues.env("PGDATA", PostgresConf.dataFolder(engine.major())));
        return new Launch(
                List.of(),
                PostgresConf.args(engine.major()),
                env,
                PostgresConf.FILE,
                PostgresConf.claimFolder(engine.major()),
                List.of(
                        new Launch.Folder("-socket", PostgresConf.SOCKET_FOLDER),
                        new Launch.Folder("-shm", PostgresConf.SHARED_MEMORY_FOLDER, true),
                        new Launch.Folder("-tmp", "/tmp")),
                new Probe(
                        Probe.Use.READINESS,
                        new Health.Exec(PostgresConf.healthCommand(settings.user(), settings.database())),
                        0,
                        5,
                        5,
                        3,
                        0),
                Optional.of(SECONDS_TO_END));
    }

    @Override
    public Sidecar exporter(Credentials credentials) {
        List<Env> env = new ArrayList<>();
        Exporters.postgresEnv(settings.user(), settings.database())
                .forEach((name, value) -> env.add(ModelValues.env(name, value)));
        env.add(new Env(Exporters.POSTGRES_PASSWORD_VARIABLE, credentials.password()));
        return new Sidecar(Exporters.POSTGRES_PORT, Exporters.POSTGRES_UID, List.of(), env);
    }

    @Override
    public List<Env> client(String host) {
        return List.of(
                ModelValues.env("PGHOST", host),
                ModelValues.env("PGUSER", settings.user()),
                ModelValues.env("PGDATABASE", settings.database()));
    }

    @Override
    public List<String> rotation() {
        return Rotations.postgresCommand();
    }

    @Override
    public Optional<Dumps> dumps() {
        return Optional.of(PostgresDumps.dumps());
    }
}
