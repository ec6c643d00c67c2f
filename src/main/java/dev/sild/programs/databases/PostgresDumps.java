package dev.sild.programs.databases;

/**
 * How the database of a postgres is dumped: the scripts read {@code PGHOST}, {@code PGUSER}, {@code PGDATABASE} and
 * {@code PGPASSWORD}, as all programs of postgres do.
 *
 * @see <a href="https://www.postgresql.org/docs/current/app-pgdump.html">pg_dump</a>
 * @see <a href="https://www.postgresql.org/docs/current/app-pgrestore.html">pg_restore</a>
 */
public final class PostgresDumps {
    private static final String DUMP = """
      run pg_dump --format=custom --no-password --lock-wait-timeout=10min --file="$unfinished"
      # All of it is read, for the list of contents stands at its beginning.
      run pg_restore --file=/dev/null "$unfinished"
      """;

    private static final String USAGE = """
      # Reads a dump back: restore.sh [FILE [OPTION-OF-pg_restore...]], by default the newest of this database. What the
      # dump holds replaces what is there of the same name, all of it or, where anything fails, nothing. What the dump
      # does not hold stays.
      """;

    private static final String RESTORE = """
      pg_restore --no-password --clean --if-exists --single-transaction --exit-on-error --dbname="$PGDATABASE" "$@" \\
        "$dump" || fail "pg_restore ended with $?; the database is as it was"
      """;

    private PostgresDumps() {}

    public static Dumps dumps() {
        return Backups.dumps(
                new Backups.Words(
                        "PGDATABASE",
                        ": \"${PGHOST:?is not set}\" \"${PGUSER:?is not set}\" \"${PGDATABASE:?is not set}\"",
                        "dump",
                        "flock 9 || fail 'the claim cannot be locked'",
                        "",
                        "",
                        "pg_isready -q",
                        "postgres does not answer at $PGHOST",
                        DUMP,
                        USAGE,
                        RESTORE),
                PostgresStream.script(),
                "PGPASSWORD");
    }
}
