package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.config.ConfigPrinter;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Whatever the input: a project, or findings that say what is wrong with it; never anything else. */
class RandomInputTest {
    private static final String[] TOKENS = {
        "$",
        "${",
        "}",
        ":-",
        "&a ",
        "*a",
        "<<: ",
        "[",
        "]",
        "{",
        "}",
        "- ",
        ": ",
        "\n",
        "\n  ",
        "!reset ",
        "!override ",
        "|",
        ">",
        "'",
        "\"",
        "#",
        "null",
        "-1",
        "1e9",
        "x",
        "services:",
        "ports:",
        "\t",
        "\u0000",
        "\uD800",
        "é",
        "%",
        "@",
        "---\n",
        "...",
        "? ",
        ", ",
        "extends: ",
        "include: ",
        "0x",
        "999999999999999999999"
    };

    @Property(tries = 500, seed = "1")
    void readsRandomBytes(@ForAll byte[] bytes) {
        load(bytes);
    }

    @Property(tries = 1000, seed = "1")
    void readsRandomTokens(@ForAll long seed, @ForAll @IntRange(max = 40) int length) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(TOKENS[random.nextInt(TOKENS.length)]);
        }
        load(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 2000, seed = "1")
    void readsMutatedProjects(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int mutations) throws IOException {
        Random random = new Random(seed);
        List<String> texts = Texts.ALL;
        StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
        for (int i = 0; i < mutations; i++) {
            mutate(text, random, texts);
        }
        load(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Tag("long")
    @Property(tries = 100_000)
    void readsAHundredThousandMutatedProjects(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int mutations)
            throws IOException {
        readsMutatedProjects(seed, mutations);
    }

    private static void mutate(StringBuilder text, Random random, List<String> texts) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(12));
        switch (random.nextInt(5)) {
            case 0:
                text.delete(at, end);
                break;
            case 1:
                text.insert(at, TOKENS[random.nextInt(TOKENS.length)]);
                break;
            case 2:
                text.setLength(at);
                break;
            case 3:
                String other = texts.get(random.nextInt(texts.size()));
                int from = random.nextInt(other.length() + 1);
                text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(60)));
                break;
            default:
                text.replace(at, end, TOKENS[random.nextInt(TOKENS.length)]);
        }
    }

    private static void load(byte[] bytes) {
        LoadRequest request = LoadRequest.of(Path.of("target"))
                .with(standardInput -> standardInput
                        .files(List.of("-"))
                        .profiles(List.of("*"))
                        .projectName(Optional.of("p"))
                        .shellEnvironment(Map.of("V", "value"))
                        .stdin(new ByteArrayInputStream(bytes)));
        long start = System.nanoTime();
        try {
            ComposeProject project = ProjectLoader.load(request);
            assertThat(ConfigPrinter.json(project, true)).isNotBlank();
            assertThat(ConfigPrinter.yaml(project, true)).isNotBlank();
        } catch (InputException refused) {
            assertThat(refused.findings()).isNotEmpty();
            for (Finding finding : refused.findings()) {
                assertThat(finding.reason()).isNotBlank();
                assertThat(finding.remedy()).isNotBlank();
            }
        }
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }

    /** The compose files of all fixtures. */
    private static final class Texts {
        static final List<String> ALL = read();

        private static List<String> read() {
            List<String> texts = new ArrayList<>();
            try {
                for (Path folder : Fixtures.projects()) {
                    Path file = folder.resolve("compose.yaml");
                    if (Files.exists(file)) {
                        texts.add(Files.readString(file));
                    }
                }
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
            return texts;
        }
    }
}
