package dev.sild.compose.translate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * Compose's numbers with units as Kubernetes' canonical quantities.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/extension/#specifying-byte-values">Byte values</a>
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
final class Quantities {
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Quantities() {}

  /** Returns a byte value ({@code 512m}, {@code 1gb}, {@code 1048576}) as a quantity; empty where it is none or 0. */
  static String bytes(String text) {
    Optional<BigDecimal> value = byteCount(text);
    if (value.isEmpty() || value.get().signum() <= 0) {
      return "";
    }
    long bytes = value.get().setScale(0, RoundingMode.CEILING).min(MOST).longValue();
    String[] units = {"Ti", "Gi", "Mi", "Ki"};
    for (int i = 0; i < units.length; i++) {
      long unit = 1L << (10 * (units.length - i));
      if (bytes % unit == 0) {
        return bytes / unit + units[i];
      }
    }
    return Long.toString(bytes);
  }

  private static Optional<BigDecimal> byteCount(String text) {
    String lower = text.trim().toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < lower.length() && (Character.isDigit(lower.charAt(end)) || lower.charAt(end) == '.')) {
      end++;
    }
    if (end == 0) {
      return Optional.empty();
    }
    int shift = switch (lower.substring(end).trim()) {
      case "", "b" -> 0;
      case "k", "kb", "kib" -> 10;
      case "m", "mb", "mib" -> 20;
      case "g", "gb", "gib" -> 30;
      case "t", "tb", "tib" -> 40;
      default -> -1;
    };
    try {
      return shift < 0
          ? Optional.empty()
          : Optional.of(new BigDecimal(lower.substring(0, end)).multiply(BigDecimal.valueOf(1L << shift)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns a number of processors ({@code 0.5}, {@code 2}) as a quantity; empty where it is none or 0. */
  static String cpus(String text) {
    BigDecimal millis = number(text).orElse(BigDecimal.ZERO).movePointRight(3).setScale(0, RoundingMode.CEILING);
    if (millis.signum() <= 0) {
      return "";
    }
    long value = millis.min(MOST).longValue();
    return value % 1000 == 0 ? Long.toString(value / 1000) : value + "m";
  }

  /** Returns a decimal number; empty where it is none, or has more digits than any amount has. */
  static Optional<BigDecimal> number(String text) {
    try {
      BigDecimal number = new BigDecimal(text.trim());
      return Math.abs(number.scale()) > 100 ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns whole seconds, rounded up, at least {@code least}. */
  static int seconds(long millis, int least) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(least, (millis + 999) / 1000));
  }
}
