package dev.sild.compose.translate;

import dev.sild.model.Application;
import dev.sild.model.Dependency;
import dev.sild.model.ImageBuild;
import dev.sild.report.Finding;
import java.util.List;

/**
 * What became of a compose project.
 *
 * @param application the application
 * @param builds how the images of the project are built, in order; none unless they are asked for
 * @param dependencies what is held back for what, by who starts one pod after the other; each pair once
 * @param findings what changed on the way, what was found, and what was lost
 */
public record Translation(Application application, List<ImageBuild> builds, List<Dependency> dependencies,
    List<Finding> findings) {
  public Translation {
    builds = List.copyOf(builds);
    dependencies = List.copyOf(dependencies);
    findings = List.copyOf(findings);
  }
}
