package dev.sild.kubernetes.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.kubernetes.Rendering;
import dev.sild.kubernetes.Samples;
import dev.sild.model.Component;
import dev.sild.model.Identity;
import dev.sild.model.Identity.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    private static final Rule READS_LOGS =
            new Rule(List.of(""), List.of("pods", "pods/log"), List.of("one"), List.of("get", "watch"));

    @Test
    void nobodyInParticularHasNoAccountAndNoToken() {
        Rendering rendering = rendering(Optional.empty());

        assertThat(rendering.names("ServiceAccount")).isEmpty();
        assertThat(pod(rendering))
                .doesNotContainKey("serviceAccountName")
                .containsEntry("automountServiceAccountToken", false);
    }

    @Test
    void rulesBecomeARoleThatIsBoundToTheComponentsOwnAccount() {
        Rendering rendering = rendering(Optional.of(
                new Identity(Optional.empty(), List.of(READS_LOGS), true, Map.of("example.org/role", "reader"))));

        assertThat(pod(rendering))
                .containsEntry("serviceAccountName", "shop-api")
                .containsEntry("automountServiceAccountToken", true);
        assertThat(rendering.tree("ServiceAccount/shop-api")).containsEntry("automountServiceAccountToken", false);
        assertThat(Tree.strings(rendering.tree("ServiceAccount/shop-api"), "metadata", "annotations"))
                .isEqualTo(Map.of("example.org/role", "reader"));
        assertThat(Tree.list(rendering.tree("Role/shop-api"), "rules"))
                .containsExactly(Map.of(
                        "apiGroups",
                        List.of(""),
                        "resources",
                        List.of("pods", "pods/log"),
                        "resourceNames",
                        List.of("one"),
                        "verbs",
                        List.of("get", "watch")));
        assertThat(rendering.tree("RoleBinding/shop-api"))
                .containsEntry("subjects", List.of(Map.of("kind", "ServiceAccount", "name", "shop-api")));
    }

    @Test
    void anAccountThatMayNothingHasNoRole() {
        Rendering rendering = rendering(Optional.of(Identity.BARE));

        assertThat(rendering.names("ServiceAccount")).containsExactly("shop-api");
        assertThat(rendering.names("Role")).isEmpty();
        assertThat(pod(rendering)).containsEntry("automountServiceAccountToken", false);
    }

    @Test
    void anAccountThatSomebodyElseMakesIsUsedAndNotMade() {
        Rendering rendering = rendering(Optional.of(new Identity(Optional.of("theirs"), List.of(), false, Map.of())));

        assertThat(rendering.names("ServiceAccount")).isEmpty();
        assertThat(pod(rendering)).containsEntry("serviceAccountName", "theirs");
    }

    private static Map<String, Object> pod(Rendering rendering) {
        return Tree.map(rendering.tree("Deployment/shop-api"), "spec", "template", "spec");
    }

    private static Rendering rendering(Optional<Identity> identity) {
        Component api = Samples.with(Samples.component("api", Samples.replicas(1)), identity, Optional.empty());
        return Rendering.of(Samples.stack("shop", api));
    }
}
