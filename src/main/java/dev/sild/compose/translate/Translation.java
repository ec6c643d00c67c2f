package dev.sild.compose.translate;

import dev.sild.model.Application;
import dev.sild.model.ImageBuild;
import dev.sild.report.Finding;
import java.util.List;

/**
 * What became of a compose project.
 *
 * @param application the application
 * @param builds how the images of the project are built, in order; none unless they are asked for
 * @param findings what changed on the way, what was found, and what was lost
 */
public record Translation(Application application, List<ImageBuild> builds, List<Finding> findings) {
  public Translation {
    builds = List.copyOf(builds);
    findings = List.copyOf(findings);
  }
}
