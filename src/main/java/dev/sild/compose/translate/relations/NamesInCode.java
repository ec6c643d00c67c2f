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
    private static final int LONGEST_LINE = 1000;

    /** {@code host: '}, {@code "Host": "}, {@code getenv('DB_HOST', '}, {@code DB_HOST || '}, {@code setHost("}. */
    private static final Pattern BEFORE_TEXT =
            Pattern.compile(CALLED + "[\"'\\])]{0,3}\\s{0,9}(?:[:=,(]|=>|:=|\\|\\||\\?\\?)\\s{0,9}[\\[(]?[\"'`]");

    /** {@code DB_HOST=}, {@code host: }. */
    private static final Pattern BEFORE_WORD = Pattern.compile(CALLED + "\\s{0,9}[:=]\\s{0,9}");

    private static final Pattern AFTER_WORD = Pattern.compile("\\s*(?:[,;#].*)?");

    /** A text before a port: {@code MongoClient('post_db', 27017)}. */
    private static final Pattern BEFORE_PORT = Pattern.compile("[\"'`]\\s{0,9},\\s{0,9}[1-9][0-9]{2,4}\\b.*");

    /** {@code mysqladmin -h }, {@code psql --host=}, {@code nc -z }. */
    private static final Pattern BEFORE_ARGUMENT = Pattern.compile(
            ".*(?:\\s-h\\s{0,9}|\\s--host[= ]\\s{0,9}|\\b(?:nc|ncat|telnet|ping)\\s(?:-\\w{1,9}\\s){0,3})");

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
            if (at.isEmpty() && changed.isInAddress(line, name)) {
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
            String before = line.substring(Math.max(0, at - LONGEST_BEFORE), at);
            String after = line.substring(at + name.length());
            boolean called = switch (language) {
                case CODE -> false;
                case SETTINGS ->
                    BEFORE_WORD.matcher(before).matches()
                            && AFTER_WORD.matcher(after).matches();
                case SHELL -> BEFORE_ARGUMENT.matcher(before).matches() && ends(after);
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

    private static boolean ends(String after) {
        return after.isEmpty() || " \t;|&)\"'".indexOf(after.charAt(0)) >= 0;
    }

    private static boolean isQuoted(String before, String after) {
        return !before.isEmpty()
                && !after.isEmpty()
                && "\"'`".indexOf(after.charAt(0)) >= 0
                && before.charAt(before.length() - 1) == after.charAt(0);
    }
}
