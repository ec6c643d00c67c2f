package dev.sild.yaml;

import dev.sild.model.Text;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as go-yaml reads them, in version 2 (Kubernetes) as in 3 (compose): {@code 0x10}, {@code 0o17}, {@code 017}
 * and {@code 1_000} are integers, {@code 1e3} is the number 1000, and {@code 22:22} is not a number.
 */
public final class GoNumbers {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private GoNumbers() {}

    /** Returns a plain scalar as an INT or FLOAT; empty if it is not a number. */
    public static Optional<ScalarNode> read(String value, Position position) {
        char first = value.isEmpty() ? ' ' : value.charAt(0);
        if ((first < '0' || first > '9') && first != '.' && first != '-' && first != '+') {
            return Optional.empty();
        }
        String digits = value.indexOf('_') < 0 ? value : value.replace("_", "");
        String integer = integer(digits);
        if (integer != null) {
            return Optional.of(new ScalarNode(Text.of(integer), Kind.INT, position));
        }
        String decimal = decimal(digits);
        return decimal == null ? Optional.empty() : Optional.of(new ScalarNode(Text.of(decimal), Kind.FLOAT, position));
    }

    private static @Nullable String integer(String digits) {
        int start = digits.charAt(0) == '-' || digits.charAt(0) == '+' ? 1 : 0;
        int radix = 10;
        if (digits.length() > start + 1 && digits.charAt(start) == '0') {
            char mark = Character.toLowerCase(digits.charAt(start + 1));
            radix = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
            start += mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1;
        }
        if (start == digits.length()) {
            return null;
        }
        for (int i = start; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c > 'f' || Character.digit(c, radix) < 0) {
                return null;
            }
        }
        boolean negative = digits.charAt(0) == '-';
        if (radix == 10 && digits.length() < 18) {
            return Long.toString(Long.parseLong(digits));
        }
        if (digits.length() > 80) {
            return null;
        }
        BigInteger number = new BigInteger(digits.substring(start), radix);
        number = negative ? number.negate() : number;
        return number.compareTo(MIN) < 0 || number.compareTo(MAX) > 0 ? null : number.toString();
    }

    private static @Nullable String decimal(String digits) {
        if (digits.equals(".inf") || digits.equals(".Inf") || digits.equals(".INF") || digits.equals("+.inf")) {
            return "+Inf";
        }
        if (digits.equals("-.inf") || digits.equals("-.Inf") || digits.equals("-.INF")) {
            return "-Inf";
        }
        if (digits.equals(".nan") || digits.equals(".NaN") || digits.equals(".NAN")) {
            return "NaN";
        }
        return looksDecimal(digits) ? print(Double.parseDouble(digits)) : null;
    }

    private static boolean looksDecimal(String text) {
        int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        int start = at;
        at = skipDigits(text, at);
        int whole = at - start;
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = skipDigits(text, at + 1) - at - 1;
            if (whole == 0 && fraction == 0) {
                return false;
            }
            at += 1 + fraction;
        } else if (whole == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            int exponent = at;
            at = skipDigits(text, at);
            if (at == exponent) {
                return false;
            }
        }
        return at == text.length();
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** Returns a number as Go's {@code %v} prints it: {@code 1000}, {@code 0.5}, {@code 1e+06}. */
    public static String print(double number) {
        if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        }
        if (number == 0) {
            return "0";
        }
        String shortest = Double.toString(number);
        if (Math.abs(number) >= 1e-3 && Math.abs(number) < 1e6) {
            return withoutTrailingZeros(shortest);
        }
        BigDecimal exact = new BigDecimal(shortest).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
        return (number < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + size;
    }

    /**
     * Spares what is common the class BigDecimal, which takes JDK 25 longer to initialize than a small project to read.
     */
    private static String withoutTrailingZeros(String decimal) {
        int end = decimal.length();
        while (decimal.charAt(end - 1) == '0') {
            end--;
        }
        return decimal.substring(0, decimal.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
