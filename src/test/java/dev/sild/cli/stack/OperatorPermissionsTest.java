package dev.sild.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.chart.Chart;
import dev.sild.stacks.shared.Permissions;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the command line takes from the Deployment of the chart is what the chart's values say. */
class OperatorPermissionsTest {
    private static Deployment operator(String values) {
        return Chart.render("sild-system", values).stream()
                .filter(object -> Tree.text(object, "kind").equals("Deployment"))
                .map(object -> Serialization.unmarshal(Serialization.asYaml(object), Deployment.class))
                .findFirst()
                .orElseThrow();
    }

    private static OperatorPermissions permissions(String... values) {
        return OperatorPermissions.of(
                Stream.of(values).map(OperatorPermissionsTest::operator).toList());
    }

    @Test
    void withoutValuesAnOperatorHasNoFurtherRights() {
        Permissions permissions =
                permissions("watch: {allNamespaces: true}").in("shop").orElseThrow();

        assertThat(permissions.cadvisor().isAllowedIn("shop")).isFalse();
        assertThat(permissions.cadvisor().image()).isEqualTo(Permissions.Cadvisor.DEFAULT_IMAGE);
        assertThat(permissions.seesAllNamespaces("shop", "watch")).isFalse();
        assertThat(permissions.apiServer()).isEmpty();
    }

    @Test
    void valuesOfTheChartAreRead() {
        Permissions permissions = permissions("""
                watch: {allNamespaces: true}
                monitoring:
                  cadvisor: {namespaces: ["mon-*", ops], image: "mirror/cadvisor:1", args: ["--a=b,c", 'back\\slash']}
                  clusterWide: [{namespace: ops, name: watch}]
                stacks: {apiServer: [10.0.0.1/32, 10.0.0.2/32]}
                """).in("ops").orElseThrow();

        assertThat(permissions.cadvisor().isAllowedIn("mon-1")).isTrue();
        assertThat(permissions.cadvisor().isAllowedIn("shop")).isFalse();
        assertThat(permissions.cadvisor().image()).isEqualTo("mirror/cadvisor:1");
        assertThat(permissions.cadvisor().args()).containsExactly("--a=b,c", "back\\slash");
        assertThat(permissions.seesAllNamespaces("ops", "watch")).isTrue();
        assertThat(permissions.apiServer()).containsExactly("10.0.0.1/32", "10.0.0.2/32");
    }

    @Test
    void theOperatorThatWatchesTheNamespaceDecides() {
        OperatorPermissions permissions = permissions(
                "watch: {namespaces: [a]}", "{watch: {namespaces: [b, c]}, monitoring: {cadvisor: {namespaces: [c]}}}");

        assertThat(permissions.in("a").orElseThrow().cadvisor().namespaces()).isEmpty();
        assertThat(permissions.in("c").orElseThrow().cadvisor().isAllowedIn("c"))
                .isTrue();
        assertThat(permissions.in("d")).isEmpty();
        assertThat(OperatorPermissions.of(List.of()).in("a")).isEmpty();
    }
}
