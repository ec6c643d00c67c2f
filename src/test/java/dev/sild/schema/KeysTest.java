package dev.sild.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys of Secrets and ConfigMaps that the definitions ask for are those that there can be. */
class KeysTest {
    static Stream<Path> definitions() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("crds"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void aKeyThatCanBeIsTakenAndNoOther(Path definition) throws IOException {
        List<String> patterns = new ArrayList<>();
        collect(Tree.documents(Files.readString(definition)).get(0), patterns);

        assertThat(patterns).isNotEmpty().allSatisfy(pattern -> {
            assertThat(List.of("password", ".x", "x..", "_", "-", "a.b")).allMatch(key -> key.matches(pattern));
            assertThat(List.of("", ".", "..", "..x", "...", "a b", "a/b")).noneMatch(key -> key.matches(pattern));
        });
    }

    /** Collects the patterns of all fields {@code key} beside a name of what the key is in. */
    private static void collect(Object tree, List<String> patterns) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> fields = Tree.map(map, "properties");
            if (fields.containsKey("key") && (fields.containsKey("name") || fields.containsKey("secretName"))) {
                patterns.add(Tree.text(fields, "key", "pattern"));
            }
            map.values().forEach(each -> collect(each, patterns));
        } else if (tree instanceof Collection<?> list) {
            list.forEach(each -> collect(each, patterns));
        }
    }
}
