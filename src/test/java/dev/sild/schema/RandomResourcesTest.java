package dev.sild.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn at random is worth something: of every field there is an example among it. */
class RandomResourcesTest {
    private static final int SEEDS = 1_000;

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"WebStack", "MonitoringStack", "MicroserviceStack"})
    void everyFieldIsDrawn(String kind) {
        RandomResources random = new RandomResources(kind);
        Crd crd = Crds.ofSild().all().stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        Set<String> missing = new TreeSet<>();
        fields(crd.schema().properties().get("spec"), "spec", missing);
        assertThat(missing).hasSizeGreaterThan(100);

        for (int seed = 0; seed < SEEDS && !missing.isEmpty(); seed++) {
            remove(Tree.documents(random.next(seed)).get(0).get("spec"), "spec", missing);
        }

        assertThat(missing).isEmpty();
    }

    private static void fields(Schema schema, String path, Set<String> fields) {
        schema.properties().forEach((name, child) -> {
            fields.add(path + "." + name);
            fields(child, path + "." + name, fields);
        });
        schema.items().ifPresent(items -> fields(items, path, fields));
    }

    private static void remove(Object value, String path, Set<String> fields) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, child) -> {
                fields.remove(path + "." + name);
                remove(child, path + "." + name, fields);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(item -> remove(item, path, fields));
        }
    }
}
