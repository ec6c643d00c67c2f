package dev.sild.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.InputLimits;
import dev.sild.yaml.YamlLimits;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** docs/limits.md lists each limit with its value. */
class LimitsPageTest {
    @Test
    void eachLimitIsListedWithItsValue() throws Exception {
        List<String> rows = new ArrayList<>();
        for (RecordComponent limit : YamlLimits.class.getRecordComponents()) {
            rows.add(row("file." + limit.getName(), (int) limit.getAccessor().invoke(YamlLimits.DEFAULT)));
        }
        for (RecordComponent limit : InputLimits.class.getRecordComponents()) {
            if (limit.getType() == int.class) {
                rows.add(row(limit.getName(), (int) limit.getAccessor().invoke(InputLimits.DEFAULT)));
            }
        }

        List<String> listed = Files.readString(Path.of("docs/limits.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf(" |", line.indexOf(" |") + 1)))
                .toList();
        assertThat(listed).containsExactlyElementsOf(rows);
    }

    private static String row(String name, int value) {
        return "| `" + name + "` | " + String.format(Locale.ROOT, "%,d", value);
    }
}
