package dev.sild.programs.databases;

/**
 * What {@link StreamScript} and {@link StoreScript} share: how each tells the other how far it is, through files of the
 * folder that both containers mount.
 */
final class ExchangeScript {
    private static final String TEXT = """
      set -eu
      umask 007
      x=${EXCHANGE_FOLDER:-/exchange}
      t=$(mktemp -d)

      # Makes a file appear at once, with all of its text.
      tell() {
        printf '%s\\n' "$2" > "$x/.$1.$side"
        mv "$x/.$1.$side" "$x/$1"
      }

      fail() {
        echo "$ACTION failed: $*" >&2
        tell "failed.$side" "$*"
        exit 1
      }

      # Waits for one of the files in $2, at most $1 seconds, and no longer once the other side has failed.
      await() {
        left=$1
        until [ -e "$x/$2" ]; do
          [ ! -e "$x/failed.$other" ] || fail "$(head -n 1 "$x/failed.$other")"
          [ "$left" -gt 0 ] || fail "the container of the $other did not answer within $1 seconds"
          left=$((left - 1))
          sleep 1
        done
      }

      # Ends an open of the pipe that the other side, being killed, does not answer: opening it for both directions never
      # blocks, and ends an open that does.
      watch() {
        (
          left=${PIPE_SECONDS:-60}
          until [ -e "$t/open" ]; do
            [ "$left" -gt 0 ] || { : <> "$x/data" && break; }
            left=$((left - 1))
            sleep 1
          done
        ) &
      }

      # Where this side ends early, the other must not wait for ever at the pipe.
      end() {
        code=$?
        [ "$code" -eq 0 ] || [ -e "$x/failed.$side" ] || tell "failed.$side" "the container of the $side ended with $code"
        [ ! -p "$x/data" ] || : <> "$x/data"
        rm -rf "$t"
        {clean}
      }
      trap end EXIT
      trap 'exit 143' INT TERM
      """;

    private ExchangeScript() {}

    /**
     * Returns a script with the shared lines in place of its line {@code {exchange}}.
     *
     * @param clean the lines that run when the script ends, whose code is in {@code $code}
     */
    static String within(String script, String clean) {
        return script.replace("{exchange}\n", TEXT.replace("{clean}", clean));
    }
}
