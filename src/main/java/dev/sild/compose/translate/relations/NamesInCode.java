package dev.sild.compose.translate.relations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Finds names that have changed where a line of code or settings has them as hosts: in an address, or as a text that
 * something calls a host. Services are often called like modules, variables and tables, which are none.
 */
public final class NamesInCode {
    /** What comes before a host, on the same line; further back is not looked. */
    private static final String CALLED =
            ".*(?i)(?:hosts?|hostname|server|address|addr|broker|endpoint|nodes?|mysqli(?:_connect)?|redis|mongoclient)";

    private static final int LONGEST_BEFORE = 120;
    private static final int LONGEST_COMMAND = 250;
    private static final int LONGEST_LINE = 1000;

    /** {@code host: '}, {@code "Host": "}, {@code getenv('DB_HOST', '}, {@code DB_HOST || '}, {@code setHost("}. */
    private static final Pattern BEFORE_TEXT =
            Pattern.compile(CALLED + "[\"'\\])]{0,3}\\s{0,9}(?:[:=,(]|=>|:=|\\|\\||\\?\\?)\\s{0,9}[\\[(]?[\"'`]");

    /** {@code DB_HOST=}, {@code host: }. */
    private static final Pattern BEFORE_WORD = Pattern.compile(CALLED + "\\s{0,9}[:=]\\s{0,9}");

    private static final Pattern AFTER_WORD = Pattern.compile("\\s*(?:[,;#].*)?");

    /** A text before a port: {@code MongoClient('post_db', 27017)}. */
    private static final Pattern BEFORE_PORT = Pattern.compile("[\"'`]\\s{0,9},\\s{0,9}[1-9][0-9]{2,4}\\b.*");

    /** Clients of servers, whose {@code -h} is the server's host; that of other programs may be for help, or sizes. */
    private static final String CLIENT =
            "(?:psql|pg_\\w{1,20}|pgbench|pgcli|(?:create|drop)(?:db|user)|(?:vacuum|reindex|cluster)db"
                    + "|my(?:sql\\w{0,20}|cli|dumper|loader)|mariadb[\\w-]{0,20}|(?:redis|valkey|keydb)-\\w{1,20}"
                    + "|mongo\\w{0,20}|clickhouse(?:-client)?|mosquitto_\\w{1,20}|ldap\\w{1,20}|wait[-_]for[\\w.-]{0,20})";

    /** Programs whose first argument is a host. */
    private static final String CONNECTING =
            "(?:nc|ncat|netcat|telnet|ping6?|nslookup|dig|cqlsh|getent\\s{1,9}a?hosts(?:v[46])?|wait[-_]for[\\w.-]{0,20})";

    /** {@code mysqladmin -h }, {@code psql --host=}, {@code nc -z -w 5 }. */
    private static final Pattern BEFORE_ARGUMENT = Pattern.compile("(?s)(?:.*\\s--host[= ]"
            + "|.*(?<![\\w.-])" + CLIENT + "\\s(?:.*\\s)?-h"
            + "|.*(?<![\\w.-])" + CONNECTING
            + "\\s(?:\\s{0,9}[-+][\\w=.-]{1,40}\\s{1,9}(?:[0-9]{1,5}s?\\s)?){0,5})[\\s\\\\]{0,9}[\"']?");

    /** What is only shown is no command, unless it is replaced by what that prints. */
    private static final Pattern SHOWN = Pattern.compile("(?s).*(?<![\\w.-])(?:echo|printf)\\s[^(`]*");

    private final ChangedNames changed;

    public NamesInCode(ServiceNames names) {
        changed = names.changed();
    }

    /** How a file is written. */
    public enum Language {
        /** Texts are in quotes, and words without them are names of the code's own. */
        CODE,
        /** Keys have values, which need no quotes. */
        SETTINGS,
        /** Commands have arguments. */
        SHELL
    }

    /** A name in a line, at an index that counts from 0. */
    public record Place(String name, int at) {}

    /** Whether there are names to be found. */
    public boolean isEmpty() {
        return changed.all().isEmpty();
    }

    /** Whether a text contains a changed name as a word. */
    public boolean mayBeIn(String text) {
        return !changed.firstPlaces(text).isEmpty();
    }

    /** Returns where a line has such names, each once, in the order of their words. */
    public List<Place> find(String line, Language language) {
        if (line.length() > LONGEST_LINE) {
            return List.of();
        }
        List<Place> places = new ArrayList<>();
        changed.firstPlaces(line).forEach((name, first) -> {
            OptionalInt at = at(line, name, language);
            // An address has no other meaning.
            if (at.isEmpty() && (ChangedNames.isAddress(name) || changed.isInAddress(line, name))) {
                at = OptionalInt.of(first);
            }
            at.ifPresent(place -> places.add(new Place(name, place)));
        });
        return places;
    }

    /** Returns the first changed name that a text, such as a word of a command, has in an address. */
    public Optional<String> findInAddress(String text) {
        return changed.firstPlaces(text).keySet().stream()
                .filter(name -> changed.isInAddress(text, name))
                .findFirst();
    }

    /** Returns where a name is what something calls a host. */
    private static OptionalInt at(String line, String name, Language language) {
        for (int at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + name.length())) {
            int longest = language == Language.SHELL ? LONGEST_COMMAND : LONGEST_BEFORE;
            String before = line.substring(Math.max(0, at - longest), at);
            String after = line.substring(at + name.length());
            boolean called = switch (language) {
                case CODE -> false;
                case SETTINGS ->
                    BEFORE_WORD.matcher(before).matches()
                            && AFTER_WORD.matcher(after).matches();
                case SHELL -> isArgumentAfter(before) && ends(after);
            };
            if (called
                    || isQuoted(before, after)
                            && (BEFORE_TEXT.matcher(before).matches()
                                    || BEFORE_PORT.matcher(after).matches())) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether a name that follows this text of a script, or these words of a command, is a host there. */
    public static boolean isArgumentAfter(String text) {
        String before = text.substring(Math.max(0, text.length() - LONGEST_COMMAND));
        int start = before.length();
        while (start > 0 && !endsCommand(before, start - 1)) {
            start--;
        }
        String command = before.substring(start);
        return BEFORE_ARGUMENT.matcher(command).matches()
                && !SHOWN.matcher(command).matches();
    }

    private static boolean endsCommand(String text, int at) {
        char c = text.charAt(at);
        boolean lineGoesOn = c == '\n' && at > 0 && text.charAt(at - 1) == '\\';
        return ";&|\n".indexOf(c) >= 0 && !lineGoesOn;
    }

    private static boolean ends(String after) {
        return after.isEmpty() || " \t\n;|&)\"'`".indexOf(after.charAt(0)) >= 0;
    }

    private static boolean isQuoted(String before, String after) {
        return !before.isEmpty()
                && !after.isEmpty()
                && "\"'`".indexOf(after.charAt(0)) >= 0
                && before.charAt(before.length() - 1) == after.charAt(0);
    }
}
