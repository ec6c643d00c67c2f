package dev.sild.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.GoldenCases;
import dev.sild.report.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a script or a document says, it is read or refused, soon. */
class HostileScriptsTest {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final List<String> SNIPPETS = HostileScripts.SNIPPETS;

    /** The scripts and documents of the golden cases, read once. */
    private static final class Cases {
        private static final List<String> TEXTS = texts();

        private static List<String> texts() {
            List<String> texts = new ArrayList<>();
            for (Path folder : GoldenCases.inputs()) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.filter(file -> file.toString().matches(".*\\.(sh|md)"))
                            .sorted()
                            .toList()) {
                        texts.add(Files.readString(file));
                    }
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
            return texts;
        }
    }

    @Property(tries = 2_000, seed = "19")
    void aMutatedScriptIsReadOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        String text = mutated(random);
        check(random.nextInt(4) == 0 ? "in.md" : "in.sh", text);
    }

    @Tag("long")
    @Property(tries = 100_000, seed = "19")
    void aHundredThousandMutatedScriptsAreReadOrRefused(@ForAll long seed) {
        aMutatedScriptIsReadOrRefused(seed);
    }

    @Test
    void whatRepeatsEndlesslyIsReadOrRefused() {
        HostileScripts.repeated(20_000).forEach(text -> check("in.sh", text));
        HostileScripts.huge().forEach(text -> check("in.sh", text));
    }

    @Tag("long")
    @Example
    void whatRepeatsEndlesslyIsReadOrRefusedAsEveryKindOfFile() {
        List<String> texts = new ArrayList<>(HostileScripts.repeated(400_000));
        texts.addAll(HostileScripts.huge());
        for (String text : texts) {
            check("in.sh", text);
            check("in.md", "```sh\n" + text);
            check("in.md", text);
            check("in", text);
        }
    }

    private static void check(String name, String text) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        String shown = text.length() < 2_000 ? text : text.substring(0, 200) + "… of " + text.length();
        try {
            Inputs.read(name, text, Path.of("/srv"));
        } catch (InputException refused) {
            assertThat(refused.findings()).isNotEmpty();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError crash) {
            throw new AssertionError(shown, crash);
        }
        assertThat(Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start))
                .as(shown)
                .isLessThan(LONGEST);
    }

    private static String mutated(Random random) {
        List<String> cases = Cases.TEXTS;
        StringBuilder text = new StringBuilder(
                random.nextBoolean()
                        ? cases.get(random.nextInt(cases.size()))
                        : SNIPPETS.get(random.nextInt(SNIPPETS.size())) + "\n" + HostileScripts.RUN);
        for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
            mutate(text, random);
        }
        return random.nextInt(20) == 0 ? text.toString().replace("\n", "\r\n") : text.toString();
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(20));
        switch (random.nextInt(7)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, text.substring(at, end));
            case 2 -> text.insert(at, SNIPPETS.get(random.nextInt(SNIPPETS.size())));
            case 3 -> text.insert(at, HostileScripts.MARKS.charAt(random.nextInt(HostileScripts.MARKS.length())));
            case 4 -> text.insert(at, text.substring(at, end).repeat(random.nextInt(60)));
            case 5 -> {
                String other = Cases.TEXTS.get(random.nextInt(Cases.TEXTS.size()));
                int from = random.nextInt(other.length());
                text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(200)));
            }
            default -> {
                String piece = SNIPPETS.get(random.nextInt(SNIPPETS.size()));
                text.insert(at, piece.repeat(1 + random.nextInt(random.nextInt(50) == 0 ? 3_000 : 5)));
            }
        }
    }
}
