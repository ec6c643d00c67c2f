package dev.sild.programs;

import dev.sild.Folders;
import dev.sild.programs.settings.PostgresConf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real postgres with data made as the official image makes it, started by the container's own arguments. */
final class Postgres implements AutoCloseable {
    static final String USER = "app";
    static final String DATABASE = "app";
    static final String PASSWORD = "old-._~Aa0";

    final int port = Programs.freePort();
    final Path folder = Programs.folder();
    private final Path data = folder.resolve("data");
    private Running running;

    private Postgres() {}

    /** Makes the data, and starts nothing yet. */
    static Postgres prepare() {
        Postgres postgres = new Postgres();
        Programs.run(postgres.folder, Map.of("PASSWORD", PASSWORD), "/bin/sh", "-c", """
        set -eu
        mkdir -m 700 data
        printf '%%s\\n' "$PASSWORD" > password
        initdb --no-sync --username=%s --pwfile=password --pgdata=data %s
        echo 'host all all all scram-sha-256' >> data/pg_hba.conf
        """.formatted(
                                USER, PostgresConf.INITDB_ARGS))
                .orFail();
        return postgres;
    }

    /** Starts it, waits until the health check of its container holds, and makes the database if it is not there. */
    Postgres start(String conf) {
        Programs.write(folder.resolve("postgresql.conf"), here(conf));
        running = Running.start(folder, Map.of("PGDATA", data.toString()), here(PostgresConf.args(17)))
                .whenReady(this::healthy);
        if (query("postgres", PASSWORD, "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")
                .orFail()
                .isEmpty()) {
            query("postgres", PASSWORD, "CREATE DATABASE " + DATABASE).orFail();
        }
        return this;
    }

    private boolean healthy() {
        return Programs.run(folder, Map.of(), here(PostgresConf.healthCommand(USER, DATABASE)))
                        .exitCode()
                == 0;
    }

    /** Returns how many connections a configuration allows, once postgres has read it, or why it does not take it. */
    Programs.Result check(String conf) {
        Programs.write(folder.resolve("postgresql.conf"), here(conf));
        List<String> command = new ArrayList<>(here(PostgresConf.args(17)));
        command.addAll(List.of("-C", "max_connections"));
        return Programs.run(folder, Map.of("PGDATA", data.toString()), command);
    }

    String log() {
        return running.log();
    }

    /** Asks the database something, and returns what it says or fails. */
    String ask(String sql) {
        return query(DATABASE, PASSWORD, sql).orFail().strip();
    }

    /** Asks a database something with some password. */
    Programs.Result query(String database, String password, String sql) {
        return Programs.run(
                folder, connection(database, password), "psql", "-XqAtw", "-v", "ON_ERROR_STOP=1", "-c", sql);
    }

    /** Returns the variables by which the programs of postgres find a database of this server. */
    Map<String, String> connection(String database, String password) {
        return Map.of(
                "PGHOST",
                "localhost",
                "PGPORT",
                Integer.toString(port),
                "PGUSER",
                USER,
                "PGDATABASE",
                database,
                "PGPASSWORD",
                password);
    }

    /** Runs something with a connection to the database and some more variables. */
    Programs.Result run(Map<String, String> variables, List<String> command) {
        Map<String, String> all = new HashMap<>(connection(DATABASE, PASSWORD));
        all.putAll(variables);
        return Programs.run(folder, all, new ArrayList<>(command));
    }

    private List<String> here(List<String> command) {
        return command.stream().map(this::here).toList();
    }

    private String here(String text) {
        return text.replace(PostgresConf.FILE, folder.resolve("postgresql.conf").toString())
                .replace(PostgresConf.dataFolder(17), data.toString())
                .replace(PostgresConf.SOCKET_FOLDER, folder.toString())
                .replaceAll("\\b" + PostgresConf.PORT + "\\b", Integer.toString(port));
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
        Folders.delete(folder);
    }
}
