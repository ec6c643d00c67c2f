package dev.sild.programs.databases;

/**
 * How a database of MySQL is dumped: the scripts read {@code MYSQL_HOST}, {@code MYSQL_USER}, {@code MYSQL_DATABASE}
 * and {@code MYSQL_PASSWORD}, and hand the password on in a file that only they can read.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/mysqldump.html">mysqldump</a>
 */
public final class MysqlDumps {
    private static final String CLIENT = """
      client=$(mktemp)
      trap 'rm -f "$client"' EXIT
      printf '[client]\\nhost=%s\\nuser=%s\\npassword=%s\\nprotocol=tcp\\n' "$MYSQL_HOST" "$MYSQL_USER" "$MYSQL_PASSWORD" > "$client"
      """;

    /** A single transaction sees the tables as they were at its start, and locks out no other client. */
    private static final String DUMP = """
      mkfifo "$client.pipe"
      gzip < "$client.pipe" > "$unfinished" &
      zipper=$!
      run mysqldump --defaults-extra-file="$client" --single-transaction --routines --events --hex-blob --no-tablespaces \\
        --loose-set-gtid-purged=OFF --default-character-set=utf8mb4 --result-file="$client.pipe" "$MYSQL_DATABASE"
      wait "$zipper" || fail "gzip ended with $?"
      # All of it is read: the last line says that nothing is missing.
      gzip -dc "$unfinished" | tail -n 1 | grep -q '^-- Dump completed' || fail 'the dump is not whole'
      """;

    private static final String USAGE = """
      # Reads a dump back: restore.sh [FILE [OPTION-OF-mysql...]], by default the newest of this database. The tables that
      # the dump holds replace those of the same name; what the dump does not hold stays. MySQL cannot take back what is
      # done to a table: where a restore fails, a part of it may have been done.
      """;

    private static final String RESTORE = """
      gzip -dc "$dump" | tail -n 1 | grep -q '^-- Dump completed' || fail "$dump is not whole; the database is as it was"
      gzip -dc "$dump" | mysql --defaults-extra-file="$client" --default-character-set=utf8mb4 --comments "$@" \\
        "$MYSQL_DATABASE" || fail "mysql ended with $?; the database may hold a part of $dump"
      """;

    private MysqlDumps() {}

    public static Dumps dumps() {
        return Backups.dumps(
                new Backups.Words(
                        "MYSQL_DATABASE",
                        ": \"${MYSQL_HOST:?is not set}\" \"${MYSQL_USER:?is not set}\" \"${MYSQL_DATABASE:?is not set}\"",
                        "sql.gz",
                        // Not every image of MySQL has it; then a second backup and the first may each find the other's
                        // file gone, and fail.
                        "! command -v flock > /dev/null || flock 9 || fail 'the claim cannot be locked'",
                        CLIENT,
                        " \"$client\" \"$client.pipe\"",
                        "mysqladmin --defaults-extra-file=\"$client\" --silent ping > /dev/null",
                        "MySQL does not answer at $MYSQL_HOST",
                        DUMP,
                        USAGE,
                        RESTORE),
                MysqlStream.script(),
                "MYSQL_PASSWORD");
    }
}
