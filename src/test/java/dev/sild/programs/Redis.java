package dev.sild.programs;

import dev.sild.Folders;
import dev.sild.programs.settings.RedisConf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real redis, started by the container's own command, whose data outlives it. */
final class Redis implements AutoCloseable {
    final int port = Programs.freePort();
    final Path folder = Programs.folder();
    private Running running;

    private Redis() {}

    static Redis prepare() {
        Redis redis = new Redis();
        Programs.run(redis.folder, Map.of(), "mkdir", "data", "scratch").orFail();
        return redis;
    }

    /** Starts it and waits until the health check of its container holds. */
    Redis start(String conf, String password) {
        launch(conf, password).whenReady(() -> healthy(password));
        return this;
    }

    /** Starts it, whatever becomes of it. */
    Running launch(String conf, String password) {
        Programs.write(folder.resolve("redis.conf"), here(conf));
        running = Running.start(
                folder,
                Map.of(RedisConf.PASSWORD_VARIABLE, password),
                RedisConf.command().stream().map(this::here).toList());
        return running;
    }

    boolean healthy(String password) {
        return Programs.run(
                                folder,
                                Map.of(RedisConf.CLIENT_PASSWORD_VARIABLE, password),
                                RedisConf.healthCommand().stream()
                                        .map(this::here)
                                        .toList())
                        .exitCode()
                == 0;
    }

    /** Asks it something, with a password or, where that is empty, without. */
    String ask(String password, String... words) {
        Map<String, String> auth = password.isEmpty() ? Map.of() : Map.of(RedisConf.CLIENT_PASSWORD_VARIABLE, password);
        List<String> command = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port)));
        command.addAll(List.of(words));
        return Programs.run(folder, auth, command).output().strip();
    }

    void stop() {
        running.close();
    }

    Running running() {
        return running;
    }

    private String here(String text) {
        return text.replace(RedisConf.SCRATCH_FOLDER + "/", folder.resolve("scratch") + "/")
                .replace(RedisConf.FILE, folder.resolve("redis.conf").toString())
                .replace(" " + RedisConf.DATA_FOLDER + "\n", " " + folder.resolve("data") + "\n")
                .replaceAll("\\b" + RedisConf.PORT + "\\b", Integer.toString(port));
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
        Folders.delete(folder);
    }
}
