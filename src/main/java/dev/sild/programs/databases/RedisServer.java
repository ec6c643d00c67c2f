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
import dev.sild.programs.settings.RedisConf;
import dev.sild.stacks.shared.ModelValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** redis in the official image, or one made of it. */
record RedisServer(DatabaseSettings settings, Engine.Redis engine) implements Server {
    private static final Port PORT = ModelValues.port(RedisConf.PORT, "redis", "tcp");

    @Override
    public Port port() {
        return PORT;
    }

    @Override
    public ServerAddress address(String host) {
        return new ServerAddress("redis", host, RedisConf.PORT, "", "", "0");
    }

    @Override
    public String configuration() {
        return new RedisConf(
                        engine.maxMemoryBytes().isPresent()
                                ? engine.maxMemoryBytes()
                                : RedisConf.maxMemoryWithin(ModelValues.memoryLimit(
                                        settings.server().resources())),
                        engine.maxMemoryPolicy(),
                        engine.persistence())
                .text();
    }

    @Override
    public Launch launch(Credentials credentials) {
        return new Launch(
                RedisConf.command(),
                List.of(),
                List.of(
                        new Env(RedisConf.PASSWORD_VARIABLE, credentials.password()),
                        new Env(RedisConf.CLIENT_PASSWORD_VARIABLE, credentials.password())),
                RedisConf.FILE,
                RedisConf.DATA_FOLDER,
                List.of(new Launch.Folder("-tmp", RedisConf.SCRATCH_FOLDER)),
                ModelValues.probe(Probe.Use.READINESS, new Health.Exec(RedisConf.healthCommand()), 5, 3, 3),
                Optional.empty());
    }

    @Override
    public boolean persists() {
        return engine.persistence() != RedisConf.Persistence.NONE;
    }

    @Override
    public Sidecar exporter(Credentials credentials) {
        List<Env> env = new ArrayList<>();
        Exporters.redisEnv().forEach((name, value) -> env.add(ModelValues.env(name, value)));
        env.add(new Env(Exporters.REDIS_PASSWORD_VARIABLE, credentials.password()));
        return new Sidecar(Exporters.REDIS_PORT, Exporters.REDIS_UID, List.of(), env);
    }

    @Override
    public List<Env> client(String host) {
        return List.of(ModelValues.env("REDIS_HOST", host));
    }

    @Override
    public List<String> rotation() {
        return Rotations.redisCommand();
    }

    @Override
    public Optional<Dumps> dumps() {
        return Optional.empty();
    }
}
