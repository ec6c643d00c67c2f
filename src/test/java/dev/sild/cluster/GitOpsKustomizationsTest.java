package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.gitops.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kustomizations in docs/gitops.md build what the page says. */
@OnControlPlane
class GitOpsKustomizationsTest {
    private final ControlPlane plane;

    GitOpsKustomizationsTest(ControlPlane plane) {
        this.plane = plane;
    }

    @Test
    void eachEnvironmentIsTheBaseWithWhatIsItsOwn(@TempDir Path folder) throws IOException {
        Repository.make(folder);

        List<Map<String, Object>> production = build(folder.resolve("environments/production"));
        List<Map<String, Object>> test = build(folder.resolve("environments/test"));

        Map<String, Object> api = object(production, "Deployment", "api");
        assertThat(Tree.number(Tree.map(api, "spec"), "replicas", 0)).isEqualTo(3);
        assertThat(Tree.text(
                        Tree.list(api, "spec", "template", "spec", "containers").get(0), "image"))
                .isEqualTo("registry.example.com/shop/api:1.1");
        assertThat(Tree.strings(object(production, "PersistentVolumeClaim", "shop-db-data"), "metadata", "annotations"))
                .containsEntry("kustomize.toolkit.fluxcd.io/prune", "disabled")
                .containsEntry("argocd.argoproj.io/sync-options", "Prune=false,Delete=false");
        assertThat(production)
                .allMatch(each -> Tree.text(each, "kind").equals("Namespace")
                        || Tree.text(each, "metadata", "namespace").equals("shop"));
        assertThat(names(production))
                .contains("Namespace/shop", "ExternalSecret/api-env")
                .doesNotContain("Deployment/mail");
        assertThat(names(test)).contains("Deployment/mail", "Service/mail");
        assertThat(test)
                .allMatch(each -> Tree.text(each, "metadata", "namespace").equals("shop-test"));
    }

    @Test
    void whatRenderWroteIsTakenByTheServer(@TempDir Path folder) throws IOException {
        Repository.make(folder);
        plane.kubectl("create", "namespace", "shop").require();

        plane.kubectl(
                        "apply",
                        "--dry-run=server",
                        "--validate=strict",
                        "-k",
                        folder.resolve("rendered/base").toString())
                .require();
    }

    private List<Map<String, Object>> build(Path kustomization) {
        return Tree.documents(
                plane.kubectl("kustomize", kustomization.toString()).require());
    }

    private static List<String> names(List<Map<String, Object>> objects) {
        return objects.stream()
                .map(each -> Tree.text(each, "kind") + "/" + Tree.text(each, "metadata", "name"))
                .toList();
    }

    private static Map<String, Object> object(List<Map<String, Object>> objects, String kind, String name) {
        return objects.stream()
                .filter(each -> Tree.text(each, "kind").equals(kind)
                        && Tree.text(each, "metadata", "name").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
