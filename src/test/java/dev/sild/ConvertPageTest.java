package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The options in docs/convert.md are those of the command line. */
class ConvertPageTest {
    private static final Pattern OPTION = Pattern.compile("(?<![-\\w])--[a-z][a-z-]*");

    @Test
    void tableOfOptionsHasThemAllAndNoOthers() throws IOException {
        String page = Files.readString(Path.of("docs/convert.md"));
        int start = page.indexOf("## Options");
        String table = page.substring(start, page.indexOf("## What becomes", start));
        List<String> documented = new ArrayList<>();
        for (String line : table.lines().filter(line -> line.startsWith("| `")).toList()) {
            documented.addAll(options(line.split("(?<!\\\\)\\|")[1]));
        }
        String help = ConvertRun.run(Path.of("."), "--help").out();
        String optionsOfHelp = help.substring(0, help.indexOf("Examples:"));
        List<String> real = new ArrayList<>();
        for (String line : optionsOfHelp
                .lines()
                .filter(line -> line.matches("  (-\\w, |    )--.*"))
                .toList()) {
            real.add(options(line).get(0));
        }
        assertThat(documented).containsExactlyInAnyOrderElementsOf(real);
    }

    private static List<String> options(String text) {
        List<String> options = new ArrayList<>();
        Matcher matcher = OPTION.matcher(text);
        while (matcher.find()) {
            options.add(matcher.group());
        }
        return options;
    }
}
