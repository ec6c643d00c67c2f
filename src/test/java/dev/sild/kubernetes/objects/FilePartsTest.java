package dev.sild.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Files;
import dev.sild.model.Files.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilePartsTest {
    @Test
    void smallBundleIsOneObject() {
        Files files = bundle(false, entry("a", 1_000, 'x'), entry("b", 1_000, 'x'));
        assertThat(FileParts.of(files)).containsExactly(files);
    }

    @Test
    void largeBundleIsTakenApartInOrder() {
        List<Files> parts = FileParts.of(
                bundle(false, entry("a", 120_000, 'x'), entry("b", 120_000, 'x'), entry("c", 90_000, 'x')));
        assertThat(parts).extracting(Files::name).containsExactly("web-site", "web-site-part-2");
        assertThat(keys(parts)).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void whatGrowsOnTheWireCountsAsItGrows() {
        assertThat(FileParts.of(bundle(false, entry("a", 60_000, '<'), entry("b", 1_000, 'x'))))
                .hasSize(2);
        assertThat(FileParts.of(bundle(true, entry("a", 160_000, 'x'), entry("b", 10_000, 'x'))))
                .hasSize(2);
    }

    @Test
    void fileThatIsTooLargeByItselfStandsAlone() {
        List<Files> parts =
                FileParts.of(bundle(false, entry("a", 10, 'x'), entry("b", 400_000, 'x'), entry("c", 10, 'x')));
        assertThat(keys(parts)).containsExactly(List.of("a"), List.of("b"), List.of("c"));
    }

    private static List<List<String>> keys(List<Files> parts) {
        List<List<String>> keys = new ArrayList<>();
        parts.forEach(part -> keys.add(part.entries().stream().map(Entry::key).toList()));
        return keys;
    }

    private static Files bundle(boolean secret, Entry... entries) {
        return new Files("web-site", List.of(entries), secret, true, Optional.of("web"));
    }

    private static Entry entry(String key, int size, char content) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) content);
        return new Entry(key, key, -1, bytes);
    }
}
