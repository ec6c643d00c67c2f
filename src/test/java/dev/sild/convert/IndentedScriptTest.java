package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of several lines that begin with a blank, which podman 5.4 cannot read as an argument. */
@Tag("executable")
class IndentedScriptTest {
    @TempDir
    Path folder;

    private String report;

    private String convert(String words, String... options) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        name: shop
        services:
          app:
            image: example/app:1
            command: [%s]
        """.formatted(words));
        ConvertRun conversion = ConvertRun.run(folder, options);
        report = conversion.err();
        return conversion.out();
    }

    @Test
    void podmanIsGivenAScriptWithoutItsFirstBlanks() throws IOException {
        assertThat(convert("sh, -ec, '  first;\n\n  second'", "--target", "podman"))
                .contains("\"-ec\"\n    - |-\n      first;\n      second");
    }

    @Test
    void aClusterIsGivenItAsItIs() throws IOException {
        assertThat(convert("sh, -ec, '  first;\n\n  second'")).contains("\"  first;\\nsecond\"");
    }

    @Test
    void whatIsNoScriptStaysAsItIs() throws IOException {
        assertThat(convert("run, '  first;\n\n  second'", "--target", "podman")).contains("\"  first;\\nsecond\"");
        assertThat(report)
                .contains(
                        "refuses multi-line text that starts with whitespace",
                        "[services.app.command SILD-NOT-FOR-PODMAN]");
    }

    @Test
    void whatIsGivenToAScriptStaysAsItIs() throws IOException {
        String manifests = convert("sh, -c, 'cat \"$$1\"', sh, '  first;\n\n  second'", "--target", "podman");

        assertThat(manifests).contains("\"  first;\\nsecond\"");
        assertThat(report).contains("[services.app.command SILD-NOT-FOR-PODMAN]");
    }
}
