package dev.sild.programs;

import dev.sild.Folders;
import dev.sild.programs.settings.MysqlConf;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real MariaDB, which stands for MySQL, which Debian has not: with data made as the official image of MySQL makes
 * them, but for what MariaDB has not (see {@link #here}).
 */
final class MariaDb implements AutoCloseable {
    static final String USER = "app";
    static final String DATABASE = "app";
    static final String PASSWORD = "old-._~Aa0";

    final int port = Programs.freePort();
    final Path folder = Programs.folder();
    private Running running;

    private MariaDb() {}

    /**
     * Makes the data, starts it with a configuration, waits until the health check holds, and makes database and user.
     */
    static MariaDb start(String conf) {
        MariaDb server = new MariaDb();
        Programs.write(server.folder.resolve("my.cnf"), server.here(conf));
        Programs.run(
                        server.folder,
                        Map.of(),
                        "mariadb-install-db",
                        "--no-defaults",
                        "--datadir=" + server.folder.resolve("data"),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db")
                .orFail();
        server.running = Running.start(
                        server.folder,
                        Map.of(),
                        List.of("mariadbd", "--defaults-file=" + server.folder.resolve("my.cnf")))
                .whenReady(server::healthy);
        // By the statement that both know MariaDB lets nobody change a password, be it one's own, who may not make
        // users.
        server.asRoot("""
        CREATE DATABASE app;
        CREATE USER 'app'@'%%' IDENTIFIED BY '%s';
        GRANT ALL ON app.* TO 'app'@'%%';
        GRANT CREATE USER ON *.* TO 'app'@'%%';
        DELETE FROM mysql.global_priv WHERE user = '';
        FLUSH PRIVILEGES;
        """.formatted(PASSWORD));
        return server;
    }

    /** Returns the settings that a configuration comes to, or why it is not taken. */
    static Programs.Result check(String conf) {
        MariaDb server = new MariaDb();
        try {
            Path file = Programs.write(server.folder.resolve("my.cnf"), server.here(conf));
            return Programs.run(server.folder, Map.of(), "mariadbd", "--defaults-file=" + file, "--verbose", "--help");
        } finally {
            Folders.delete(server.folder);
        }
    }

    boolean healthy() {
        return health(Map.of("MYSQL_USER", USER, "MYSQL_PASSWORD", PASSWORD)).exitCode() == 0;
    }

    /** Runs the health check of the container. */
    Programs.Result health(Map<String, String> variables) {
        return Programs.run(
                folder,
                variables,
                MysqlConf.healthCommand().stream()
                        .map(word -> word.replace("--port=" + MysqlConf.PORT, "--port=" + port))
                        .toList());
    }

    String asRoot(String sql) {
        return Programs.run(
                        folder,
                        Map.of(),
                        "mysql",
                        "--defaults-file=" + folder.resolve("my.cnf"),
                        "--user=root",
                        "--default-character-set=utf8mb4",
                        "--batch",
                        "--skip-column-names",
                        "-e",
                        sql)
                .orFail()
                .strip();
    }

    /**
     * Returns the variables by which the scripts find the database; the port is one that the clients know by
     * themselves.
     */
    Map<String, String> connection(String password) {
        return new HashMap<>(Map.of(
                "MYSQL_HOST",
                "127.0.0.1",
                "MYSQL_TCP_PORT",
                Integer.toString(port),
                "MYSQL_USER",
                USER,
                "MYSQL_DATABASE",
                DATABASE,
                "MYSQL_PASSWORD",
                password));
    }

    /** Runs something with a connection to the database and some more variables. */
    Programs.Result run(Map<String, String> variables, List<String> command) {
        Map<String, String> all = connection(PASSWORD);
        all.putAll(variables);
        return Programs.run(folder, all, command);
    }

    /** Returns a configuration for this place, without the options that MySQL has and MariaDB has not. */
    private String here(String conf) {
        return conf.replaceAll(
                        "(?m)^(mysqlx|secure_file_priv|temptable_max_ram|innodb_redo_log_capacity"
                                + "|innodb_buffer_pool_instances) = .*\n",
                        "")
                .replace(MysqlConf.DATA_FOLDER, folder.resolve("data").toString())
                .replace(MysqlConf.SOCKET_FOLDER, folder.toString())
                .replace("\"/tmp\"", "\"" + folder + "\"")
                .replace("port = \"" + MysqlConf.PORT + "\"", "port = \"" + port + "\"");
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
        Folders.delete(folder);
    }
}
