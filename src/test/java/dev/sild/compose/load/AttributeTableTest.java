package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.DocumentSection;
import dev.sild.compose.load.spec.AttributeSpec;
import dev.sild.compose.load.spec.AttributeSpec.Key;
import dev.sild.compose.load.spec.AttributeSpec.Merge;
import dev.sild.compose.load.spec.Spec;
import dev.sild.compose.load.spec.Type;
import dev.sild.compose.load.spec.Type.Form;
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
        List<String> rows = new ArrayList<>();
        rows.add("| attribute | in Kubernetes | with podman | takes | of two files |");
        rows.add("| --- | --- | --- | --- | --- |");
        SpecRows.all().forEach((path, attribute) -> {
            Equivalent becomes = equivalents.of(path).orElse(GROUP);
            rows.add("| `" + path + "` | " + becomes.kubernetes() + " | "
                    + (becomes.podman().equals(becomes.kubernetes()) ? "" : becomes.podman()) + " | "
                    + takes(attribute.type())
                    + " | " + merged(attribute) + " |");
        });
        return String.join("\n", rows) + "\n";
    }

    private static String takes(Type type) {
        String more = type.shorthand().isEmpty() ? "" : ", or a string for its `" + type.shorthand() + "`";
        if (type.form() == Form.LIST && type.item().isStructured()) {
            String item = type.item().form() == Form.OBJECT
                    ? "mappings"
                    : type.item().form().expected();
            return "a list of " + item.replace("a ", "")
                    + (type.item().shorthand().isEmpty()
                            ? ""
                            : ", or of strings for their `" + type.item().shorthand() + "`");
        }
        return type.values().isEmpty() ? type.form().expected() + more : "one of " + String.join(", ", type.values());
    }

    private static String merged(AttributeSpec attribute) {
        if (attribute.merge() != Merge.DEFAULT) {
            return switch (attribute.merge()) {
                case REPLACE -> "the later one";
                case LOGGING -> "merged where the driver is the same";
                case IPAM -> "pools of one subnet merged";
                default -> "appended without repeats";
            };
        }
        Form form = attribute.type().form();
        boolean list = form == Form.LIST || form == Form.STRINGS;
        if (list && attribute.key() != Key.NONE && attribute.key() != Key.DISTINCT) {
            return switch (attribute.key()) {
                case TARGET, SECRET_TARGET, CONFIG_TARGET -> "keyed by the path in the container";
                case PORT -> "keyed by address, port and protocol";
                case BEFORE_EQUALS -> "keyed by the text before `=`";
                default -> "without repeats";
            };
        }
        return switch (form) {
            case LIST, STRINGS, GPUS -> "appended";
            case MAP, OBJECT, VARIABLES, LABELS, HOSTS, NAMED, DEPENDS_ON -> "merged";
            default -> "the later one";
        };
    }
}
