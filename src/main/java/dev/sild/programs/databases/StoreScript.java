package dev.sild.programs.databases;

import java.util.List;

/**
 * The script of the container that has rclone: it moves dumps between the pipe of {@link StreamScript} and a bucket. It
 * is the same for all kinds of servers, for the shell of the image, be it busybox', dash or bash.
 *
 * <p>A dump counts once its manifest is in the bucket, an object that is written last and at once: what an interrupted
 * upload leaves has none. Objects are called {@code DATABASE-YYYYMMDDTHHMMSSZ.EXTENSION} and, for the manifest, the
 * same with {@code .json}.
 *
 * @see <a href="https://rclone.org/commands/rclone_rcat/">rclone rcat</a>
 * @see <a href="https://rclone.org/s3/">rclone: S3</a>
 * @see <a href="https://rclone.org/crypt/">rclone: crypt</a>
 */
public final class StoreScript {
    public static final String KEY = "store.sh";

    /** The name of the container that runs it. */
    public static final String CONTAINER = "bucket";

    /** The environment variable for what is done; {@link Action#word()}. */
    public static final String ACTION = "ACTION";

    /** The environment variable for the dump that is read: {@code latest} or a name. */
    public static final String DUMP = "DUMP";

    /** The environment variable for the database, which the names of its dumps begin with. */
    public static final String DATABASE = "DATABASE";

    static final String EXTENSION = "EXTENSION";
    static final String BUCKET = "S3_BUCKET";
    static final String PREFIX = "S3_PREFIX";
    static final String ENCRYPTION_PASSWORD = "ENCRYPTION_PASSWORD";

    /** The name of the remote in rclone's variables. */
    static final String REMOTE = "STORE";

    /** What the two containers of a pod do together. */
    public enum Action {
        /** Writes a dump. */
        BACKUP,
        /** Reads a dump into the database. */
        RESTORE,
        /** Reads a dump into a server that ends with the pod, and compares what it holds. */
        VERIFY,
        /** Reads a dump into a new database, once. */
        BOOTSTRAP,
        /** Prints the manifests of the dumps that can be restored, the newest first, and what is wrong with others. */
        LIST;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final String CLEAN = """
      [ "$code" -eq 0 ] || head -n 1 "$x/failed.$side" > "${TERMINATION_LOG:-/dev/termination-log}" 2> /dev/null || :""";

    private static final String TEXT = """
      #!/bin/sh
      # The bucket's side of a backup: $ACTION says what is done, $DUMP which dump is read. A dump counts once its manifest,
      # an object of the same name with .json, is there: it is written last. Ends with another code than 0 where
      # anything failed; the reason, or what was done, is in the termination message too.
      side=bucket other=database
      {exchange}
      : "${S3_BUCKET:?is not set}" "${S3_PREFIX:?is not set}" "${DATABASE:?is not set}" "${EXTENSION:?is not set}"

      # Nothing is read from a configuration file: all is in variables, and no credential in an argument.
      r() {
        rclone --config /notfound --log-level NOTICE "$@" 2> "$t/rclone"
      }
      # Does the same, and prints now and then how far it is.
      moving() {
        going=$(mktemp "$t/going.XXXXXX")
        (
          seconds=0
          while sleep 1 && [ -e "$going" ]; do
            seconds=$((seconds + 1))
            [ "$((seconds % ${PROGRESS_SECONDS:-15}))" -ne 0 ] ||
              sed -n 's/^.* NOTICE: *\\(.* ETA .*\\)/\\1/p' "$t/rclone" | tail -n 1
          done
        ) >&3 &
        moved=0
        r --stats=1s --stats-one-line --stats-log-level=NOTICE "$@" || moved=$?
        rm -f "$going"
        return "$moved"
      }
      # Ends with what rclone said last.
      refused() {
        cat "$t/rclone" >&2
        why=$(sed -n '/Failed to/,$p' "$t/rclone" | tr -s '\\n\\t' '  ' | sed 's/^[0-9/]* [0-9:]* //' | cut -c 1-400)
        fail "$1: ${why:-$(tail -n 1 "$t/rclone")}"
      }
      report() {
        printf '%s\\n' "$1" 2> /dev/null > "${TERMINATION_LOG:-/dev/termination-log}" || :
      }
      exec 3>&1
      target=store:$S3_BUCKET/$S3_PREFIX
      if [ -n "${ENCRYPTION_PASSWORD:-}" ]; then
        RCLONE_CONFIG_SEALED_PASSWORD=$(printf '%s' "$ENCRYPTION_PASSWORD" | rclone --config /notfound obscure - 2> "$t/rclone") ||
          refused 'the password of the encryption was not accepted'
        export RCLONE_CONFIG_SEALED_TYPE=crypt RCLONE_CONFIG_SEALED_REMOTE="$target" RCLONE_CONFIG_SEALED_PASSWORD \\
          RCLONE_CONFIG_SEALED_FILENAME_ENCRYPTION=off RCLONE_CONFIG_SEALED_DIRECTORY_NAME_ENCRYPTION=false
        target=sealed:
      fi

      # Prints the names of the dumps that have a manifest, the newest first, whichever database they are of.
      dumps() {
        r lsf --files-only --format sp --separator ' ' "$target" > "$t/sizes" || refused 'the bucket cannot be listed'
        cut -d ' ' -f 2- "$t/sizes" > "$t/names"
        sed -n "s/^\\([a-z_][a-z0-9_]*-\\([0-9]\\{8\\}T[0-9]\\{6\\}Z\\)\\.$EXTENSION\\)\\.json\\$/\\2 \\1/p" "$t/names" |
          LC_ALL=C sort -r | cut -d ' ' -f 2
      }
      # Prints a value of the manifest in $t/manifest.
      value() {
        sed -n 's/.*"'"$1"'":"\\{0,1\\}\\([^",}]*\\).*/\\1/p' "$t/manifest"
      }
      object() {
        case $target in *:) printf '%s' "$target$1" ;; *) printf '%s' "$target/$1" ;; esac
      }
      # Reads the manifest of $name to $t/manifest. $why says why there is none that counts. Anybody who can write to the
      # bucket can write manifests: only the first line is taken, of a length that a manifest can have.
      manifest() {
        why=
        if ! r cat --count 4096 "$(object "$name.json")" > "$t/read"; then
          why="the manifest of $name cannot be read: $(tail -n 1 "$t/rclone" | cut -c 21-400)"
          if [ -n "${ENCRYPTION_PASSWORD:-}" ] && grep -q 'bad password\\|unexpected EOF' "$t/rclone"; then
            why="$name cannot be decrypted; encryptionFrom must name the password that it was written with"
          elif ! grep -qxF "$name.json" "$t/names"; then
            why="there is no complete dump $name"
          fi
          return
        fi
        head -n 1 "$t/read" > "$t/manifest"
        if [ "$(value dump)" != "$name" ]; then
          why="there is no complete dump $name: its manifest is of something else"
        fi
        case $(value bytes) in
          '' | *[!0-9]*) why=${why:-"there is no complete dump $name: its manifest has no size"} ;;
        esac
      }

      backup() {
        case "${KEEP:-}" in
          '' | *[!0-9]* | 0*) fail 'KEEP is not a number from 1 on' ;;
        esac
        await 900 ready
        begin=$(date +%s)
        name=$DATABASE-$(date -u +%Y%m%dT%H%M%SZ).$EXTENSION
        dumps > "$t/before"
        # A backup of the same second has the name already.
        while grep -qxF "$name" "$t/before"; do
          sleep 1
          name=$DATABASE-$(date -u +%Y%m%dT%H%M%SZ).$EXTENSION
        done
        tell taker "$name"
        echo "writing $name"
        watch
        if ! { : > "$t/open" && moving rcat "$(object "$name")"; } < "$x/data"; then
          cp "$t/rclone" "$t/why"
          r deletefile "$(object "$name")" || :
          cp "$t/why" "$t/rclone"
          refused "$name was not uploaded"
        fi
        # The end of the pipe may be that of the dump, or of a container that was killed.
        left=20
        until [ -e "$x/result" ] || [ -e "$x/failed.database" ] || [ "$left" -eq 0 ]; do
          left=$((left - 1))
          sleep 1
        done
        if [ ! -e "$x/result" ]; then
          r deletefile "$(object "$name")" || :
          fail "$(head -n 1 "$x/failed.database" 2> /dev/null || echo 'the container of the database ended without a result')"
        fi
        . "$x/result"
        stored=$(r lsf --format s "$(object "$name")") || refused "$name cannot be read"
        if [ "$stored" != "$bytes" ]; then
          r deletefile "$(object "$name")" || :
          fail "$name has $stored bytes in the bucket, and $bytes were written"
        fi
        seconds=$(($(date +%s) - begin))
        printf '{"format":1,"dump":"%s","bytes":%s,"sha256":"%s","tables":%s,"rows":%s,"counts":"%s","seconds":%s}\\n' \\
          "$name" "$bytes" "$sha256" "$tables" "$rows" "$counts" "$seconds" > "$t/manifest"
        r rcat "$(object "$name.json")" < "$t/manifest" || refused "the manifest of $name was not uploaded"

        # The new one stays even where the clock went back. What cannot be deleted is no reason to call the dump bad.
        kept=1
        dumps > "$t/all"
        for old in $(grep "^$DATABASE-" "$t/all"); do
          [ "$old" != "$name" ] || continue
          if [ "$((kept + 1))" -le "$KEEP" ]; then
            kept=$((kept + 1))
          elif r deletefile "$(object "$old.json")" && r deletefile "$(object "$old")"; then
            echo "deleted $old"
          else
            cat "$t/rclone" >&2
            echo "$old was not deleted" >&2
          fi
        done
        # What killed uploads left: dumps of a day ago without a manifest.
        limit=$DATABASE-$(date -u -d "@$((begin - 86400))" +%Y%m%dT%H%M%SZ).$EXTENSION
        for old in $(grep "^$DATABASE-[0-9]\\{8\\}T[0-9]\\{6\\}Z\\.$EXTENSION\\$" "$t/names"); do
          if ! grep -qxF "$old.json" "$t/names" && [ "$(printf '%s\\n%s\\n' "$old" "$limit" | LC_ALL=C sort | head -n 1)" = "$old" ]; then
            ! r deletefile "$(object "$old")" || echo "deleted $old, which is not complete"
          fi
        done
        report "{\\"dump\\":\\"$name\\",\\"bytes\\":$bytes,\\"seconds\\":$seconds,\\"rows\\":$rows,\\"kept\\":$kept}"
        echo "wrote $name, $bytes bytes"
      }

      # Offers a dump at the pipe, after all of it was read once and is what its manifest says.
      offer() {
        begin=$(date +%s)
        name=${DUMP:-latest}
        dumps > "$t/all"
        if [ "$name" = latest ]; then
          # A new database may be filled with one that had another name.
          if [ "$ACTION" = bootstrap ]; then of=; else of=$DATABASE-; fi
          name=$(grep "^$of" "$t/all" | head -n 1)
          if [ -z "$name" ] && [ -z "${ENCRYPTION_PASSWORD:-}" ] && grep -q '\\.json\\.bin$' "$t/names"; then
            fail 'there is no complete dump, except for encrypted ones; name their password in encryptionFrom'
          fi
          [ -n "$name" ] || fail 'there is no complete dump'
        fi
        printf '%s\\n' "$name" | grep -qx "[a-z_][a-z0-9_]*-[0-9]\\{8\\}T[0-9]\\{6\\}Z\\.$EXTENSION" ||
          fail "DUMP is neither latest nor the name of a dump such as $DATABASE-20260131T031500Z.$EXTENSION"
        manifest
        [ -z "$why" ] || fail "$why"
        echo "checking $name, $(value bytes) bytes"
        { moving cat "$(object "$name")" || : > "$t/cut"; } | sha256sum | cut -d ' ' -f 1 > "$t/sum"
        [ ! -e "$t/cut" ] || refused "$name cannot be read"
        [ "$(cat "$t/sum")" = "$(value sha256)" ] || fail "$name is not what was written: its checksum differs"
        echo "$name is complete; reading it into the database"
        tell expected "$(value counts)"
        tell offer "$name"
        watch
        { : > "$t/open" && moving cat "$(object "$name")"; } > "$x/data" || refused "$name cannot be read"
        tell sent "$name"
        await 43200 result
        . "$x/result"
        report "{\\"dump\\":\\"$name\\",\\"bytes\\":$(value bytes),\\"seconds\\":$(($(date +%s) - begin)),\\"rows\\":${rows:-$(value rows)}}"
        echo "done with $name"
      }

      # Prints the manifests of the dumps that can be restored, and what is wrong with others.
      list() {
        dumps > "$t/all"
        while read -r name; do
          manifest
          stored=$(awk -v name="$name" '{ size = $1; sub(/^[^ ]* /, "") } $0 == name { print size }' "$t/sizes")
          if [ -n "$why" ]; then
            echo "$why"
          elif [ "$stored" != "$(value bytes)" ]; then
            echo "$name has ${stored:-no} bytes in the bucket, and $(value bytes) were written: it cannot be restored"
          else
            printf '%s\\n' "$(cat "$t/manifest")"
          fi
        done < "$t/all"
      }

      case $ACTION in
        backup) backup ;;
        restore | verify)
          await 900 ready
          offer
          ;;
        bootstrap)
          await 900 ready
          if [ "$(cat "$x/ready")" = done ]; then
            echo 'the database was restored before: nothing is done'
          else
            offer
          fi
          ;;
        list) list ;;
        *) fail 'ACTION is not backup, restore, verify, bootstrap or list' ;;
      esac
      """;

    private StoreScript() {}

    /** Returns the script. */
    public static String text() {
        return ExchangeScript.within(TEXT, CLEAN);
    }

    /** Returns the command that runs it. */
    static List<String> command() {
        return List.of("/bin/sh", Backups.SCRIPTS_FOLDER + "/" + KEY);
    }
}
