package dev.sild.programs;

import java.util.List;

/**
 * The scripts that write and read the dumps of a database, for the shell of the postgres image, be it busybox', dash or
 * bash. Both stand in one ConfigMap, so that a restore runs with what wrote the dump.
 *
 * <p>Both read {@code PGHOST}, {@code PGUSER}, {@code PGDATABASE} and {@code PGPASSWORD}, as all programs of postgres
 * do; the backup reads {@link #KEEP_VARIABLE} besides.
 *
 * @see <a href="https://www.postgresql.org/docs/current/app-pgdump.html">pg_dump</a>
 * @see <a href="https://www.postgresql.org/docs/current/app-pgrestore.html">pg_restore</a>
 */
final class Backups {
  private Backups() {}

  /** Where the claim for the dumps is expected. */
  static final String FOLDER = "/backups";

  /** Where the ConfigMap with the scripts is expected. */
  static final String SCRIPTS_FOLDER = "/etc/sild";

  static final String BACKUP_KEY = "backup.sh";
  static final String RESTORE_KEY = "restore.sh";

  /** The environment variable that says how many dumps are kept, at least 1. */
  static final String KEEP_VARIABLE = "KEEP";

  private static final String BACKUP = """
      #!/bin/sh
      # Writes a compressed dump of the database to the claim, and removes the oldest beyond $KEEP of this database.
      # A dump has its name, DATABASE-YYYYMMDDTHHMMSSZ.dump, once it is whole and has been read through, and not before;
      # none is removed until then. Ends with another code than 0 where there is no new dump.
      set -eu
      umask 077

      fail() {
        echo "backup failed: $*" >&2
        exit 1
      }

      : "${PGHOST:?is not set}" "${PGUSER:?is not set}" "${PGDATABASE:?is not set}"
      case "${KEEP:-}" in
        '' | *[!0-9]* | 0*) fail 'KEEP is not a number from 1 on' ;;
      esac
      cd "${BACKUP_FOLDER:-%1$s}" || fail 'the folder for dumps is not there'

      # A second backup waits for the first, so that what is unfinished here is left by one that was ended.
      exec 9> .lock
      flock 9 || fail 'the claim cannot be locked'
      rm -f ".$PGDATABASE"-*.dump.unfinished

      tries=0
      until pg_isready -q; do
        tries=$((tries + 1))
        [ "$tries" -lt 30 ] || fail "postgres does not answer at $PGHOST"
        sleep 2
      done

      dump=
      while [ -z "$dump" ] || [ -e "$dump" ]; do
        [ -z "$dump" ] || sleep 1
        dump=$PGDATABASE-$(date -u +%%Y%%m%%dT%%H%%M%%SZ).dump
      done
      unfinished=.$dump.unfinished
      worker=
      trap 'rm -f "$unfinished"' EXIT
      trap '[ -z "$worker" ] || kill "$worker" 2> /dev/null || :; wait; exit 143' INT TERM

      # In the background, for a shell heeds a signal only between two commands.
      run() {
        "$@" &
        worker=$!
        wait "$worker" || fail "$1 ended with $?"
        worker=
      }
      run pg_dump --format=custom --no-password --lock-wait-timeout=10min --file="$unfinished"
      # All of it is read, for the list of contents stands at its beginning.
      run pg_restore --file=/dev/null "$unfinished"
      mv "$unfinished" "$dump"
      sync -f "$dump"

      # By name is by time. The new one stays even where the clock went back.
      kept=1
      for old in $(LC_ALL=C ls -r | grep "^$PGDATABASE-[0-9]\\{8\\}T[0-9]\\{6\\}Z\\.dump\\$"); do
        [ "$old" != "$dump" ] || continue
        kept=$((kept + 1))
        if [ "$kept" -gt "$KEEP" ]; then
          rm -f "$old"
          echo "removed $old"
        fi
      done
      echo "wrote $dump, $(wc -c < "$dump") bytes"
      """;

  private static final String RESTORE = """
      #!/bin/sh
      # Reads a dump back: restore.sh [FILE [OPTION-OF-pg_restore...]], by default the newest of this database. What the
      # dump holds replaces what is there of the same name, all of it or, where anything fails, nothing. What the dump
      # does not hold stays.
      set -eu

      fail() {
        echo "restore failed: $*" >&2
        exit 1
      }

      : "${PGHOST:?is not set}" "${PGUSER:?is not set}" "${PGDATABASE:?is not set}"
      cd "${BACKUP_FOLDER:-%1$s}" || fail 'the folder of dumps is not there'

      dump=${1:-latest}
      [ $# -eq 0 ] || shift
      if [ "$dump" = latest ]; then
        dump=$(LC_ALL=C ls -r | grep "^$PGDATABASE-[0-9]\\{8\\}T[0-9]\\{6\\}Z\\.dump\\$" | head -n 1)
        [ -n "$dump" ] || fail "there is no dump of $PGDATABASE"
      fi
      [ -f "$dump" ] || fail "there is no $dump"

      pg_restore --no-password --clean --if-exists --single-transaction --exit-on-error --dbname="$PGDATABASE" "$@" \\
        "$dump" || fail "pg_restore ended with $?; the database is as it was"
      echo "restored $dump"
      """;

  /** Returns the script that the CronJob runs. */
  static String backupScript() {
    return BACKUP.formatted(FOLDER);
  }

  /** Returns the script that a Job made by hand runs. */
  static String restoreScript() {
    return RESTORE.formatted(FOLDER);
  }

  /** Returns the command that writes a dump. */
  static List<String> backupCommand() {
    return List.of("/bin/sh", SCRIPTS_FOLDER + "/" + BACKUP_KEY);
  }
}
