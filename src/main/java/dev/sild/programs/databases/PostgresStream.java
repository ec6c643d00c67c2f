package dev.sild.programs.databases;

import dev.sild.programs.settings.PostgresConf;

/**
 * How the database of a postgres is dumped to a pipe and read from one.
 *
 * @see <a href="https://www.postgresql.org/docs/current/app-pgdump.html">pg_dump</a>
 * @see <a href="https://www.postgresql.org/docs/current/app-pgrestore.html">pg_restore</a>
 */
final class PostgresStream {
    /** Starts the comment of a database that was restored when it was new. */
    private static final String MARK = "sild: restored ";

    private static final String DUMP = """
      pg_dump --format=custom --no-password --lock-wait-timeout=10min || echo "pg_dump ended with $?" > "$t/broken"
      """;

    /** Rows are counted in the dump itself, so that the numbers are those of its snapshot. */
    private static final String ROWS = """
      { pg_restore --file=- || echo "pg_restore cannot read the dump" > "$t/unreadable"; } |
        LC_ALL=C awk '
          copying && $0 == "\\\\." { copying = 0; next }
          copying { rows[table]++; next }
          /^COPY .* FROM stdin;$/ { table = $0; sub(/ FROM stdin;$/, "", table); rows[table] += 0; copying = 1 }
          END { for (table in rows) printf "%.0f\\t%s\\n", rows[table], table }' |
        LC_ALL=C sort
      """;

    private static final String LOAD = """
      pg_restore --no-password --clean --if-exists --single-transaction --exit-on-error "$@" --dbname="$PGDATABASE" ||
        fail "pg_restore ended with $?; the database is as it was"
      """;

    private static final String MORE = """
      stop_scratch() {
        [ ! -d "${scratch:-/none}" ] || pg_ctl --pgdata="$scratch/data" --mode=immediate stop > /dev/null 2>&1 || :
      }
      # Into a server of its own, which ends with the pod.
      verify() {
        scratch=${SCRATCH_FOLDER:-/scratch}
        unset PGPORT PGPASSWORD
        initdb --no-sync --auth=trust --username="$PGUSER" --pgdata="$scratch/data" {initdb} > "$t/log" 2>&1 ||
          fail "initdb: $(tail -n 1 "$t/log")"
        pg_ctl --pgdata="$scratch/data" --log="$t/server" --wait --timeout=120 start --options="-c listen_addresses='' \\
          -c unix_socket_directories='$scratch' -c fsync=off -c shared_buffers=16MB -c max_connections=10" > "$t/log" 2>&1 ||
          fail "the scratch server did not start: $(tail -n 1 "$t/server")"
        export PGHOST="$scratch"
        createdb "$PGDATABASE"
        mkfifo "$x/data"
        tell ready new
        take --no-owner --no-privileges
        pg_dump --format=custom | rows > "$t/rows"
        [ "$(digest "$t/rows")" = "$(cat "$x/expected")" ] ||
          fail "the tables restored from $(cat "$x/offer") have other numbers of rows than those dumped"
        tell result "rows=$(total "$t/rows")"
      }
      ask() {
        psql -X -A -t -q -w -v ON_ERROR_STOP=1 "$@"
      }
      comment() {
        printf '%s\\n' "COMMENT ON DATABASE :\\"DBNAME\\" IS :'text';" | ask -v text="$1"
      }
      # Into the database of a new stack, before anything else uses it. The comment of the database remembers how far
      # that came, whatever becomes of this pod.
      bootstrap() {
        answers
        mkfifo "$x/data"
        mark=$(ask -c "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()")
        case $mark in
          '{mark}'*)
            tell ready done
            return
            ;;
          'sild: restoring') ;;
          *)
            tables=$(ask -c "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE relkind IN ('r', 'p')
              AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_toast%'")
            [ "$tables" = 0 ] || fail "the database has $tables tables: bootstrap restores into a new one only"
            comment 'sild: restoring'
            ;;
        esac
        tell ready new
        take --no-owner --no-privileges
        comment "{mark}$(cat "$x/offer")"
        tell result ''
      }
      """;

    private PostgresStream() {}

    static String script() {
        return StreamScript.of(new StreamScript.Words(
                ": \"${PGHOST:?is not set}\" \"${PGUSER:?is not set}\" \"${PGDATABASE:?is not set}\"",
                "",
                "pg_isready -q",
                "postgres does not answer at $PGHOST",
                DUMP,
                ROWS,
                LOAD,
                MORE.replace("{initdb}", PostgresConf.INITDB_ARGS).replace("{mark}", MARK)));
    }

    /**
     * Returns the script that ends once the database has been restored from a backup; it reads the variables of
     * {@link PostgresServer#client}.
     */
    static String waiting() {
        return """
          until [ "$(psql -X -A -t -q -w -c "SELECT shobj_description(oid, 'pg_database') LIKE '%s%%' FROM pg_database
            WHERE datname = current_database()" 2> /dev/null)" = t ]; do
            sleep 2
          done
          """.formatted(MARK);
    }
}
