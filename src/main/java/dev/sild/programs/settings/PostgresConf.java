package dev.sild.programs.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A {@code postgresql.conf} for the official image, of any major version from 13 to 18: it holds no parameter that one
 * of them does not know.
 *
 * @param memoryLimitBytes the container's limit of memory, by which the memory is divided; empty for none
 * @param storageBytes the size of the claim, a tenth of which the write-ahead log may take; empty where it is not known
 * @param parameters further settings, which go before those made here
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config.html">Server configuration</a>
 */
public record PostgresConf(OptionalLong memoryLimitBytes, OptionalLong storageBytes, Map<String, String> parameters) {

    /** Where the text of {@link #text()}, or the user's own, is expected. */
    public static final String FILE = "/etc/postgresql/postgresql.conf";

    /** The first major version whose image has its volume one folder further up. */
    private static final int VOLUME_ABOVE = 18;

    /** The folder of the socket; a volume for scratch data, as is {@code /tmp}. */
    public static final String SOCKET_FOLDER = "/var/run/postgresql";

    /** Where parallel queries share memory; a volume in memory, for the runtime gives 64 MiB of it only. */
    public static final String SHARED_MEMORY_FOLDER = "/dev/shm";

    public static final int PORT = 5432;

    /**
     * The value of {@code POSTGRES_INITDB_ARGS}: version 13 would store passwords as MD5, and before 18 the data has no
     * checksums by default.
     */
    public static final String INITDB_ARGS = "--auth-host=scram-sha-256 --data-checksums --encoding=UTF8";

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long GIB = 1024 * MIB;
    private static final int CONNECTIONS = 100;
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_.]*");

    /** Directives rather than parameters, which would bring in other files, and what the operator itself says. */
    private static final Set<String> NOT_PARAMETERS = Set.of(
            "include",
            "include_dir",
            "include_if_exists",
            "data_directory",
            "config_file",
            "hba_file",
            "ident_file",
            "listen_addresses",
            "port",
            "unix_socket_directories",
            "external_pid_file");

    /**
     * Takes nothing that is not a parameter.
     *
     * @throws IllegalArgumentException for a name that the schema of the WebStack does not allow
     */
    public PostgresConf {
        for (String name : parameters.keySet()) {
            if (!NAME.matcher(name).matches() || NOT_PARAMETERS.contains(name)) {
                throw new IllegalArgumentException("not a supported postgres parameter: " + name);
            }
        }
        parameters = Map.copyOf(parameters);
    }

    /** Returns where the claim is expected: over the image's volume, or the runtime would put one of its own there. */
    public static String claimFolder(int major) {
        return major < VOLUME_ABOVE ? "/var/lib/postgresql/data" : "/var/lib/postgresql";
    }

    /**
     * Returns the value of {@code PGDATA}: below the claim, whose own folder may hold lost+found and belongs to root.
     * It has one place on the claim for all versions: one that finds another's data there ends, and makes no new ones
     * beside them.
     */
    public static String dataFolder(int major) {
        return claimFolder(major) + "/pgdata";
    }

    /** Returns the arguments for the image's entrypoint, with a configuration of the user's own as well. */
    public static List<String> args(int major) {
        return List.of(
                "postgres",
                "-c",
                "config_file=" + FILE,
                "-c",
                "data_directory=" + dataFolder(major),
                "-c",
                "listen_addresses=*");
    }

    /**
     * Returns the command that succeeds where postgres takes connections over the network, which the server that
     * prepares the data at the first start does not.
     */
    public static List<String> healthCommand(String user, String database) {
        return List.of("pg_isready", "-q", "-h", "localhost", "-p", Integer.toString(PORT), "-U", user, "-d", database);
    }

    /** Returns the configuration. */
    public String text() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "*");
        settings.put("port", Integer.toString(PORT));
        settings.put("unix_socket_directories", SOCKET_FOLDER);
        settings.put("max_connections", Integer.toString(CONNECTIONS));
        settings.put("password_encryption", "scram-sha-256");
        memoryLimitBytes.ifPresent(bytes -> putMemory(settings, bytes));
        // With huge pages on the node but none granted to the container, postgres would be ended at its start.
        settings.put("huge_pages", "off");
        storageBytes.ifPresent(bytes -> putLog(settings, bytes));
        settings.put("checkpoint_completion_target", "0.9");
        settings.put("wal_compression", "on");
        settings.put("random_page_cost", "1.1");
        settings.put("log_destination", "stderr");
        settings.put("logging_collector", "off");
        settings.put("log_line_prefix", "%m [%p] %q%u@%d ");
        settings.put("log_lock_waits", "on");
        settings.put("log_timezone", "UTC");
        settings.put("timezone", "UTC");
        // As initdb writes it for the language of the official image.
        settings.put("default_text_search_config", "pg_catalog.english");
        settings.putAll(new TreeMap<>(parameters));

        StringBuilder text = new StringBuilder();
        settings.forEach((name, value) ->
                text.append(name).append(" = ").append(quoted(value)).append('\n'));
        return text.toString();
    }

    private void putMemory(Map<String, String> settings, long bytes) {
        long shared = Math.max(bytes / 4, MIB);
        settings.put("shared_buffers", kibibytes(shared));
        settings.put("effective_cache_size", kibibytes(Math.max(bytes / 4 * 3, MIB)));
        settings.put("maintenance_work_mem", kibibytes(within(bytes / 16, MIB, 2 * GIB - MIB)));
        // A query may take this several times over, and every connection may have one.
        settings.put("work_mem", kibibytes(within((bytes - shared) / (3L * connections()), MIB, GIB)));
    }

    private int connections() {
        String own = parameters.getOrDefault("max_connections", "");
        return own.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(own) : CONNECTIONS;
    }

    private static void putLog(Map<String, String> settings, long bytes) {
        long most = within(bytes / 10, 64 * MIB, 8 * GIB);
        settings.put("max_wal_size", most / MIB + "MB");
        settings.put("min_wal_size", Math.max(most / 4, 32 * MIB) / MIB + "MB");
    }

    private static long within(long value, long least, long most) {
        return Math.min(most, Math.max(least, value));
    }

    private static String kibibytes(long bytes) {
        return bytes / KIB + "kB";
    }

    /** As postgres' own reader undoes it: quotes are doubled, and what could end the line is written by its number. */
    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\'') {
                quoted.append("''");
            } else if (c == '\\') {
                quoted.append("\\\\");
            } else if (c < ' ') {
                quoted.append(String.format("\\%03o", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }
}
