package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A MicroserviceStack of thirty services under the operator: it comes up, and a change concerns what it is about, and
 * no more.
 */
@OnControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThirtyServicesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int SERVICES = 30;
    private static final StackFile KIND =
            new StackFile(Path.of("src", "test", "resources", "operator", "microservicestack"));

    private final List<Map<String, Object>> services = new ArrayList<>();
    private OperatorBench bench;

    @BeforeAll
    void start(ControlPlane plane) {
        bench = new OperatorBench(plane, "thirty");
        bench.start();
        for (int i = 0; i < SERVICES; i++) {
            services.add(service(i));
        }
        Map<String, Object> stack = KIND.smallest("shop");
        Map<String, Object> spec = StackFile.map(stack.get("spec"));
        spec.put("gateway", Map.of("routes", List.of(Map.of("path", "/", "service", "s0"))));
        spec.put("services", services);
        bench.apply(stack);
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    /**
     * All but the last three call the next and another; every tenth has a database, of which the last goes with its
     * service.
     */
    private static Map<String, Object> service(int i) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("name", "s" + i);
        service.put("image", "registry.example.com/shop/s" + i + ":1.0");
        if (i < SERVICES - 3) {
            service.put(
                    "calls",
                    Stream.of("s" + (i + 1), "s" + (SERVICES - 3))
                            .distinct()
                            .filter(callee -> !callee.equals("s" + i))
                            .toList());
        }
        if (i % 10 == 9 || i == SERVICES - 2) {
            service.put(
                    "database",
                    Map.of(
                            "engine",
                            i % 20 == 9 ? "Postgres" : "Redis",
                            "storage",
                            Map.of("size", "1Gi", "retain", i == SERVICES - 1 ? "Delete" : "Keep")));
        }
        return service;
    }

    @Test
    @Order(1)
    void thirtyServicesComeUp() {
        await("all are ready")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> bench.condition(KIND, "shop", "Ready").startsWith("True"));

        assertThat(bench.objects("shop").keySet())
                .filteredOn(name -> name.startsWith("Deployment/"))
                .hasSize(SERVICES + 1);
        assertThat(bench.stack(KIND, "shop").path("status").path("components")).hasSize(SERVICES + 1 + 4);
    }

    @Test
    @Order(2)
    void aCallLessClosesItsOneEdge() {
        Map<String, String> before = OperatorBench.versions(bench.objects("shop"));

        services.get(3).put("calls", List.of("s" + (SERVICES - 3)));
        bench.patchSpec(KIND, "shop", Map.of("services", services));

        awaitChange(
                before,
                Set.of(),
                Set.of("NetworkPolicy/shop-s3-to-s4", "NetworkPolicy/shop-s4-from-s3"),
                // Its address is no longer a variable.
                Set.of("Deployment/shop-s3"));
    }

    @Test
    @Order(3)
    void aServiceLessTakesItsOwnAlongAndItsDataAsItSays() {
        Map<String, JsonNode> objects = bench.objects("shop");
        Map<String, String> before = OperatorBench.versions(objects);
        Set<String> deletes = ofService(objects.keySet(), SERVICES - 1);
        Set<String> keeps = ofService(objects.keySet(), SERVICES - 2);
        Set<String> data = keeps.stream()
                .filter(name -> name.startsWith("PersistentVolumeClaim/") || name.startsWith("Secret/"))
                .collect(Collectors.toSet());
        assertThat(data).hasSize(2);
        assertThat(deletes)
                .anyMatch(name -> name.startsWith("PersistentVolumeClaim/"))
                .anyMatch(name -> name.startsWith("Secret/"));
        keeps.removeAll(data);
        Set<String> pruned = new TreeSet<>(deletes);
        pruned.addAll(keeps);

        services.subList(SERVICES - 2, SERVICES).clear();
        bench.patchSpec(KIND, "shop", Map.of("services", services));

        awaitChange(before, Set.of(), pruned, Set.of());
        assertThat(bench.objects("shop")).containsKeys(data.toArray(String[]::new));
    }

    /** Returns the objects that are a service's and its database's: nobody calls those of the last two. */
    private static Set<String> ofService(Set<String> names, int i) {
        return names.stream()
                .filter(name -> name.matches(".*[/-]s" + i + "(-.*)?"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void awaitChange(Map<String, String> before, Set<String> created, Set<String> pruned, Set<String> changed) {
        await().atMost(SOON).untilAsserted(() -> {
            Map<String, String> after = OperatorBench.versions(bench.objects("shop"));
            assertThat(difference(after.keySet(), before.keySet()))
                    .as("created")
                    .isEqualTo(created);
            assertThat(difference(before.keySet(), after.keySet())).as("pruned").isEqualTo(pruned);
            assertThat(after.keySet().stream()
                            .filter(name -> before.containsKey(name)
                                    && !before.get(name).equals(after.get(name)))
                            .collect(Collectors.toSet()))
                    .as("changed")
                    .isEqualTo(changed);
        });
        bench.awaitReady(KIND, "shop");
    }

    private static Set<String> difference(Set<String> one, Set<String> other) {
        Set<String> rest = new TreeSet<>(one);
        rest.removeAll(other);
        return rest;
    }
}
