package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sild.report.InputException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Any text is read as a Dockerfile in time and without a failure. */
class HostileDockerfileTest {
    private static ImageFacts facts(String... lines) throws InputException {
        return Dockerfile.parse(String.join("\n", lines), "Dockerfile").facts(Optional.empty(), Map.of());
    }

    @Test
    void variablesThatDoubleEachOtherStayBounded() throws InputException {
        StringBuilder text = new StringBuilder("FROM example/base\nENV A=0123456789\n");
        for (int i = 0; i < 200; i++) {
            text.append("ENV A=$A$A$A$A\n");
        }
        int length = 0;
        for (String value : facts(text.toString()).env().values()) {
            length += value.length();
        }
        assertThat(length).isLessThan(20_000_000);
    }

    @Test
    void longHostileTextIsReadInTimeThatGrowsWithItsLength() {
        for (String part : List.of(
                "FROM a\n",
                "${",
                "${a:-",
                "RUN {user}",
                "\\\n",
                "<<E ",
                "A=$A ",
                "COPY a a\n",
                "'\"",
                "/../",
                "[\"",
                "EXPOSE 1-999\n",
                "user;",
                "}")) {
            String text = "FROM example/base AS a\nENV A=1 " + part.repeat(200_000) + "\nRUN " + part.repeat(200_000);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(text), part);
        }
    }

    @Property(seed = "1")
    void neverFailsOnAnyText(@ForAll String text) {
        read(text);
        read("FROM example/base\n" + text);
    }

    @Property(seed = "1")
    void neverFailsOnTextMadeOfItsOwnWords(@ForAll("dockerfiles") String text) {
        read(text);
    }

    @Provide
    Arbitrary<String> dockerfiles() {
        return Arbitraries.of(
                        "FROM ",
                        "FROM a AS b\n",
                        "\n",
                        " ",
                        "\\\n",
                        "EXPOSE ",
                        "ENV ",
                        "ARG ",
                        "A=",
                        "$A",
                        "${A:-",
                        "}",
                        "\"",
                        "'",
                        "[",
                        "]",
                        ",",
                        "<<EOF",
                        "\nEOF\n",
                        "RUN ",
                        "useradd -u ",
                        "adduser --uid",
                        "USER ",
                        ":",
                        "1",
                        "HEALTHCHECK ",
                        "--interval=",
                        "CMD ",
                        "NONE",
                        "VOLUME ",
                        "COPY ",
                        "/",
                        "..",
                        "# escape=`\n",
                        "`",
                        "SHELL ",
                        "WORKDIR ",
                        "{",
                        "\\u00")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static void read(String text) {
        Dockerfile file = Dockerfile.parse(text, "Dockerfile");
        assertThat(file.problems()).isNotNull();
        try {
            assertThat(file.facts(Optional.empty(), Map.of("A", "1"))).isNotNull();
        } catch (InputException expected) {
            assertThat(expected.findings()).hasSize(1);
        }
    }
}
