package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.DocumentSection;
import dev.sild.compose.load.spec.AttributeForms;
import dev.sild.compose.load.spec.Spec;
import dev.sild.compose.load.spec.SpecRows;
import dev.sild.compose.translate.source.Equivalents;
import dev.sild.compose.translate.source.Equivalents.Equivalent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table in docs/attributes.md is the table that files are checked and merged by, beside what becomes of them. */
class AttributeTableTest {
    /** What only groups other attributes becomes what they become. */
    private static final Equivalent GROUP = new Equivalent("", "");

    @Test
    void attributesPageHasTheTableOfAttributes() throws IOException {
        DocumentSection.check("docs/attributes.md", "attributes", table());
    }

    @Test
    void serviceHasEveryAttributeOfTheSpecification() {
        assertThat(Spec.FILE.child("services").child("any").attributes()).hasSizeGreaterThanOrEqualTo(93);
    }

    private static String table() {
        Equivalents equivalents = Equivalents.read();
        Equivalents units = Equivalents.ofQuadlet();
        List<String> rows = new ArrayList<>();
        rows.add("| attribute | in Kubernetes | with podman | in units | takes | of two files |");
        rows.add("| --- | --- | --- | --- | --- | --- |");
        SpecRows.all().forEach((path, attribute) -> {
            Equivalent becomes = equivalents.of(path).orElse(GROUP);
            rows.add("| `" + path + "` | " + becomes.kubernetes() + " | "
                    + (becomes.podman().equals(becomes.kubernetes()) ? "" : becomes.podman()) + " | "
                    + units.of(path).orElse(GROUP).kubernetes() + " | "
                    + AttributeForms.takes(attribute.type())
                    + " | " + AttributeForms.merged(attribute) + " |");
        });
        return String.join("\n", rows) + "\n";
    }
}
