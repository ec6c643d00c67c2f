package dev.sild.programs.databases;

import dev.sild.programs.settings.MongodbConf;

/**
 * How a database of MongoDB is dumped to a pipe and read from one.
 *
 * @see <a href="https://www.mongodb.com/docs/database-tools/mongodump/">mongodump</a>
 * @see <a href="https://www.mongodb.com/docs/database-tools/mongorestore/">mongorestore</a>
 */
final class MongodbStream {
    private static final String CLIENT = """
      client=$t/client
      printf 'password: "%s"\\n' "$MONGO_PASSWORD" > "$client"
      """;

    private static final String DUMP = """
      mongodump --config="$client" --host="$MONGO_HOST" --username="$MONGO_USER" --authenticationDatabase=admin \\
        --db="$MONGO_DATABASE" --gzip --archive || echo "mongodump ended with $?" > "$t/broken"
      """;

    /** The archive's format is MongoDB's own, so that nothing in it is counted. */
    private static final String ROWS = """
      { gzip -dc || echo 'the dump cannot be read' > "$t/unreadable"; } > /dev/null
      echo '?'
      """;

    private static final String LOAD = """
      mongorestore --config="$client" --host="$MONGO_HOST" --username="$MONGO_USER" --authenticationDatabase=admin \\
        --nsInclude="$MONGO_DATABASE.*" --drop --stopOnError --gzip --archive ||
        fail "mongorestore ended with $?; the database may hold a part of the dump"
      """;

    private MongodbStream() {}

    static String script() {
        return StreamScript.of(new StreamScript.Words(
                ": \"${MONGO_HOST:?is not set}\" \"${MONGO_USER:?is not set}\" \"${MONGO_DATABASE:?is not set}\"",
                CLIENT,
                MongodbConf.answers("$MONGO_HOST") + " > /dev/null 2>&1",
                "MongoDB does not answer at $MONGO_HOST",
                DUMP,
                ROWS,
                LOAD,
                ""));
    }
}
