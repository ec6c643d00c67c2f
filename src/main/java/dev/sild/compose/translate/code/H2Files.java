package dev.sild.compose.translate.code;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files in which H2, a database within Java programs, keeps its rows. */
public final class H2Files {
    /** {@code jdbc:h2:file:./data/db;MODE=MySQL}; one in memory or on a server has no path. */
    private static final Pattern ADDRESS = Pattern.compile(
            "jdbc:h2:(?:(?:split|nio|nioMapped|async):)?(?:file:(?://)?)?((?:\\.{1,2}/|/)?[\\w.-]{1,100}+(?:/[\\w.-]{1,100}+){0,10})(?:;.*)?");

    private static final Pattern OTHER = Pattern.compile("jdbc:h2:(?:mem|tcp|ssl|zip)\\b.*");

    private H2Files() {}

    /** Returns the file of the database at an address, which H2 adds an ending to. */
    public static Optional<String> of(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        return matcher.matches() && !OTHER.matcher(address).matches()
                ? Optional.of(matcher.group(1) + ".mv.db")
                : Optional.empty();
    }
}
