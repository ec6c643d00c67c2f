package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same input gives the same bytes, wherever and by whomever it is converted. */
class DeterminismTest {
    private static final Path CASES = Path.of("src/test/resources/convert");

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @Test
    void twiceInARow() throws IOException {
        assertThat(all(CASES)).isEqualTo(all(CASES));
    }

    @Test
    void inOtherLocalesAndZones() throws IOException {
        Map<String, Conversion> here = all(CASES);
        for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai", "de-DE")) {
            Locale.setDefault(Locale.forLanguageTag(tag));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(all(CASES)).as(tag).isEqualTo(here);
        }
    }

    @Test
    void inAnotherFolder(@TempDir Path other) throws IOException {
        Path copy = other.resolve("somewhere else/ünder another name");
        try (Stream<Path> files = Files.walk(CASES)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(CASES.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        Map<String, Conversion> elsewhere = all(copy);
        all(CASES)
                .forEach((name, conversion) ->
                        assertThat(elsewhere.get(name)).as(name).isEqualTo(conversion));
    }

    private static Map<String, Conversion> all(Path cases) throws IOException {
        Map<String, Conversion> conversions = new LinkedHashMap<>();
        try (Stream<Path> folders = Files.list(cases)) {
            for (Path folder : folders.sorted().toList()) {
                List<String> arguments = new ArrayList<>();
                if (Files.exists(folder.resolve("args"))) {
                    arguments.addAll(Files.readAllLines(folder.resolve("args")));
                }
                Map<String, String> environment = new LinkedHashMap<>();
                if (Files.exists(folder.resolve("env"))) {
                    for (String line : Files.readAllLines(folder.resolve("env"))) {
                        environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
                    }
                }
                conversions.put(
                        folder.getFileName().toString(),
                        Conversion.run(folder.resolve("in"), environment, "", arguments));
            }
        }
        assertThat(conversions).isNotEmpty();
        return conversions;
    }
}
