package dev.sild.inputs.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.DocumentSection;
import dev.sild.inputs.units.UnitKeys.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of the keys of containers in docs/inputs.md. */
class KeyTableTest {
    private static final String SECTION = "Container";

    @Test
    void inputsPageHasTheTableOfKeys() throws IOException {
        DocumentSection.check("docs/inputs.md", "keys", table());
    }

    @Test
    void everyKeyThatTheCodeKnowsHasAMeaning() {
        for (String name : UnitKeys.of(SECTION)) {
            assertThat(becomes(name, UnitKeys.find(SECTION, name).orElseThrow()))
                    .as(name)
                    .isNotEmpty();
        }
    }

    private static String table() {
        List<String> rows = new ArrayList<>(List.of("| key | becomes |", "| --- | --- |"));
        for (String name : new TreeSet<>(UnitKeys.of(SECTION))) {
            rows.add("| `" + name + "=` | "
                    + becomes(name, UnitKeys.find(SECTION, name).orElseThrow()) + " |");
        }
        return String.join("\n", rows) + "\n";
    }

    private static String becomes(String name, Key key) {
        return switch (key.fate()) {
            case OPTION -> "as `" + (key.prefix().isEmpty() ? key.text() : key.text() + " " + key.prefix()) + "`";
            case LOST -> "not carried: " + key.text();
            case NEEDLESS -> "nothing: " + key.text();
            case KNOWN -> known(name);
        };
    }

    /** Returns what becomes of a key that needs more than one key or unit. */
    private static String known(String name) {
        return switch (name) {
            case "ContainerName" -> "the name of the service";
            case "EnvironmentFile" -> "`env_file`, relative to the unit";
            case "Exec" -> "`command`";
            case "Group", "User" -> "`user`";
            case "HealthCmd" -> "`healthcheck.test`";
            case "Image" -> "`image`; of a `.build` unit, `build`";
            case "Mount", "Volume" -> "`volumes`, relative to the unit; of a `.volume` unit, the volume";
            case "Network" -> "`networks`, or `network_mode`; of a `.container` unit, its network";
            case "Notify" -> "with `healthy`, dependants wait for the health check";
            case "Pod" -> "the network of the pod's first container";
            case "PodmanArgs" -> "its [options](#options-of-run)";
            case "PublishPort" -> "`ports`";
            case "ReadOnlyTmpfs" -> "`tmpfs` for `/run`, `/tmp` and `/var/tmp` with `ReadOnly=`, unless it is off";
            case "ServiceName" -> "the name by which other units mean it";
            default -> "";
        };
    }
}
