package dev.sild.programs.databases;

import java.util.List;

/**
 * The script of the container that has the database's own programs: it writes a dump to a pipe, or reads one from it.
 * {@link StoreScript} is at the pipe's other end, in another container of the same pod. Nothing of the dump is stored
 * on the way.
 *
 * <p>It reads the environment of {@link Server#client} and the password.
 */
public final class StreamScript {
    public static final String KEY = "database.sh";

    /**
     * What the script says for one kind of server, each in lines of a shell script.
     *
     * @param given the line that ends the script where a variable is missing
     * @param client the lines that prepare the client; empty for nothing
     * @param answers the condition that holds once the server answers
     * @param server the server's name and where it is
     * @param dump the pipeline that prints a dump; each command of it makes the file {@code $t/broken} where it fails
     * @param rows the pipeline that reads a dump and prints a line for each table, with its number of rows, a tab, and
     *     its name; {@code -} where the number is not known, and {@code ?} alone where the tables are not. It makes
     *     {@code $t/unreadable} where the dump is not whole
     * @param load the lines that read a dump back from the standard input
     * @param more functions for {@code verify} and {@code bootstrap}, where the server has these actions
     */
    record Words(
            String given,
            String client,
            String answers,
            String server,
            String dump,
            String rows,
            String load,
            String more) {}

    private static final String TEXT = """
      #!/bin/sh
      # The database's side of a backup: writes a dump to the pipe of the folder that both containers of the pod mount, or
      # reads one from it. $ACTION says which.
      side=database other=bucket
      {exchange}
      {given}
      {client}

      answers() {
        tries=0
        until {answers}; do
          tries=$((tries + 1))
          [ "$tries" -lt 30 ] || fail "{server}"
          sleep 2
        done
      }
      rows() {
        {rows}
      }
      dump() {
        {dump}
      }
      load() {
        {load}
      }
      # Reads what the other container offers.
      take() {
        await 43200 offer
        watch
        { : > "$t/open" && load "$@"; } < "$x/data"
        # The end of the pipe may be that of a container that was killed.
        await 60 sent
      }
      # Prints the sum of the numbers of rows, or null where they are not known.
      total() {
        awk '$1 !~ /^[0-9]+$/ { unknown = 1 } { sum += $1 } END { if (unknown) print "null"; else printf "%.0f\\n", sum }' "$1"
      }
      tables() {
        if grep -qx '?' "$1"; then echo null; else wc -l < "$1" | tr -d ' '; fi
      }
      digest() {
        sha256sum < "$1" | cut -d ' ' -f 1
      }

      backup() {
        answers
        mkfifo "$x/data" "$t/sum.pipe" "$t/size.pipe" "$t/rows.pipe"
        tell ready new
        await 900 taker
        sha256sum < "$t/sum.pipe" > "$t/sum" &
        wc -c < "$t/size.pipe" > "$t/size" &
        # All of it is read, so that a dump that cannot be read back is none.
        rows < "$t/rows.pipe" > "$t/rows" &
        watch
        dump | { : > "$t/open" && tee "$t/sum.pipe" "$t/size.pipe" "$t/rows.pipe"; } > "$x/data" || fail 'the bucket takes no more'
        wait
        [ ! -e "$t/broken" ] || fail "$(cat "$t/broken")"
        [ ! -e "$t/unreadable" ] || fail "$(cat "$t/unreadable")"
        tell result "bytes=$(tr -d ' ' < "$t/size") sha256=$(cut -d ' ' -f 1 "$t/sum") tables=$(tables "$t/rows")
      rows=$(total "$t/rows") counts=$(digest "$t/rows")"
      }
      restore() {
        answers
        mkfifo "$x/data"
        tell ready new
        take
        tell result ''
      }
      {more}
      case $ACTION in
        {actions}) "$ACTION" ;;
        list) ;;
        *) fail 'ACTION is not {names} or list' ;;
      esac
      """;

    private StreamScript() {}

    /** Returns the script for a kind of server. */
    static String of(Words words) {
        boolean all = !words.more().isEmpty();
        return ExchangeScript.within(TEXT, all ? "stop_scratch" : ":")
                .replace("{more}\n", all ? words.more() : "")
                .replace("{given}", words.given())
                .replace("{client}\n", words.client())
                .replace("{answers}", words.answers())
                .replace("{server}", words.server())
                .replace("{rows}", words.rows().strip().replace("\n", "\n  "))
                .replace("{dump}", words.dump().strip().replace("\n", "\n  "))
                .replace("{load}", words.load().strip().replace("\n", "\n  "))
                .replace("{actions}", all ? "backup | restore | verify | bootstrap" : "backup | restore")
                .replace("{names}", all ? "backup, restore, verify, bootstrap" : "backup, restore");
    }

    /** Returns the command that runs it. */
    static List<String> command() {
        return List.of("/bin/sh", Backups.SCRIPTS_FOLDER + "/" + KEY);
    }
}
