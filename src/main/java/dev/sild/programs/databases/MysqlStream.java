package dev.sild.programs.databases;

/**
 * How a database of MySQL is dumped to a pipe and read from one.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/mysqldump.html">mysqldump</a>
 */
final class MysqlStream {
    private static final String CLIENT = """
      client=$t/client
      printf '[client]\\nhost=%s\\nuser=%s\\npassword=%s\\nprotocol=tcp\\n' "$MYSQL_HOST" "$MYSQL_USER" "$MYSQL_PASSWORD" > "$client"
      """;

    private static final String DUMP = """
      { mysqldump --defaults-extra-file="$client" --single-transaction --routines --events --hex-blob --no-tablespaces \\
          --loose-set-gtid-purged=OFF --default-character-set=utf8mb4 "$MYSQL_DATABASE" ||
        echo "mysqldump ended with $?" > "$t/broken"; } |
        gzip || echo "gzip ended with $?" > "$t/broken"
      """;

    /** The last line says that nothing is missing. One statement inserts many rows, so these are not counted. */
    private static final String ROWS = """
      { gzip -dc || echo 'the dump cannot be read' > "$t/unreadable"; } |
        LC_ALL=C awk '
          /^CREATE TABLE `/ { print "-\\t" $3 }
          { last = $0 }
          END { exit last !~ /^-- Dump completed/ }' || echo 'the dump is not whole' > "$t/unreadable"
      """;

    private static final String LOAD = """
      { gzip -dc || echo "gzip ended with $?" > "$t/broken"; } |
        mysql --defaults-extra-file="$client" --default-character-set=utf8mb4 --comments "$MYSQL_DATABASE" ||
        fail "mysql ended with $?; the database may hold a part of the dump"
      [ ! -e "$t/broken" ] || fail 'the dump was cut off; the database may hold a part of it'
      """;

    private MysqlStream() {}

    static String script() {
        return StreamScript.of(new StreamScript.Words(
                ": \"${MYSQL_HOST:?is not set}\" \"${MYSQL_USER:?is not set}\" \"${MYSQL_DATABASE:?is not set}\"",
                CLIENT,
                "mysqladmin --defaults-extra-file=\"$client\" --silent ping > /dev/null",
                "MySQL does not answer at $MYSQL_HOST",
                DUMP,
                ROWS,
                LOAD,
                ""));
    }
}
