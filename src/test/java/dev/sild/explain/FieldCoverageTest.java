package dev.sild.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Every field that a golden file has is explained in the table, or listed there as obvious. */
class FieldCoverageTest {
    private static final Map<String, String> TEMPLATES = Map.of(
            "Deployment", "spec.template",
            "StatefulSet", "spec.template",
            "DaemonSet", "spec.template",
            "Job", "spec.template",
            "CronJob", "spec.jobTemplate.spec.template");

    private final FieldTable table = FieldTable.read();
    private final Map<String, String> unknown = new TreeMap<>();
    private String golden = "";

    @Test
    void everyFieldIsExplainedOrObvious() throws IOException {
        for (Path folder : ExplainedGoldens.cases()) {
            golden = folder.getFileName().toString();
            objects(Files.readString(folder.resolve("out.yaml")));
        }
        assertThat(unknown)
                .as("fields with neither a row nor an obvious line in fields.txt, and where they occur")
                .isEmpty();
    }

    @Test
    void aNewFieldIsNotKnown() {
        assertThat(table.knows("Deployment", List.of("spec", "spec.paused"))).isFalse();
        assertThat(table.knows("Pod", List.of("spec", "spec.overhead"))).isFalse();
        assertThat(table.knows("Pod", List.of("spec", "spec.hostIPC"))).isTrue();
    }

    private void objects(String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(Integer.MAX_VALUE);
        for (Object object : new Yaml(limits).loadAll(text)) {
            Map<?, ?> fields = (Map<?, ?>) object;
            String kind = (String) fields.get("kind");
            if (!table.knows(kind, List.of("."))) {
                unknown.put(kind, golden);
            }
            walk(kind, List.of(), fields);
        }
    }

    private void walk(String kind, List<String> place, Object value) {
        String path = place.isEmpty() ? "" : place.get(place.size() - 1);
        if (path.equals(TEMPLATES.get(kind))) {
            walk("Pod", List.of(), value);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (key, below) -> visit(kind, with(place, path.isEmpty() ? (String) key : path + "." + key), below));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> visit(kind, with(place, path + "[]"), item));
        }
    }

    private void visit(String kind, List<String> place, Object value) {
        if (!table.knows(kind, place)) {
            unknown.putIfAbsent(kind + " " + place.get(place.size() - 1), golden);
        }
        walk(kind, place, value);
    }

    private static List<String> with(List<String> place, String next) {
        List<String> longer = new ArrayList<>(place);
        longer.add(next);
        return longer;
    }
}
