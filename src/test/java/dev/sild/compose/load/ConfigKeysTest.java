package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.config.ConfigPrinter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and strings that YAML cannot have as they are: what stands here is what docker compose 2.26 prints. */
class ConfigKeysTest {
    @TempDir
    Path folder;

    @Test
    void aKeyOfSeveralLinesIsMarked() throws Exception {
        assertThat(extension("\"a\\nb\": c")).isEqualTo("""
        x-a:
          ? |-
            a
            b
          : c
        """);
    }

    @Test
    void whatAMarkedKeyHasBeginsBesideItsColon() throws Exception {
        assertThat(
                        extension(
                                "{\"m\\nn\": {b: {c: 1}, d: [1, {e: 2}]}, \"m\\np\": [1, {a: 2, b: 3}, [4]], \"m\\nq\": {}, \"m\\ns\": \"t\\nu\"}"))
                .isEqualTo("""
        x-a:
          ? |-
            m
            n
          : b:
              c: 1
            d:
              - 1
              - e: 2
          ? |-
            m
            p
          : - 1
            - a: 2
              b: 3
            - - 4
          ? |-
            m
            q
          : {}
          ? |-
            m
            s
          : |-
            t
            u
        """);
    }

    @Test
    void aKeyOfMoreThan128BytesIsMarked() throws Exception {
        String simple = "a".repeat(126) + "\u00fc";
        assertThat(extension(simple + ": b")).isEqualTo("x-a:\n  " + simple + ": b\n");
        assertThat(extension("a" + simple + ": b")).isEqualTo("x-a:\n  ? a" + simple + "\n  : b\n");
    }

    @Test
    void everyLineBreakMarksAKey() throws Exception {
        assertThat(extension("\"c\\rd\": z")).isEqualTo("x-a:\n  ? \"c\\rd\"\n  : z\n");
        assertThat(extension("\"c\\u0085d\": z")).isEqualTo("x-a:\n  ? \"c\\Nd\"\n  : z\n");
    }

    @Test
    void stringsAreEscapedAsGoDoes() throws Exception {
        assertThat(extension("\"\\u001b\\u0007\\u009b\\ufeff\\U0001F600\""))
                .isEqualTo("x-a: \"\\e\\a\\x9B\\uFEFF\\U0001F600\"\n");
        assertThat(extension("\" l\\nm\"")).isEqualTo("x-a: |2-\n   l\n  m\n");
        assertThat(extension("\"\\ta\\nb\"")).isEqualTo("x-a: |-\n  \ta\n  b\n");
    }

    /** Returns what is printed for an extension with this value. */
    private String extension(String yaml) throws Exception {
        String value = yaml.startsWith("{") || yaml.matches("\"[^\"]*\"") ? yaml : "{" + yaml + "}";
        String config = ConfigPrinter.yaml(
                ProjectFolders.load(folder, "compose.yaml", "services: {web: {image: x}}\nx-a: " + value + "\n"), true);
        return config.substring(config.indexOf("x-a:"));
    }
}
