package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which changes of an upgrade count as listed, and which as none of the operator's. */
class ListedChangesTest {
    private static final String API = "Deployment/shop-api";

    private static JsonNode deployment(String uid, int replicas, String image) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree("""
                metadata: {uid: %s}
                spec: {replicas: %d, template: {spec: {containers: [{name: api, image: "%s"}]}}}
                """.formatted(uid, replicas, image));
    }

    private static ListedChanges listed(String... fields) {
        return new ListedChanges(
                new TreeSet<>(), new TreeMap<>(fields.length == 0 ? Map.of() : Map.of(API, Set.of(fields))));
    }

    private static List<String> lacking(ListedChanges listed, Set<String> writes, JsonNode before, JsonNode after) {
        return listed.lacking(writes, Map.of(API, before), Map.of(API, after));
    }

    @Test
    void anAutoscalersChangeIsNoneOfTheOperators() throws IOException {
        JsonNode before = deployment("a", 2, "api:1");
        JsonNode scaled = deployment("a", 3, "api:1");

        assertThat(lacking(listed(), Set.of(), before, scaled)).isEmpty();
        assertThat(lacking(listed(), Set.of(API), before, scaled)).containsExactly(API + " spec.replicas");
        assertThat(lacking(listed("spec.replicas"), Set.of(API), before, scaled))
                .isEmpty();
    }

    @Test
    void otherChangesAreTheOperatorsWhoeverWroteThem() throws IOException {
        JsonNode before = deployment("a", 2, "api:1");

        assertThat(lacking(listed(), Set.of(), before, deployment("a", 2, "api:2")))
                .hasSize(1)
                .allMatch(change -> change.startsWith(API + " spec.template"));
        assertThat(lacking(listed("spec.template"), Set.of(API), before, deployment("a", 2, "api:2")))
                .isEmpty();
        assertThat(lacking(listed("spec.template"), Set.of(API), before, deployment("b", 2, "api:1")))
                .containsExactly(API + " as a whole");
    }
}
