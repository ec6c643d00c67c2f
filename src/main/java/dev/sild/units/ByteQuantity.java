package dev.sild.units;

/**
 * Numbers of bytes as Kubernetes spells them, such as {@code 10Gi}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
public final class ByteQuantity {
    private static final int MAX_DIGITS = 18;

    private ByteQuantity() {}

    /**
     * Whether {@code text} is a number of bytes above 0: digits, perhaps a fraction, and one of k, M, G, T, P, E, Ki …
     * Ei.
     */
    public static boolean isOne(String text) {
        int end = 0;
        boolean dot = false;
        boolean some = false;
        while (end < text.length() && (Digits.is(text.charAt(end)) || !dot && end > 0 && text.charAt(end) == '.')) {
            dot |= text.charAt(end) == '.';
            some |= text.charAt(end) >= '1' && text.charAt(end) <= '9';
            end++;
        }
        if (!some || end > MAX_DIGITS || text.charAt(end - 1) == '.') {
            return false;
        }
        return switch (text.substring(end)) {
            case "" -> !dot;
            case "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei" -> true;
            default -> false;
        };
    }
}
