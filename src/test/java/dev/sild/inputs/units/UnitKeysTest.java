package dev.sild.inputs.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sild.inputs.engine.EngineCommands;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class UnitKeysTest {
    private static final Path MANUAL = Path.of("/usr/share/man/man5/podman-systemd.unit.5.gz");
    private static final Pattern SECTION = Pattern.compile("^\\.SH .*\\[(\\w+)]$");
    private static final Pattern KEY = Pattern.compile("^(?:\\.SS \\\\fB(\\w+)=.*|([A-Z]\\w+)=[^\\t]*\\t.*)$");

    @Test
    void theTableHasEveryKeyOfTheManual() throws IOException {
        assumeTrue(Files.exists(MANUAL), "the manual page podman-systemd.unit(5) is not installed");
        Set<String> missing = new TreeSet<>();
        int found = 0;
        String section = "";
        for (String line : manual().split("\n")) {
            if (line.startsWith(".SH")) {
                Matcher heading = SECTION.matcher(line);
                section = heading.matches() ? heading.group(1) : "";
            }
            Matcher key = KEY.matcher(line);
            if (!section.isEmpty() && key.matches()) {
                String name = key.group(1) == null ? key.group(2) : key.group(1);
                found++;
                if (!UnitKeys.hasSection(section) || !UnitKeys.of(section).contains(name)) {
                    missing.add("[" + section + "] " + name);
                }
            }
        }
        assertThat(found).isGreaterThan(300);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyOptionOfAContainerIsInTheTableOfOptions() throws IOException {
        Set<String> known = new HashSet<>();
        try (InputStream table = EngineCommands.class.getResourceAsStream("options.txt")) {
            for (String line : new String(table.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                known.addAll(List.of(line.split(" \\| ")[0].split(" ")));
            }
        }
        assertThat(known).containsAll(options("Container")).containsAll(options("Pod"));
    }

    private static List<String> options(String section) {
        return UnitKeys.of(section).stream()
                .map(name -> UnitKeys.find(section, name).orElseThrow())
                .filter(key -> key.fate() == UnitKeys.Fate.OPTION)
                .map(UnitKeys.Key::text)
                .toList();
    }

    @Test
    void keysWithAStarStandForAllThatBeginLikeThem() {
        assertThat(UnitKeys.find("Unit", "ConditionPathExists")).isPresent();
        assertThat(UnitKeys.find("Unit", "Requires").orElseThrow().fate()).isEqualTo(UnitKeys.Fate.KNOWN);
        assertThat(UnitKeys.find("Install", "WantedBy").orElseThrow().fate()).isEqualTo(UnitKeys.Fate.NEEDLESS);
        assertThat(UnitKeys.find("Container", "ConditionPathExists")).isEmpty();
    }

    private static String manual() throws IOException {
        try (InputStream page = new GZIPInputStream(Files.newInputStream(MANUAL))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
