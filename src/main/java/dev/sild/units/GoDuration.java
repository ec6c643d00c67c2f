package dev.sild.units;

import java.util.Optional;

/**
 * Durations as Go and therefore Docker write them: {@code 1m30s}, {@code 1.5s}, {@code 500ms}; see <a
 * href="https://pkg.go.dev/time#ParseDuration">ParseDuration</a>.
 */
public final class GoDuration {
    private static final long[] NANOS = {
        1L, 1_000L, 1_000L, 1_000L, 1_000_000L, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L
    };
    private static final String[] NAMES = {"ns", "us", "\u00b5s", "\u03bcs", "ms", "s", "m", "h"};
    private static final long NANOS_OF_A_MILLI = 1_000_000L;

    private GoDuration() {}

    /** Returns a duration in nanoseconds; empty if {@code text} is not one. */
    public static Optional<Long> nanos(String text) {
        boolean negative = text.startsWith("-");
        int at = negative || text.startsWith("+") ? 1 : 0;
        if (text.substring(at).equals("0")) {
            return Optional.of(0L);
        }
        if (at == text.length()) {
            return Optional.empty();
        }
        double total = 0;
        while (at < text.length()) {
            int number = end(text, at, true);
            int unit = end(text, number, false);
            long factor = factor(text.substring(number, unit));
            String digits = text.substring(at, number);
            if (factor == 0
                    || digits.isEmpty()
                    || digits.equals(".")
                    || digits.indexOf('.') != digits.lastIndexOf('.')) {
                return Optional.empty();
            }
            total += Double.parseDouble(digits) * factor;
            at = unit;
        }
        return total > Long.MAX_VALUE ? Optional.empty() : Optional.of(negative ? -(long) total : (long) total);
    }

    /** Returns a duration in milliseconds, rounded up; empty if {@code text} is not one. */
    public static Optional<Long> millis(String text) {
        return nanos(text).map(nanos -> -Math.floorDiv(-nanos, NANOS_OF_A_MILLI));
    }

    private static int end(String text, int start, boolean numeric) {
        int end = start;
        while (end < text.length() && (Digits.is(text.charAt(end)) || text.charAt(end) == '.') == numeric) {
            end++;
        }
        return end;
    }

    private static long factor(String name) {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].equals(name)) {
                return NANOS[i];
            }
        }
        return 0;
    }

    /** Returns a duration as Go prints it: {@code 1m30s}, {@code 24h0m0s}, {@code 1.5s}, {@code 500ms}. */
    public static String text(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        long left = Math.abs(nanos);
        StringBuilder out = new StringBuilder(nanos < 0 ? "-" : "");
        if (left < 1_000_000_000L) {
            int unit = left < 1_000L ? 0 : left < 1_000_000L ? 2 : 4;
            return out.append(decimal(left, NANOS[unit])).append(NAMES[unit]).toString();
        }
        long hours = left / NANOS[7];
        long minutes = left / NANOS[6] % 60;
        if (hours > 0) {
            out.append(hours).append('h');
        }
        if (hours > 0 || minutes > 0) {
            out.append(minutes).append('m');
        }
        return out.append(decimal(left % NANOS[6], NANOS[5])).append('s').toString();
    }

    private static String decimal(long value, long unit) {
        String whole = Long.toString(value / unit);
        long rest = value % unit;
        if (rest == 0) {
            return whole;
        }
        String digits = Long.toString(unit + rest).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return whole + "." + digits.substring(0, end);
    }
}
