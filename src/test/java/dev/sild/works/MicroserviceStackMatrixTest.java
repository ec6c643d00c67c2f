package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.DocumentSection;
import dev.sild.stacks.shared.KindCase;
import dev.sild.works.Policies.End;
import dev.sild.works.RunningPod.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Who may talk to whom in a MicroserviceStack, by the rules of NetworkPolicies: the tiers hold, and a call that is not
 * declared is closed.
 */
class MicroserviceStackMatrixTest {
    private static final String STACK = """
      apiVersion: sild.dev/v1alpha1
      kind: MicroserviceStack
      metadata: {name: shop}
      spec:
        exposure: {type: Ingress, host: shop.example.com}
        networkPolicy:
          allowFrom:
          - namespaceLabels: {kubernetes.io/metadata.name: ingress-nginx}
        monitoring:
          type: Annotations
          allowFrom:
          - namespaceLabels: {kubernetes.io/metadata.name: monitoring}
        web: {image: "registry.example.com/shop/web:1.0", port: 8080, internetAccess: false}
        gateway:
          routes:
          - {path: /auth, service: auth}
          - {path: /orders, service: order}
        services:
        - {name: auth, image: "registry.example.com/shop/auth:1.0", port: 8000, internetAccess: false, database: {engine: Redis}}
        - {name: order, image: "registry.example.com/shop/order:1.0", port: 8000, internetAccess: false, calls: [payment],
           database: {engine: Postgres, backup: {enabled: true}}}
        - {name: payment, image: "registry.example.com/shop/payment:1.0", port: 8000, database: {engine: MySQL}}
      """;

    @Test
    void theDocumentShowsWhoMayTalkToWhom() throws IOException {
        DocumentSection.check(
                "docs/network-policies.md",
                "microservicestack-matrix",
                new StackMatrix(cluster(STACK), StackMatrix.others("microservicestack", "order")).markdown());
    }

    @Test
    void databasesAreClosedToTheInternetInBothDirections() {
        ClusterModel cluster = cluster(STACK);
        List<RunningPod> stores = cluster.pods().stream()
                .filter(pod -> pod.name().contains("-database"))
                .toList();

        assertThat(stores)
                .hasSize(4)
                .noneMatch(cluster::reachesTheWorld)
                .allSatisfy(pod -> assertThat(List.of(22, 80, 443, 3306, 5432, 6379))
                        .noneMatch(port -> cluster.enters(End.outside(), pod, new Port(port, "TCP"))));
    }

    @Test
    void inTheCoursesStackADatabaseIsOpenToItsServiceAlone() throws IOException {
        ClusterModel cluster =
                cluster(Files.readString(KindCase.MICROSERVICE_STACK.examples().resolve("course.yaml")));

        for (String owner : List.of("auth", "user", "order", "payment")) {
            RunningPod database = pod(cluster, owner + "-database");
            assertThat(cluster.pods())
                    .filteredOn(
                            pod -> !pod.equals(database) && cluster.mayConnect(pod, database, new Port(5432, "TCP")))
                    .containsExactly(pod(cluster, owner));
        }
    }

    @Test
    void everyComponentResolvesNames() {
        End dns = End.foreign("kube-system", Map.of("k8s-app", "kube-dns"));

        assertThat(cluster(STACK).pods())
                .isNotEmpty()
                .allMatch(pod -> cluster(STACK).leaves(pod, dns, new Port(53, "UDP")));
    }

    private static RunningPod pod(ClusterModel cluster, String component) {
        return cluster.pods().stream()
                .filter(pod -> component.equals(pod.labels().get("app.kubernetes.io/component")))
                .findFirst()
                .orElseThrow();
    }

    private static ClusterModel cluster(String yaml) {
        return StackMatrix.cluster(KindCase.MICROSERVICE_STACK, yaml);
    }
}
