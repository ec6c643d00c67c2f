package dev.sild.programs.settings;

/**
 * What a stack's password may contain: it is part of a URL, so only letters, digits and {@code - . _ ~} are allowed.
 */
public final class Passwords {
    private Passwords() {}

    /**
     * Returns the line of a shell script that ends it where a variable holds no such password, without showing it.
     *
     * @param variable the environment variable's name
     */
    public static String check(String variable) {
        return """
        case "${%1$s-}" in
          '' | *[!-._~0-9A-Za-z]*)
            echo '%1$s is empty, or holds something else than letters, digits and - . _ ~' >&2
            exit 1 ;;
        esac""".formatted(variable);
    }
}
