package dev.sild.programs.databases;

import dev.sild.programs.settings.Passwords;
import java.util.List;

/**
 * The first of two steps in which a password is replaced: the running server learns the new one. Whoever reads the
 * Secret is started again after that. Each may run any number of times, and again after it was ended half-way.
 *
 * <p>The passwords come from {@link #OLD_VARIABLE} and {@link #NEW_VARIABLE}, and are neither in an argument nor in a
 * log.
 */
public final class Rotations {
    private Rotations() {}

    /** The environment variable, from a Secret, with the password that opens the server now. */
    public static final String OLD_VARIABLE = "OLD_PASSWORD";

    /** The environment variable, from a Secret, with the password that is to open it. */
    public static final String NEW_VARIABLE = "NEW_PASSWORD";

    private static final String CHECKS =
            "set -eu\n" + Passwords.check(OLD_VARIABLE) + "\n" + Passwords.check(NEW_VARIABLE) + "\n";

    private static final String POSTGRES = """
      : "${PGHOST:?is not set}" "${PGUSER:?is not set}" "${PGDATABASE:?is not set}"
      opens() {
        PGPASSWORD=$1 psql -X -q -A -t -w -c 'SELECT 1' > /dev/null
      }
      if opens "$NEW_PASSWORD" 2> /dev/null; then
        echo 'postgres knows the new password already'
        exit 0
      fi
      opens "$OLD_PASSWORD"
      # psql hashes it before it is sent, so that no log and no statistics of the server hold it. It asks for it twice,
      # of the terminal where there is one: setsid leaves none.
      printf '%s\\n%s\\n' "$NEW_PASSWORD" "$NEW_PASSWORD" |
        PGPASSWORD=$OLD_PASSWORD setsid psql -X -q -w -v ON_ERROR_STOP=1 -c '\\password' > /dev/null
      opens "$NEW_PASSWORD"
      echo 'postgres knows the new password'
      """;

    private static final String REDIS = """
      : "${REDIS_HOST:?is not set}"
      opens() {
        REDISCLI_AUTH=$1 redis-cli -h "$REDIS_HOST" -p "${REDIS_PORT:-6379}" ping 2> /dev/null | grep -q '^PONG'
      }
      if opens "$NEW_PASSWORD"; then
        echo 'redis knows the new password already'
        exit 0
      fi
      # Besides the old one, which is gone when redis starts anew.
      printf '>%s' "$NEW_PASSWORD" |
        REDISCLI_AUTH=$OLD_PASSWORD redis-cli -h "$REDIS_HOST" -p "${REDIS_PORT:-6379}" -x ACL SETUSER default
      if ! opens "$NEW_PASSWORD"; then
        echo 'redis does not take the new password' >&2
        exit 1
      fi
      echo 'redis knows the new password'
      """;

    /** The option file is readable only by its owner; the statement is passed through a pipe. */
    private static final String MYSQL = """
      : "${MYSQL_HOST:?is not set}" "${MYSQL_USER:?is not set}"
      client=$(mktemp)
      trap 'rm -f "$client"' EXIT
      by() {
        printf '[client]\\nhost=%s\\nuser=%s\\npassword=%s\\nprotocol=tcp\\n' "$MYSQL_HOST" "$MYSQL_USER" "$1" > "$client"
        mysql --defaults-extra-file="$client" --batch > /dev/null
      }
      opens() {
        echo 'SELECT 1' | by "$1"
      }
      if opens "$NEW_PASSWORD" 2> /dev/null; then
        echo 'MySQL knows the new password already'
        exit 0
      fi
      opens "$OLD_PASSWORD"
      # The image makes the user with this host. Everybody may change one's own password.
      echo "ALTER USER '$MYSQL_USER'@'%' IDENTIFIED BY '$NEW_PASSWORD'" | by "$OLD_PASSWORD"
      opens "$NEW_PASSWORD"
      echo 'MySQL knows the new password'
      """;

    /**
     * The mongosh script reads the passwords from the environment, because the script itself is a command-line
     * argument.
     */
    private static final String MONGODB = """
      : "${MONGO_HOST:?is not set}" "${MONGO_USER:?is not set}"
      by() {
        BY=$1 mongosh --nodb --norc --quiet --eval "
          const admin = connect('mongodb://' + process.env.MONGO_USER + ':' + process.env.BY + '@' + process.env.MONGO_HOST
            + ':27017/admin?authSource=admin&directConnection=true&serverSelectionTimeoutMS=10000');
          $2" > /dev/null
      }
      opens() {
        by "$1" 'admin.runCommand({ping: 1});'
      }
      if opens "$NEW_PASSWORD" 2> /dev/null; then
        echo 'MongoDB knows the new password already'
        exit 0
      fi
      opens "$OLD_PASSWORD"
      by "$OLD_PASSWORD" 'admin.changeUserPassword(process.env.MONGO_USER, process.env.NEW_PASSWORD);'
      opens "$NEW_PASSWORD"
      echo 'MongoDB knows the new password'
      """;

    /** Returns the component that tells a server its next password, and is removed once it has. */
    static String component(String server) {
        return server + "-rotation";
    }

    /** Returns the command, for the postgres image; it reads {@code PGHOST}, {@code PGUSER} and {@code PGDATABASE}. */
    public static List<String> postgresCommand() {
        return List.of("/bin/sh", "-c", CHECKS + POSTGRES);
    }

    /**
     * Returns the command, for the MySQL image; it reads {@code MYSQL_HOST} and {@code MYSQL_USER}, and writes to /tmp.
     */
    public static List<String> mysqlCommand() {
        return List.of("/bin/sh", "-c", CHECKS + MYSQL);
    }

    /** Returns the command, for the MongoDB image; it reads {@code MONGO_HOST} and {@code MONGO_USER}. */
    public static List<String> mongodbCommand() {
        return List.of("/bin/sh", "-c", CHECKS + MONGODB);
    }

    /** Returns the command, for the redis image; it reads {@code REDIS_HOST}, and {@code REDIS_PORT} if that is set. */
    public static List<String> redisCommand() {
        return List.of("/bin/sh", "-c", CHECKS + REDIS);
    }
}
