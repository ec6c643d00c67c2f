package dev.sild.programs.settings;

/** What a password of a stack may be: it stands in a URL, and so holds letters, digits and {@code - . _ ~} only. */
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
