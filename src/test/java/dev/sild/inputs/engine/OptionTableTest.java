package dev.sild.inputs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.DocumentSection;
import dev.sild.inputs.engine.EngineOptions.Option;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of options: docs/inputs.md has it, and each option has one meaning. */
class OptionTableTest {
    @Test
    void inputsPageHasTheTableOfOptions() throws IOException {
        DocumentSection.check("docs/inputs.md", "options", table());
    }

    @Test
    void everyOptionBecomesAnAttributeOrHasAReason() {
        assertThat(EngineOptions.ofRun().values())
                .allMatch(option ->
                        option.attribute().isEmpty() != option.reason().isEmpty());
    }

    private static String table() {
        List<String> rows = new ArrayList<>();
        rows.add("| option | becomes |");
        rows.add("| --- | --- |");
        EngineOptions.ofRun().values().stream()
                .distinct()
                .sorted(Comparator.comparing(OptionTableTest::longName))
                .forEach(option ->
                        rows.add("| `" + String.join("`, `", option.names()) + "` | " + becomes(option) + " |"));
        return String.join("\n", rows) + "\n";
    }

    private static String longName(Option option) {
        return option.names()
                .get(option.names().size() > 1 && option.names().get(0).length() == 2 ? 1 : 0);
    }

    private static String becomes(Option option) {
        if (option.needless()) {
            return "nothing: " + option.reason();
        }
        return option.attribute().isEmpty()
                ? "not carried: " + option.reason()
                : switch (option.attribute()) {
                    case "name" -> "the name of the service";
                    case "pod" -> "the network of the pod's first container";
                    case "network" -> "`networks`, or `network_mode`";
                    case "alias" -> "`networks.*.aliases`";
                    case "ipv4_address", "ipv6_address" -> "`networks.*." + option.attribute() + "`";
                    case "mount" -> "`volumes`, in the long form";
                    case "tz" -> "the variable `TZ`";
                    default -> "`" + option.attribute() + "`";
                };
    }
}
