package dev.sild.programs.databases;

import java.util.List;
import java.util.Map;

/**
 * The scripts that write and read the dumps of a database, for the shell of its own image, be it busybox', dash or
 * bash. Both are in one ConfigMap, so that a restore always matches the backup script that wrote the dump.
 * {@link Words} contains what differs between servers.
 *
 * <p>Both read the environment of {@link Server#client} and the password; the backup reads {@link #KEEP_VARIABLE}
 * besides.
 */
public final class Backups {
    private Backups() {}

    /** Where the claim for the dumps is expected. */
    static final String FOLDER = "/backups";

    /** Where the ConfigMap with the scripts is expected. */
    static final String SCRIPTS_FOLDER = "/etc/sild";

    /** The label of what writes dumps, or verifies them, by which the operator finds it. */
    public static final String LABEL = "sild.dev/backup";

    /** The value of {@link #LABEL} of what writes dumps. */
    public static final String WRITES = "writes";

    /** The value of {@link #LABEL} of what verifies them. */
    public static final String VERIFIES = "verifies";

    public static final String BACKUP_KEY = "backup.sh";
    public static final String RESTORE_KEY = "restore.sh";

    /** The environment variable that says how many dumps are kept, at least 1. */
    public static final String KEEP_VARIABLE = "KEEP";

    /**
     * What the scripts of one kind of server say, each in lines of a shell script.
     *
     * @param database the environment variable that holds the database's name
     * @param given the line that ends the script where a variable is missing
     * @param extension what a dump's name has behind the last dot but one
     * @param lock the lines that keep a second backup waiting
     * @param client the lines that prepare what both scripts need to be a client; empty for nothing
     * @param leftovers the files of {@code client}, which go when the script ends; empty for none
     * @param answers the condition that holds once the server answers
     * @param server the server's name and where it is
     * @param dump the lines that write {@code $unfinished} and read all of it
     * @param usage what a restore takes and does
     * @param restore the lines that read {@code $dump} back
     */
    record Words(
            String database,
            String given,
            String extension,
            String lock,
            String client,
            String leftovers,
            String answers,
            String server,
            String dump,
            String usage,
            String restore) {}

    private static final String BACKUP = """
      #!/bin/sh
      # Writes a compressed dump of the database to the claim, and removes the oldest beyond $KEEP of this database.
      # A dump has its name, DATABASE-YYYYMMDDTHHMMSSZ.{extension}, once it is whole and has been read through, and not before;
      # none is removed until then. Ends with another code than 0 where there is no new dump.
      set -eu
      umask 077

      # What the pod leaves, for the status of the stack.
      report() {
        printf '%s\\n' "$1" 2> /dev/null > "${TERMINATION_LOG:-/dev/termination-log}" || :
      }
      fail() {
        echo "backup failed: $*" >&2
        report "$*"
        exit 1
      }
      begin=$(date +%s)

      {given}
      case "${KEEP:-}" in
        '' | *[!0-9]* | 0*) fail 'KEEP is not a number from 1 on' ;;
      esac
      cd "${BACKUP_FOLDER:-{folder}}" || fail 'the folder for dumps is not there'

      # A second backup waits for the first, so that what is unfinished here is left by one that was ended.
      exec 9> .lock
      {lock}
      rm -f ".$DATABASE"-*.{extension}.unfinished
      {client}

      tries=0
      until {answers}; do
        tries=$((tries + 1))
        [ "$tries" -lt 30 ] || fail "{server}"
        sleep 2
      done

      dump=
      while [ -z "$dump" ] || [ -e "$dump" ]; do
        [ -z "$dump" ] || sleep 1
        dump=$DATABASE-$(date -u +%Y%m%dT%H%M%SZ).{extension}
      done
      unfinished=.$dump.unfinished
      worker=
      trap 'rm -f "$unfinished"{leftovers}' EXIT
      trap '[ -z "$worker" ] || kill "$worker" 2> /dev/null || :; wait; exit 143' INT TERM

      # In the background, for a shell heeds a signal only between two commands.
      run() {
        "$@" &
        worker=$!
        wait "$worker" || fail "$1 ended with $?"
        worker=
      }
      {dump}
      mv "$unfinished" "$dump"
      sync -f "$dump"

      # By name is by time. The new one stays even where the clock went back.
      kept=1
      for old in $(LC_ALL=C ls -r | grep "^$DATABASE-[0-9]\\{8\\}T[0-9]\\{6\\}Z\\.{pattern}\\$"); do
        [ "$old" != "$dump" ] || continue
        if [ "$kept" -ge "$KEEP" ]; then
          rm -f "$old"
          echo "removed $old"
        else
          kept=$((kept + 1))
        fi
      done
      report "{\\"dump\\":\\"$dump\\",\\"bytes\\":$(($(wc -c < "$dump"))),\\"seconds\\":$(($(date +%s) - begin)),\\"kept\\":$kept}"
      echo "wrote $dump, $(wc -c < "$dump") bytes"
      """;

    private static final String RESTORE = """
      #!/bin/sh
      {usage}
      set -eu

      fail() {
        echo "restore failed: $*" >&2
        exit 1
      }

      {given}
      cd "${BACKUP_FOLDER:-{folder}}" || fail 'the folder of dumps is not there'

      dump=${1:-latest}
      [ $# -eq 0 ] || shift
      if [ "$dump" = latest ]; then
        dump=$(LC_ALL=C ls -r | grep "^$DATABASE-[0-9]\\{8\\}T[0-9]\\{6\\}Z\\.{pattern}\\$" | head -n 1)
        [ -n "$dump" ] || fail "there is no dump of $DATABASE"
      fi
      [ -f "$dump" ] || fail "there is no $dump"

      {client}
      # The network policies of a node may let a new pod through only after a moment.
      tries=0
      until {answers}; do
        tries=$((tries + 1))
        [ "$tries" -lt 30 ] || fail "{server}; the database is as it was"
        sleep 2
      done
      {restore}
      echo "restored $dump"
      """;

    static Map<String, String> label(boolean verifies) {
        return Map.of(LABEL, verifies ? VERIFIES : WRITES);
    }

    /** Returns the command that writes a dump. */
    static List<String> backupCommand() {
        return List.of("/bin/sh", SCRIPTS_FOLDER + "/" + BACKUP_KEY);
    }

    /**
     * Returns how a kind of server is dumped.
     *
     * @param stream the script for dumps that pass through a pipe
     * @param passwordVariable the environment variable that its scripts take the password from
     */
    static Dumps dumps(Words words, String stream, String passwordVariable) {
        return new Dumps(script(BACKUP, words), script(RESTORE, words), stream, passwordVariable, words.extension());
    }

    private static String script(String text, Words words) {
        return text.replace("{client}\n", words.client())
                .replace("{usage}\n", words.usage())
                .replace("{dump}\n", words.dump())
                .replace("{restore}\n", words.restore())
                .replace("{given}", words.given())
                .replace("{lock}", words.lock())
                .replace("{answers}", words.answers())
                .replace("{server}", words.server())
                .replace("{leftovers}", words.leftovers())
                .replace("{extension}", words.extension())
                .replace("{pattern}", words.extension().replace(".", "\\."))
                .replace("{folder}", FOLDER)
                .replace("$DATABASE", "$" + words.database());
    }
}
