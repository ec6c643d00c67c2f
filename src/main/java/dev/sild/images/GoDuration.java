package dev.sild.images;

/** Durations as Go and therefore Docker write them: {@code 1m30s}, {@code 1.5s}, {@code 500ms}. */
final class GoDuration {
  private GoDuration() {}

  /**
   * Returns the duration in milliseconds, rounded up to a whole one; -1 where {@code text} is none. See <a
   * href="https://pkg.go.dev/time#ParseDuration">ParseDuration</a>.
   */
  static long millis(String text) {
    if (text.equals("0")) {
      return 0;
    }
    double total = 0;
    int at = 0;
    while (at < text.length()) {
      int digits = at;
      int dots = 0;
      while (digits < text.length() && (Digits.is(text.charAt(digits)) || text.charAt(digits) == '.')) {
        dots += text.charAt(digits) == '.' ? 1 : 0;
        digits++;
      }
      int unit = digits;
      while (unit < text.length() && !Digits.is(text.charAt(unit)) && text.charAt(unit) != '.') {
        unit++;
      }
      double factor = factor(text.substring(digits, unit));
      if (factor < 0 || dots > 1 || digits - at == dots || digits - at > 18) {
        return -1;
      }
      total += Double.parseDouble(text.substring(at, digits)) * factor;
      at = unit;
    }
    return text.isEmpty() || total > 1e15 ? -1 : (long) Math.ceil(total);
  }

  private static double factor(String unit) {
    return switch (unit) {
      case "h" -> 3_600_000;
      case "m" -> 60_000;
      case "s" -> 1000;
      case "ms" -> 1;
      case "us", "µs", "μs" -> 1e-3;
      case "ns" -> 1e-6;
      default -> -1;
    };
  }
}
