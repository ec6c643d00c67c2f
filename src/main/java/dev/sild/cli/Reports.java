package dev.sild.cli;

import dev.sild.report.Finding;
import dev.sild.report.JsonReport;
import dev.sild.report.Report;
import dev.sild.report.SarifReport;
import dev.sild.report.TextReport;
import java.util.List;

/** How commands print their reports on standard error. */
final class Reports {
  private Reports() {}

  /**
   * Prints a report.
   *
   * @param quiet whether errors alone are told
   */
  static void print(Console console, Report.Form form, boolean quiet, Report report) {
    List<Finding> shown = quiet
        ? report.findings().stream().filter(finding -> finding.severity() == Finding.Severity.ERROR).toList()
        : report.findings();
    Report told = new Report(shown, report.accounts(), report.files());
    console.err().print(switch (form) {
      case TEXT -> TextReport.of(shown, console.color());
      case JSON -> JsonReport.of(told);
      case SARIF -> SarifReport.of(told, Commands.version().orElse(""));
    });
  }
}
