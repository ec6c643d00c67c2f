package dev.sild.syntax;

/**
 * Values of settings in a systemd unit.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html">systemd.syntax</a>
 */
public final class UnitText {
    private UnitText() {}

    /**
     * Returns what systemd reads as {@code text} where it expands specifiers: on one line, which no backslash
     * continues, and with two percent signs for each.
     */
    public static String value(String text) {
        return Visible.of(text).strip().replace("%", "%%").replaceAll("\\\\+\\z", "");
    }
}
