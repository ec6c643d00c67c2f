package dev.sild.programs.settings;

import dev.sild.model.Ordered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A {@code my.cnf} for the official MySQL image, of version 8.0 or 8.4: it holds no option that one of them does not
 * know.
 *
 * @param memoryLimitBytes the container's limit of memory, by which the memory is divided; empty for none
 * @param storageBytes the size of the claim, a tenth of which the redo log may take
 * @param parameters further settings of {@code [mysqld]}, which go before those made here
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html">Server system variables</a>
 */
public record MysqlConf(OptionalLong memoryLimitBytes, long storageBytes, Map<String, String> parameters) {

    /** Where the text of {@link #text()}, or the user's own, is expected: in place of the image's. */
    public static final String FILE = "/etc/my.cnf";

    /** Where the claim is expected. */
    public static final String CLAIM_FOLDER = "/var/lib/mysql";

    /** The folder of the data: MySQL takes every folder that it finds there, lost+found too, for a database. */
    public static final String DATA_FOLDER = CLAIM_FOLDER + "/mysqldata";

    /** The folder of the socket; a volume for scratch data, as is {@code /tmp}. */
    public static final String SOCKET_FOLDER = "/var/run/mysqld";

    public static final int PORT = 3306;

    private static final String SOCKET = SOCKET_FOLDER + "/mysqld.sock";
    private static final long MIB = 1024 * 1024;
    private static final long GIB = 1024 * MIB;

    /** The buffer pool is rounded up to a multiple of this. */
    private static final long CHUNK = 128 * MIB;

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_.]*");

    /** Options that the server gets outside the file, and options that would open it to everyone or change its role. */
    private static final Set<String> NOT_PARAMETERS = Set.of(
            "datadir",
            "basedir",
            "tmpdir",
            "port",
            "bind_address",
            "socket",
            "pid_file",
            "user",
            "init_file",
            "initialize",
            "initialize_insecure",
            "daemonize",
            "skip_networking",
            "skip_grant_tables");

    /**
     * Takes nothing that is not a parameter.
     *
     * @throws IllegalArgumentException for a name that cannot be set
     */
    public MysqlConf {
        for (String name : parameters.keySet()) {
            if (!NAME.matcher(name).matches() || NOT_PARAMETERS.contains(name)) {
                throw new IllegalArgumentException("not a supported MySQL parameter: " + name);
            }
        }
        parameters = Ordered.copyOf(parameters);
    }

    /**
     * Returns the command that starts MySQL through the image's entrypoint, with a configuration of the user's own as
     * well. It refuses passwords that the entrypoint's statements and a URL could not hold.
     */
    public static List<String> command() {
        return List.of("/bin/sh", "-c", """
        set -eu
        %s
        %s
        exec docker-entrypoint.sh mysqld --datadir=%s --socket=%s --bind-address='*' --port=%s
        """.formatted(
                Passwords.check("MYSQL_PASSWORD"), Passwords.check("MYSQL_ROOT_PASSWORD"), DATA_FOLDER, SOCKET, PORT));
    }

    /**
     * Returns the command that succeeds where MySQL takes connections over the network, which the server that prepares
     * the data at the first start does not. The password goes through a pipe: an argument could be seen by others.
     */
    public static List<String> healthCommand() {
        return List.of("/bin/sh", "-c", """
        printf '[client]\\nuser=%%s\\npassword=%%s\\n' "$MYSQL_USER" "$MYSQL_PASSWORD" |
          mysqladmin --defaults-extra-file=/dev/stdin --protocol=tcp --host=localhost --port=%s \\
            --connect-timeout=3 --silent ping
        """.formatted(PORT));
    }

    /** Returns the configuration. */
    public String text() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("datadir", DATA_FOLDER);
        settings.put("socket", SOCKET);
        settings.put("pid_file", SOCKET_FOLDER + "/mysqld.pid");
        settings.put("tmpdir", "/tmp");
        settings.put("bind_address", "*");
        settings.put("port", Integer.toString(PORT));
        // A second protocol with a port of its own.
        settings.put("mysqlx", "OFF");
        // Names of pods tell nothing, and one that DNS does not answer for would wait.
        settings.put("skip_name_resolve", "ON");
        settings.put("host_cache_size", "0");
        settings.put("secure_file_priv", "NULL");
        settings.put("character_set_server", "utf8mb4");
        memoryLimitBytes.ifPresent(bytes -> putMemory(settings, bytes));
        settings.put("innodb_redo_log_capacity", Long.toString(within(storageBytes / 10 / MIB, 64, 8 * 1024) * MIB));
        settings.putAll(new TreeMap<>(parameters));

        StringBuilder text = new StringBuilder("[client]\nsocket = \"" + SOCKET + "\"\n\n[mysqld]\n");
        if (!parameters.containsKey("log_bin")) {
            // Nobody reads the log of changes, which would fill the claim.
            text.append("skip_log_bin\n");
        }
        settings.forEach((name, value) ->
                text.append(name).append(" = ").append(quoted(value)).append('\n'));
        return text.toString();
    }

    private static void putMemory(Map<String, String> settings, long bytes) {
        if (bytes < GIB) {
            settings.put("performance_schema", "OFF");
        }
        long pool = bytes < GIB ? bytes / 4 : bytes / 2;
        long instances = within(pool / GIB, 1, 8);
        long step = pool < CHUNK ? MIB : CHUNK * instances;
        settings.put("innodb_buffer_pool_instances", Long.toString(instances));
        settings.put("innodb_buffer_pool_size", Long.toString(Math.max(pool / step * step, 8 * MIB)));
        settings.put("innodb_log_buffer_size", Long.toString(within(bytes / 64 / MIB, 1, 64) * MIB));
        // By itself this one is a share of the node's memory.
        settings.put("temptable_max_ram", Long.toString(within(bytes / 16 / MIB, 2, 1024) * MIB));
    }

    private static long within(long value, long least, long most) {
        return Math.min(most, Math.max(least, value));
    }

    /** As MySQL's own reader undoes it. */
    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
