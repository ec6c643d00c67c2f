package dev.sild.programs.settings;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A {@code mongod.conf} for the official MongoDB image, of version 6.0 to 8.0.
 *
 * @param memoryLimitBytes the container's limit of memory, of which the cache gets its share; empty for none
 * @see <a href="https://www.mongodb.com/docs/manual/reference/configuration-options/">Configuration file options</a>
 */
public record MongodbConf(OptionalLong memoryLimitBytes) {

    /** Where the text of {@link #text()}, or the user's own, is expected. */
    public static final String FILE = "/etc/mongo/mongod.conf";

    /** Where the claim is expected. */
    public static final String CLAIM_FOLDER = "/data/db";

    /** The image's other volume, which only a config server uses. */
    public static final String CONFIGURATION_SERVER_FOLDER = "/data/configdb";

    public static final int PORT = 27017;

    private static final String DATA_FOLDER = CLAIM_FOLDER + "/mongodb";
    private static final double GIB = 1L << 30;
    private static final double LEAST_CACHE = 0.25;

    /**
     * Returns the command that starts MongoDB through the image's entrypoint, with a configuration of the user's own as
     * well. Only the node knows whether there is IPv6, without which {@code --ipv6} would end it. The user's name and
     * password make the entrypoint add {@code --auth}.
     */
    public static List<String> command() {
        return List.of(
                "/bin/sh", "-c", """
        set -eu
        %s
        mkdir -p %s
        if [ -e /proc/net/if_inet6 ]; then
          set -- --ipv6
        fi
        exec docker-entrypoint.sh mongod --config %s --dbpath %2$s --bind_ip_all --port %4$s "$@"
        """.formatted(Passwords.check("MONGO_INITDB_ROOT_PASSWORD"), DATA_FOLDER, FILE, PORT));
    }

    /**
     * Returns the command that succeeds where MongoDB answers under the pod's own name. The server that initializes the
     * data at the first start does not answer there: it requires no password, and therefore listens only on localhost.
     */
    public static List<String> healthCommand() {
        return List.of("/bin/sh", "-c", "exec " + answers("$HOSTNAME"));
    }

    /** Returns the shell command that succeeds where a MongoDB answers; this much it tells everybody. */
    public static String answers(String host) {
        return "mongosh --norc --quiet \"mongodb://" + host + ":" + PORT
                + "/?directConnection=true&serverSelectionTimeoutMS=4000\" --eval 'quit(db.hello().ok ? 0 : 1)'";
    }

    /** Returns the configuration. */
    public String text() {
        StringBuilder text = new StringBuilder("""
        storage:
          dbPath: %s
        """.formatted(DATA_FOLDER));
        memoryLimitBytes.ifPresent(bytes -> text.append("""
          wiredTiger:
            engineConfig:
              cacheSizeGB: %s
        """.formatted(cache(bytes))));
        return text.append("""
        net:
          bindIpAll: true
          port: %s
        security:
          authorization: enabled
        """.formatted(PORT)).toString();
    }

    /** Half of what is beyond half a gibibyte, which connections and queries need; less than 0.25 GiB is not taken. */
    private static String cache(long bytes) {
        return String.format(Locale.ROOT, "%.2f", Math.max(LEAST_CACHE, (bytes / GIB - 0.5) / 2));
    }
}
