package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.DocumentSection;
import dev.sild.stacks.shared.KindCase;
import dev.sild.works.Policies.End;
import dev.sild.works.RunningPod.Port;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may talk to whom in a WebStack with everything on, by the rules of NetworkPolicies. */
class WebStackMatrixTest {
    private static final String STACK = """
      apiVersion: sild.dev/v1alpha1
      kind: WebStack
      metadata: {name: shop}
      spec:
        api: {image: "registry.example.com/shop/api:1.0", metrics: {port: 9090}}
        exposure: {type: Ingress, host: shop.example.com}
        networkPolicy:
          allowFrom:
          - namespaceLabels: {kubernetes.io/metadata.name: ingress-nginx}
        monitoring:
          type: Annotations
          allowFrom:
          - namespaceLabels: {kubernetes.io/metadata.name: monitoring}
        database: {backup: {enabled: true}}
      """;

    @Test
    void theDocumentShowsWhoMayTalkToWhom() throws IOException {
        DocumentSection.check(
                "docs/network-policies.md",
                "webstack-matrix",
                new StackMatrix(cluster(), StackMatrix.others("webstack", "api")).markdown());
    }

    @Test
    void cacheAndDatabaseAreClosedToTheInternetInBothDirections() {
        List<RunningPod> stores = cluster().pods().stream()
                .filter(pod ->
                        List.of("shop-cache", "shop-database", "shop-backup").contains(pod.name()))
                .toList();

        assertThat(stores)
                .hasSize(3)
                .noneMatch(pod -> cluster().reachesTheWorld(pod))
                .allSatisfy(pod -> assertThat(List.of(22, 80, 443, 5432, 6379))
                        .noneMatch(port -> cluster().enters(End.outside(), pod, new Port(port, "TCP"))));
    }

    @Test
    void everyComponentResolvesNames() {
        End dns = End.foreign("kube-system", Map.of("k8s-app", "kube-dns"));

        assertThat(cluster().pods()).isNotEmpty().allMatch(pod -> cluster().leaves(pod, dns, new Port(53, "UDP")));
    }

    private static ClusterModel cluster() {
        return StackMatrix.cluster(KindCase.WEB_STACK, STACK);
    }
}
