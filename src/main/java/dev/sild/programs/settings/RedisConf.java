package dev.sild.programs.settings;

import java.util.List;
import java.util.OptionalLong;

/**
 * A {@code redis.conf} without a password, which {@link #command()} adds when the container starts: it is neither in
 * the ConfigMap nor in the arguments of a process.
 *
 * @param maxMemoryBytes how much redis keeps before it evicts; empty for no limit
 * @param maxMemoryPolicy what is evicted then
 * @param persistence what becomes of the data at a restart
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/management/config/">Redis configuration</a>
 */
public record RedisConf(OptionalLong maxMemoryBytes, Policy maxMemoryPolicy, Persistence persistence) {

    /** Where the text of {@link #text()}, or the user's own, is expected. */
    public static final String FILE = "/etc/redis/redis.conf";

    /** Where the claim is expected; with {@link Persistence#NONE} a volume for scratch data will do. */
    public static final String DATA_FOLDER = "/data";

    /** The folder that {@link #command()} writes to; a volume for scratch data. */
    public static final String SCRATCH_FOLDER = "/tmp";

    public static final int PORT = 6379;

    /** The environment variable, from a Secret, that {@link #command()} takes the password from. */
    public static final String PASSWORD_VARIABLE = "REDIS_PASSWORD";

    /** The environment variable, from the same Secret, that {@code redis-cli} reads for {@link #healthCommand()}. */
    public static final String CLIENT_PASSWORD_VARIABLE = "REDISCLI_AUTH";

    /** What redis evicts when it is full, spelt as redis spells it but for the case. */
    public enum Policy {
        NOEVICTION("noeviction"),
        ALLKEYS_LRU("allkeys-lru"),
        ALLKEYS_LFU("allkeys-lfu"),
        ALLKEYS_RANDOM("allkeys-random"),
        VOLATILE_LRU("volatile-lru"),
        VOLATILE_LFU("volatile-lfu"),
        VOLATILE_RANDOM("volatile-random"),
        VOLATILE_TTL("volatile-ttl");

        private final String spelling;

        Policy(String spelling) {
            this.spelling = spelling;
        }
    }

    /** What becomes of the data at a restart. */
    public enum Persistence {
        /** Every change is written, and on the disk within a second. */
        APPEND_ONLY("""
        appendonly yes
        appendfsync everysec
        # The log holds everything: snapshots beside it would write all of it twice.
        save ""
        """),
        /** All is written from time to time, the more often the more has changed. */
        SNAPSHOT("""
        appendonly no
        save 3600 1
        save 300 100
        save 60 10000
        """),
        /** All data is lost. */
        NONE("""
        appendonly no
        save ""
        """);

        private final String lines;

        Persistence(String lines) {
            this.lines = lines;
        }
    }

    /**
     * Returns how much redis may keep where the user does not say: three quarters of the container's limit. The rest is
     * for buffers and for what changes while a child process writes a copy to the disk.
     *
     * @param memoryLimitBytes the container's limit of memory; empty for none
     */
    public static OptionalLong maxMemoryWithin(OptionalLong memoryLimitBytes) {
        return memoryLimitBytes.isEmpty() ? memoryLimitBytes : OptionalLong.of(memoryLimitBytes.getAsLong() / 4 * 3);
    }

    /** Returns the configuration. */
    public String text() {
        StringBuilder text = new StringBuilder("""
        bind * -::*
        port %s
        protected-mode yes
        tcp-keepalive 60
        dir %s
        """.formatted(PORT, DATA_FOLDER));
        maxMemoryBytes.ifPresent(
                bytes -> text.append("maxmemory ").append(bytes).append('\n'));
        return text.append("maxmemory-policy ")
                .append(maxMemoryPolicy.spelling)
                .append('\n')
                .append(persistence.lines)
                .toString();
    }

    /**
     * Returns the command that starts redis, with a configuration of the user's own as well. It refuses to start with
     * no password, which would leave redis open, and with one that a URL could not hold.
     */
    public static List<String> command() {
        return List.of("/bin/sh", "-c", """
        set -eu
        %s
        umask 077
        printf 'include %%s\\nrequirepass %%s\\n' %s "$%s" > %s/redis.conf
        exec redis-server %4$s/redis.conf
        """.formatted(
                        Passwords.check(PASSWORD_VARIABLE), FILE, PASSWORD_VARIABLE, SCRATCH_FOLDER));
    }

    /** Returns the command that succeeds where redis answers: not before it has read its data. */
    public static List<String> healthCommand() {
        return List.of("/bin/sh", "-c", "redis-cli -p " + PORT + " ping | grep -q PONG");
    }
}
