package dev.sild.compose.translate;

import dev.sild.model.Application;
import dev.sild.report.Finding;
import java.util.List;

/**
 * What became of a compose project.
 *
 * @param application the application
 * @param findings what changed on the way, what was found, and what was lost
 */
public record Translation(Application application, List<Finding> findings) {
  public Translation {
    findings = List.copyOf(findings);
  }
}
