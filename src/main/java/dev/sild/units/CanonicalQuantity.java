package dev.sild.units;

import java.math.BigInteger;
import java.util.List;

/**
 * Quantities in their canonical form, however they were written: {@code 0.5} as {@code 500m}, {@code 1024Mi} as
 * {@code 1Gi}. An API server gives many back in that form, so what is committed in another would never be what the
 * cluster holds.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
public final class CanonicalQuantity {
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final int NO_UNIT = DECIMAL.indexOf("");
    /** The power of ten below which the server rounds up any requested quantity of a resource. */
    private static final int MILLI = -3;

    private static final BigInteger KIBI = BigInteger.valueOf(1024);
    private static final BigInteger KILO = BigInteger.valueOf(1000);

    private CanonicalQuantity() {}

    /** Returns a quantity in its canonical form; an invalid or negative one is returned unchanged. */
    public static String of(String text) {
        int end = 0;
        while (end < text.length() && (Digits.is(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        String number = text.substring(0, end);
        String unit = text.substring(end);
        int point = number.indexOf('.');
        String digits = point < 0 ? number : number.substring(0, point) + number.substring(point + 1);
        if (digits.isEmpty() || digits.indexOf('.') >= 0) {
            return text;
        }
        int fraction = point < 0 ? 0 : number.length() - point - 1;
        if (BINARY.indexOf(unit) > 0) {
            return binary(new BigInteger(digits).shiftLeft(10 * BINARY.indexOf(unit)), -fraction);
        }
        if (DECIMAL.contains(unit)) {
            return decimal(new BigInteger(digits), 3 * (DECIMAL.indexOf(unit) - NO_UNIT) - fraction, false);
        }
        return unit.matches("[eE][+-]?\\d{1,3}")
                ? decimal(new BigInteger(digits), Integer.parseInt(unit.substring(1)) - fraction, true)
                : text;
    }

    /** Amounts below 1024, and fractions, are not written in powers of 1024. */
    private static String binary(BigInteger amount, int power) {
        BigInteger[] whole = amount.divideAndRemainder(BigInteger.TEN.pow(-power));
        if (whole[1].signum() != 0 || whole[0].compareTo(KIBI) < 0) {
            return decimal(amount, power, false);
        }
        BigInteger left = whole[0];
        int unit = 0;
        while (unit < BINARY.size() - 1 && left.mod(KIBI).signum() == 0) {
            left = left.divide(KIBI);
            unit++;
        }
        return left + BINARY.get(unit);
    }

    /**
     * Returns an amount times a power of ten, rounded up to thousandths, in the largest unit of which it is a whole
     * number.
     */
    private static String decimal(BigInteger amount, int power, boolean exponent) {
        if (amount.signum() == 0) {
            return "0";
        }
        BigInteger left = amount.multiply(BigInteger.TEN.pow(Math.max(0, power - MILLI)));
        if (power < MILLI) {
            BigInteger[] rounded = amount.divideAndRemainder(BigInteger.TEN.pow(MILLI - power));
            left = rounded[0].add(BigInteger.valueOf(rounded[1].signum()));
        }
        int unit = DECIMAL.indexOf("m");
        while ((exponent || unit < DECIMAL.size() - 1) && left.mod(KILO).signum() == 0) {
            left = left.divide(KILO);
            unit++;
        }
        return exponent && unit != NO_UNIT ? left + "e" + 3 * (unit - NO_UNIT) : left + DECIMAL.get(unit);
    }
}
