package dev.sild.compose;

import java.util.regex.Pattern;

/** How people call compose files, as {@code docker-compose.prod.yml}. */
public final class ComposeFileName {
    private static final Pattern NAME =
            Pattern.compile("(?i)(?:docker-|podman-)?compose(?:[-_.][\\w.-]{0,100})?\\.ya?ml");

    private ComposeFileName() {}

    /** Whether a file without its folder is called like one. */
    public static boolean isOne(String name) {
        return NAME.matcher(name).matches();
    }
}
