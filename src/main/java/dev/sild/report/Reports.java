package dev.sild.report;

import dev.sild.model.Origin;
import java.util.List;

/** Findings as text for people and as JSON for programs. */
public final class Reports {
  private static final String RED = "\u001b[31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private Reports() {}

  /** Returns one line a finding: place, severity, reason, remedy, attribute and code. */
  public static String text(List<Finding> findings, boolean color) {
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

  /** Returns {@code {"findings": […], "files": […]}}, a finding a line. */
  public static String json(List<Finding> findings, List<String> files) {
    StringBuilder json = new StringBuilder("{\n  \"findings\": [");
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      Origin origin = finding.origin();
      json.append(i == 0 ? "\n" : ",\n").append("    {");
      field(json, "code", finding.code().id()).append(", ");
      field(json, "severity", finding.severity().name().toLowerCase(java.util.Locale.ROOT)).append(", ");
      field(json, "outcome", finding.outcome().name().toLowerCase(java.util.Locale.ROOT)).append(", ");
      field(json, "file", origin.file()).append(", \"line\": ").append(origin.line());
      json.append(", \"column\": ").append(origin.column()).append(", ");
      field(json, "attribute", origin.path()).append(", ");
      field(json, "reason", finding.reason()).append(", ");
      field(json, "remedy", finding.remedy()).append('}');
    }
    json.append(findings.isEmpty() ? "],\n  \"files\": [" : "\n  ],\n  \"files\": [");
    for (int i = 0; i < files.size(); i++) {
      json.append(i == 0 ? "" : ", ");
      string(json, files.get(i));
    }
    return json.append("]\n}\n").toString();
  }

  private static StringBuilder field(StringBuilder json, String name, String value) {
    json.append('"').append(name).append("\": ");
    return string(json, value);
  }

  private static StringBuilder string(StringBuilder json, String value) {
    json.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c == '\n') {
        json.append("\\n");
      } else if (c < ' ' || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          json.append(Character.forDigit((c >> shift) & 0xf, 16));
        }
      } else {
        json.append(c);
      }
    }
    return json.append('"');
  }
}
