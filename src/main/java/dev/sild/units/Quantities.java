package dev.sild.units;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * Compose's numbers with units as Kubernetes' canonical quantities. A plain number is read without BigDecimal: JDK 25
 * takes longer to initialize that class than to read a small project.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/extension/#specifying-byte-values">Byte values</a>
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
public final class Quantities {
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private Quantities() {}

    /** Returns a byte value ({@code 512m}, {@code 1gb}, {@code 1048576}) as a quantity; empty if invalid or 0. */
    public static String bytes(String text) {
        long bytes = byteCount(text).orElse(0L);
        if (bytes <= 0) {
            return "";
        }
        String[] units = {"Ti", "Gi", "Mi", "Ki"};
        for (int i = 0; i < units.length; i++) {
            long unit = 1L << (10 * (units.length - i));
            if (bytes % unit == 0) {
                return bytes / unit + units[i];
            }
        }
        return Long.toString(bytes);
    }

    /** Returns a byte value as a number of bytes, rounded up; empty if invalid. */
    public static Optional<Long> byteCount(String text) {
        String lower = text.trim().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < lower.length() && (Digits.is(lower.charAt(end)) || lower.charAt(end) == '.')) {
            end++;
        }
        int shift = switch (lower.substring(end).trim()) {
            case "", "b" -> 0;
            case "k", "kb", "kib" -> 10;
            case "m", "mb", "mib" -> 20;
            case "g", "gb", "gib" -> 30;
            case "t", "tb", "tib" -> 40;
            default -> -1;
        };
        return shift < 0 ? Optional.empty() : times(lower.substring(0, end), 1L << shift);
    }

    /** Returns a number of processors ({@code 0.5}, {@code 2}) as a quantity; empty if invalid or 0. */
    public static String cpus(String text) {
        return thousandths(times(text, 1000).orElse(0L));
    }

    /** Returns thousandths of a processor as a quantity; empty where there are none. */
    public static String thousandths(long count) {
        if (count <= 0) {
            return "";
        }
        return count % 1000 == 0 ? Long.toString(count / 1000) : count + "m";
    }

    /**
     * Returns how many units a decimal number of them with {@code unit} times their size is, rounded up: {@code 0.5} of
     * 1000 are 500. A result beyond the range of a long is the largest or smallest long; empty if the text is not a
     * number, or has more digits than any amount has.
     */
    public static Optional<Long> times(String text, long unit) {
        String number = text.trim();
        int point = number.indexOf('.');
        String digits = point < 0 ? number : number.substring(0, point) + number.substring(point + 1);
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        if (!digits.chars().allMatch(Digits::is)) {
            return withSignOrExponent(number, unit);
        }
        BigInteger[] parts = new BigInteger(digits)
                .multiply(BigInteger.valueOf(unit))
                .divideAndRemainder(BigInteger.TEN.pow(point < 0 ? 0 : number.length() - point - 1));
        return Optional.of(
                parts[0].add(BigInteger.valueOf(parts[1].signum())).min(MOST).longValue());
    }

    private static Optional<Long> withSignOrExponent(String text, long unit) {
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs(number.scale()) > 100
                    ? Optional.empty()
                    : Optional.of(number.multiply(BigDecimal.valueOf(unit))
                            .setScale(0, RoundingMode.UP)
                            .toBigInteger()
                            .min(MOST)
                            .max(MOST.negate())
                            .longValue());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns whole seconds, rounded up, at least {@code least}. */
    public static int seconds(long millis, int least) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(least, (millis + 999) / 1000));
    }
}
