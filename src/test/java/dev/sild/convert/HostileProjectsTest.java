package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no compose project end in one line that says where, what is wrong and what to do, and soon. */
@Tag("executable")
class HostileProjectsTest {
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration LATER = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    /** The first conversion of a process loads the classes. */
    @BeforeAll
    static void warmUp(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("compose.yaml"), "services: {web: {image: 'a:1'}}");
        ConvertRun.run(other);
    }

    @Test
    void aMissingFile() throws IOException {
        refused("missing.yaml", SOON, "missing.yaml: error: ");
    }

    @Test
    void noFileAtAll() throws IOException {
        ConvertRun conversion = ConvertRun.run(folder);

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(conversion.out()).isEmpty();
        assertThat(conversion.err()).hasLineCount(1).contains("compose.yaml").contains("; ");
    }

    @Test
    void aFolder() throws IOException {
        Files.createDirectory(folder.resolve("folder.yaml"));

        refused("folder.yaml", SOON, "folder.yaml: error: ");
    }

    @Test
    void anEmptyFile() throws IOException {
        refused("", SOON, "file.yaml");
    }

    @Test
    void nothingButComments() throws IOException {
        refused("# nothing\n---\n", SOON, "file.yaml");
    }

    @Test
    void whatIsNotYaml() throws IOException {
        refused("services:\n  web: [unclosed\n  image: x\n", SOON, "file.yaml:3:");
    }

    @Test
    void aTabForIndentation() throws IOException {
        refused("services:\n\tweb:\n", SOON, "file.yaml:2:1: error: ");
    }

    @Test
    void whatIsNotUtf8() throws IOException {
        Files.write(
                folder.resolve("file.yaml"),
                "services:\n  web:\n    image: gr\u00fc\n".getBytes(StandardCharsets.ISO_8859_1));

        refused("file.yaml", SOON, "file.yaml:3:");
    }

    @Test
    void binaryFiles() throws IOException {
        byte[] bytes = new byte[100_000];
        new java.util.Random(1).nextBytes(bytes);
        Files.write(folder.resolve("file.yaml"), bytes);

        refused("file.yaml", SOON, "file.yaml:1:");
    }

    @Test
    void aManifestOfKubernetes() throws IOException {
        refused("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n", SOON, "file.yaml:1:1: error: ");
    }

    @Test
    void aListOrAScalarAtTheTop() throws IOException {
        refused("- a\n- b\n", SOON, "file.yaml:1:1: error: ");
        refused("just text\n", SOON, "file.yaml:1:1: error: ");
    }

    @Test
    void tenThousandLevelsOfNesting() throws IOException {
        refused("x-a: " + "[".repeat(10_000) + "]".repeat(10_000) + "\n", SOON, "file.yaml:1:");
        refused("x-a: " + "{a: ".repeat(10_000) + "1" + "}".repeat(10_000) + "\n", SOON, "file.yaml:1:");
    }

    @Test
    void threeThousandLevelsOfBlocks() throws IOException {
        StringBuilder deep = new StringBuilder("x-a:\n");
        for (int i = 1; i < 3_000; i++) {
            deep.append(" ".repeat(i)).append("a:\n");
        }
        refused(deep.toString(), SOON, "file.yaml:");
    }

    @Test
    void aBombOfAliases() throws IOException {
        StringBuilder bomb = new StringBuilder("x-0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("x-")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ", ").repeat(8))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        refused(bomb + "services:\n  web:\n    image: a\n    labels: *a29\n", SOON, "file.yaml:");
    }

    @Test
    void aBombOfMergedMaps() throws IOException {
        StringBuilder bomb = new StringBuilder("x-0: &a0 {k: v}\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("x-")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" {l")
                    .append(i)
                    .append(": *a")
                    .append(i - 1)
                    .append(", r")
                    .append(i)
                    .append(": *a")
                    .append(i - 1)
                    .append("}\n");
        }
        refused(bomb + "services:\n  web:\n    image: a\n    x-bomb: *a39\n", SOON, "file.yaml:");
    }

    @Test
    void anAnchorThatContainsItself() throws IOException {
        refused("services: &a\n  web: *a\n", SOON, "file.yaml:2:");
    }

    @Test
    void fiftyMegabytes() throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(folder.resolve("file.yaml"))) {
            writer.write("services:\n");
            for (int i = 0; i < 1_000_000; i++) {
                writer.write("  service-" + i + ": {image: 'example/image:1', command: run}\n");
            }
        }
        assertThat(Files.size(folder.resolve("file.yaml"))).isGreaterThan(50_000_000);

        refused("file.yaml", LATER, "file.yaml");
    }

    @Test
    void oneLineOfManyMegabytes() throws IOException {
        refused("x-a: \"" + "x".repeat(20_000_000), LATER, "file.yaml");
    }

    @Test
    void aDeviceThatNeverEnds() throws IOException {
        if (Files.exists(Path.of("/dev/zero"))) {
            refused("/dev/zero", LATER, "/dev/zero");
        }
    }

    @Test
    void a64KilobyteExpressionOfVariables() throws IOException {
        refused(
                "services:\n  web:\n    image: \"" + "${A:-".repeat(20_000) + "}".repeat(20_000) + "\"\n",
                SOON,
                "file.yaml:3:");
    }

    @Test
    void anImageThatIsNotAReference() throws IOException {
        for (String image : List.of(
                "a b:1",
                "Registry:1",
                "example/web:{{ .Release.Name }}",
                "https://example.com/web:1",
                "example//web:1")) {
            refused(
                    "services:\n  web:\n    image: \"" + image + "\"\n",
                    SOON,
                    "file.yaml:3:5: error: '" + image + "' is not an image reference; ");
        }
    }

    @Test
    void aVariableWithoutAValueMayBeAnyPartOfAnImage() throws IOException {
        for (String image : List.of(
                "example/web:${TAG:-}", "${REGISTRY:-}/web:1", "example/web@${DIGEST:-}", "${ALL:-}${TAG:-:1}")) {
            Files.writeString(folder.resolve("compose.yaml"), "services:\n  web:\n    image: \"" + image + "\"\n");
            assertThat(ConvertRun.run(folder).code()).as(image).isZero();
        }
    }

    @Test
    void aNameThatNoProfileHas() throws IOException {
        refused(
                "services:\n  web:\n    image: a:1\n    profiles: [\"a\\nkind: Injected\"]\n",
                SOON,
                "file.yaml:4:16: error: `a\\nkind: Injected`");
        refused(
                "services:\n  web:\n    image: a:1\n    profiles: [-a]\n",
                SOON,
                "file.yaml:4:16: error: `-a` is not a valid profile name");
    }

    @Test
    void charactersThatNothingCanHold() throws IOException {
        refused("services:\n  web:\n    image: a:1\n    build: \"a\\0b\"\n", SOON, "file.yaml:4:12: error: ");
        refused("services:\n  web:\n    image: \"a:\\ud800\"\n", SOON, "file.yaml:3:12: error: ");
    }

    /** Converts a file, or where {@code input} names none a file with that text. */
    private void refused(String input, Duration limit, String place) throws IOException {
        boolean named = input.endsWith(".yaml") || input.startsWith("/dev/");
        if (!named) {
            Files.writeString(folder.resolve("file.yaml"), input);
        }
        List<String> before = files();
        long start = System.nanoTime();

        ConvertRun conversion = ConvertRun.run(folder, "-o", "out/", "-f", named ? input : "file.yaml");

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        String said =
                conversion.err().substring(0, Math.min(500, conversion.err().length()));
        assertThat(conversion.code()).as(said).isEqualTo(1);
        assertThat(conversion.out()).isEmpty();
        assertThat(conversion.err()).as(said).startsWith(place).doesNotContain("internal error");
        assertThat(conversion.err().lines()).as(said).hasSize(1);
        assertThat(conversion.err()).as("a remedy in: " + said).contains("; ");
        assertThat(conversion.err().length()).isLessThan(1000);
        assertThat(took).as(said).isLessThan(limit);
        assertThat(files()).isEqualTo(before);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toString).sorted().toList();
        }
    }
}
