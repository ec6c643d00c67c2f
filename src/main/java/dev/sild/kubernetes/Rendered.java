package dev.sild.kubernetes;

import dev.sild.report.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * What became of an application.
 *
 * @param objects the objects, in the order in which they should be made
 * @param findings what the target has no place for
 */
public record Rendered(List<HasMetadata> objects, List<Finding> findings) {
    public Rendered {
        objects = List.copyOf(objects);
        findings = List.copyOf(findings);
    }
}
