package dev.sild.programs.databases;

import dev.sild.programs.settings.MongodbConf;

/**
 * How a database of MongoDB is dumped: the scripts read {@code MONGO_HOST}, {@code MONGO_USER}, {@code MONGO_DATABASE}
 * and {@code MONGO_PASSWORD}, and hand the password on in a file that only they can read.
 *
 * @see <a href="https://www.mongodb.com/docs/database-tools/mongodump/">mongodump</a>
 * @see <a href="https://www.mongodb.com/docs/database-tools/mongorestore/">mongorestore</a>
 */
public final class MongodbDumps {
    private static final String CLIENT = """
      client=$(mktemp)
      trap 'rm -f "$client"' EXIT
      printf 'password: "%s"\\n' "$MONGO_PASSWORD" > "$client"
      """;

    private static final String DUMP = """
      run mongodump --config="$client" --host="$MONGO_HOST" --username="$MONGO_USER" --authenticationDatabase=admin \\
        --db="$MONGO_DATABASE" --gzip --archive="$unfinished"
      # All of it is read.
      run gzip -dc "$unfinished" > /dev/null
      """;

    private static final String USAGE = """
      # Reads a dump back: restore.sh [FILE [OPTION-OF-mongorestore...]], by default the newest of this database. The
      # collections that the dump holds replace those of the same name; what the dump does not hold stays. Where a restore
      # fails, a part of it may have been done.
      """;

    private static final String RESTORE = """
      gzip -t < "$dump" || fail "$dump is not whole; the database is as it was"
      mongorestore --config="$client" --host="$MONGO_HOST" --username="$MONGO_USER" --authenticationDatabase=admin \\
        --nsInclude="$MONGO_DATABASE.*" --drop --stopOnError --gzip --archive="$dump" "$@" \\
        || fail "mongorestore ended with $?; the database may hold a part of $dump"
      """;

    private MongodbDumps() {}

    public static Dumps dumps() {
        return Backups.dumps(
                new Backups.Words(
                        "MONGO_DATABASE",
                        ": \"${MONGO_HOST:?is not set}\" \"${MONGO_USER:?is not set}\" \"${MONGO_DATABASE:?is not set}\"",
                        "archive.gz",
                        "flock 9 || fail 'the claim cannot be locked'",
                        CLIENT,
                        " \"$client\"",
                        MongodbConf.answers("$MONGO_HOST") + " > /dev/null 2>&1",
                        "MongoDB does not answer at $MONGO_HOST",
                        DUMP,
                        USAGE,
                        RESTORE),
                MongodbStream.script(),
                "MONGO_PASSWORD");
    }
}
