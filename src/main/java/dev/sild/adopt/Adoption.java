package dev.sild.adopt;

import dev.sild.model.ImageBuild;
import dev.sild.model.Origin;
import dev.sild.report.Finding;
import java.util.List;
import java.util.Map;

/**
 * What became of a compose project.
 *
 * @param resource the custom resource: maps, lists, strings, numbers and booleans, in the order they are written in
 * @param origins where its fields came from, by their paths, such as {@code spec.api.image}
 * @param builds how the images of the project are built; empty unless requested
 * @param findings what changed on the way, what must be made by hand, and what the resource cannot say
 */
public record Adoption(
        Map<String, Object> resource, Map<String, Origin> origins, List<ImageBuild> builds, List<Finding> findings) {
    public Adoption {
        builds = List.copyOf(builds);
        findings = List.copyOf(findings);
    }
}
