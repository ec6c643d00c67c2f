package dev.sild.report;

import java.util.List;

/** The report for people. */
public final class TextReport {
  private static final String RED = "\u001b[31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private TextReport() {}

  /** Returns one line a finding: place, severity, reason, remedy, attribute and code. */
  public static String of(List<Finding> findings, boolean color) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      String place = finding.origin().position();
      if (!place.isEmpty()) {
        text.append(printable(place)).append(": ");
      }
      text.append(severity(finding.severity(), color)).append(": ").append(printable(finding.reason()));
      if (!finding.remedy().isEmpty()) {
        text.append("; ").append(printable(finding.remedy()));
      }
      String path = finding.origin().path();
      text.append(color ? DIM : "").append(" [").append(path.isEmpty() ? "" : printable(path) + " ")
          .append(finding.code().id()).append(']').append(color ? PLAIN : "").append('\n');
    }
    return text.toString();
  }

  private static String severity(Finding.Severity severity, boolean color) {
    return switch (severity) {
      case ERROR -> color ? RED + "error" + PLAIN : "error";
      case WARNING -> color ? YELLOW + "warning" + PLAIN : "warning";
      case INFO -> color ? DIM + "info" + PLAIN : "info";
    };
  }

  /**
   * A line break or an escape sequence from the input must not forge a line or move the terminal's cursor: control
   * characters are shown as {@code ?}, and lines after the first are indented.
   */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        printable.append("\n    ");
      } else {
        printable.append(Character.isISOControl(c) ? '?' : c);
      }
    }
    return printable.toString();
  }
}
