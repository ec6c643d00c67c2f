package dev.sild.compose.load;

/** Byte sizes and durations, as docker compose reads and prints them. */
final class Sizes {
  private static final String UNITS = "kmgtp";
  private static final long[] NANOS = {1L, 1_000L, 1_000L, 1_000L, 1_000_000L, 1_000_000_000L, 60_000_000_000L,
      3_600_000_000_000L};
  private static final String[] NAMES = {"ns", "us", "\u00b5s", "\u03bcs", "ms", "s", "m", "h"};

  private Sizes() {}

  /**
   * Returns the bytes that {@code size} means ({@code 1.5g}, {@code 64 MB}, {@code 10kib}), or null where it is none.
   */
  static Long bytes(String size) {
    int digits = size.length();
    while (digits > 0 && "0123456789.".indexOf(size.charAt(digits - 1)) < 0) {
      digits--;
    }
    if (digits == 0) {
      return null;
    }
    String unit = size.substring(digits).toLowerCase(java.util.Locale.ROOT);
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

  /**
   * Returns a duration in nanoseconds, or null where {@code text} is none that Go's {@code time.ParseDuration} takes.
   */
  static Long nanos(String text) {
    int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    boolean negative = text.startsWith("-");
    if (text.substring(at).equals("0")) {
      return 0L;
    }
    if (at == text.length()) {
      return null;
    }
    double total = 0;
    while (at < text.length()) {
      int start = at;
      while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9' || text.charAt(at) == '.')) {
        at++;
      }
      String number = text.substring(start, at);
      int unitStart = at;
      while (at < text.length() && !(text.charAt(at) >= '0' && text.charAt(at) <= '9' || text.charAt(at) == '.')) {
        at++;
      }
      long unit = unit(text.substring(unitStart, at));
      if (number.isEmpty() || unit == 0 || number.equals(".") || number.indexOf('.') != number.lastIndexOf('.')) {
        return null;
      }
      total += Double.parseDouble(number) * unit;
    }
    return total > Long.MAX_VALUE ? null : negative ? -(long) total : (long) total;
  }

  private static long unit(String name) {
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].equals(name)) {
        return NANOS[i];
      }
    }
    return 0;
  }

  /** Returns a duration as Go prints it: {@code 1m30s}, {@code 24h0m0s}, {@code 1.5s}, {@code 500ms}. */
  static String duration(long nanos) {
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
