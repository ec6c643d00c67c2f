package dev.sild.units;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Byte sizes, as docker compose reads them. */
public final class Sizes {
    private static final String UNITS = "kmgtp";

    private Sizes() {}

    /**
     * Returns the bytes that {@code size} means ({@code 1.5g}, {@code 64 MB}, {@code 10kib}), or null if it is not a
     * size.
     */
    public static @Nullable Long bytes(String size) {
        int digits = size.length();
        while (digits > 0 && "0123456789.".indexOf(size.charAt(digits - 1)) < 0) {
            digits--;
        }
        if (digits == 0) {
            return null;
        }
        String unit = size.substring(digits).toLowerCase(Locale.ROOT);
        String number = size.substring(0, digits);
        if (unit.startsWith(" ")) {
            unit = unit.substring(1);
        }
        long factor = factor(unit);
        if (factor == 0) {
            return null;
        }
        try {
            double value = Double.parseDouble(number);
            return value < 0 || Double.isNaN(value) ? null : (long) (value * factor);
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static long factor(String unit) {
        if (unit.isEmpty() || unit.equals("b")) {
            return 1;
        }
        int power = UNITS.indexOf(unit.charAt(0));
        String rest = unit.substring(1);
        boolean known = rest.isEmpty() || rest.equals("b") || rest.equals("ib");
        return power < 0 || !known ? 0 : 1L << 10 * (power + 1);
    }
}
