package dev.sild.compose.load;

import dev.sild.compose.Node.Position;
import dev.sild.compose.Node.ScalarNode;
import dev.sild.compose.Node.ScalarNode.Kind;
import dev.sild.model.Text;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Types of plain scalars as go-yaml v3 gives them, which are neither YAML 1.1's nor quite 1.2's: {@code no}, {@code ON}
 * and {@code 22:22} are strings, {@code 0x10}, {@code 0o17}, {@code 017} and {@code 1_000} are integers, {@code 1e3} is
 * the number 1000.
 */
final class Scalars {
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private Scalars() {}

  /** Returns the scalar for a tag ({@code null} for none) and its characters. */
  static ScalarNode resolve(String tag, String value, boolean plain, Position position) {
    if (tag == null || tag.equals("!override")) {
      return plain ? resolvePlain(value, position) : Nodes.string(value, position);
    }
    boolean typed = tag.equals("tag:yaml.org,2002:int") || tag.equals("tag:yaml.org,2002:float")
        || tag.equals("tag:yaml.org,2002:bool") || tag.equals("tag:yaml.org,2002:null");
    return typed ? resolvePlain(value, position) : Nodes.string(value, position);
  }

  private static ScalarNode resolvePlain(String value, Position position) {
    if (value.isEmpty()) {
      return Nodes.nullAt(position);
    }
    char first = value.charAt(0);
    if (first == '~' || first == 'n' || first == 'N') {
      if (value.equals("~") || value.equals("null") || value.equals("Null") || value.equals("NULL")) {
        return Nodes.nullAt(position);
      }
    } else if (first == 't' || first == 'T') {
      if (value.equals("true") || value.equals("True") || value.equals("TRUE")) {
        return Nodes.bool(true, position);
      }
    } else if (first == 'f' || first == 'F') {
      if (value.equals("false") || value.equals("False") || value.equals("FALSE")) {
        return Nodes.bool(false, position);
      }
    } else if (first >= '0' && first <= '9' || first == '.' || first == '-' || first == '+') {
      return number(value, position);
    }
    return Nodes.string(value, position);
  }

  private static ScalarNode number(String value, Position position) {
    String date = timestamp(value);
    if (date != null) {
      return Nodes.string(date, position);
    }
    String digits = value.indexOf('_') < 0 ? value : value.replace("_", "");
    String integer = integer(digits);
    if (integer != null) {
      return new ScalarNode(Text.of(integer), Kind.INT, position);
    }
    String decimal = decimal(digits);
    return decimal == null ? Nodes.string(value, position) : new ScalarNode(Text.of(decimal), Kind.FLOAT, position);
  }

  private static String integer(String digits) {
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

  private static String decimal(String digits) {
    if (digits.equals(".inf") || digits.equals(".Inf") || digits.equals(".INF") || digits.equals("+.inf")) {
      return "+Inf";
    }
    if (digits.equals("-.inf") || digits.equals("-.Inf") || digits.equals("-.INF")) {
      return "-Inf";
    }
    if (digits.equals(".nan") || digits.equals(".NaN") || digits.equals(".NAN")) {
      return "NaN";
    }
    return looksDecimal(digits) ? goFloat(Double.parseDouble(digits)) : null;
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
  static String goFloat(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
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
   * Returns what a plain date becomes, or null where it is none. compose reads {@code 2001-01-01} as a time and prints
   * that wherever it wants a string, so an environment variable really holds {@code 2001-01-01 00:00:00 +0000 UTC}.
   */
  private static String timestamp(String value) {
    if (value.length() < 8 || value.length() > 10 || value.charAt(4) != '-' || skipDigits(value, 0) != 4) {
      return null;
    }
    String[] parts = value.split("-", -1);
    if (parts.length != 3 || skipDigits(parts[1], 0) != parts[1].length()
        || skipDigits(parts[2], 0) != parts[2].length()
        || parts[1].isEmpty() || parts[1].length() > 2 || parts[2].isEmpty() || parts[2].length() > 2) {
      return null;
    }
    int month = Integer.parseInt(parts[1]);
    int day = Integer.parseInt(parts[2]);
    boolean real = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(Integer.parseInt(parts[0]), month);
    return real ? parts[0] + "-" + two(parts[1]) + "-" + two(parts[2]) + " 00:00:00 +0000 UTC" : null;
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  private static String two(String digits) {
    return digits.length() == 1 ? "0" + digits : digits;
  }
}
