package dev.sild.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.Objects;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.schema.Crds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

/** Which objects belong to a stack, and which to a project, whatever labels users give to services. */
class OwnedObjectsTest {
    private static LiveObject object(String apiVersion, String kind, String owner) {
        return Objects.live("""
            apiVersion: %s
            kind: %s
            metadata:
              name: shop-api
              labels: {app.kubernetes.io/instance: shop, app.kubernetes.io/managed-by: sild, app.kubernetes.io/part-of: shop}
              ownerReferences: [%s]
            """.formatted(apiVersion, kind, owner));
    }

    private static LiveStack webStack() {
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setMetadata(
                new ObjectMetaBuilder().withNamespace("shop").withName("shop").build());
        return new LiveStack(
                Crds.ofSild().all().stream()
                        .filter(crd -> crd.kind().equals("WebStack"))
                        .findFirst()
                        .orElseThrow(),
                resource);
    }

    @Test
    void aWorkloadBelongsToTheStackThatOwnsItAndToNoOther() {
        String web = "{apiVersion: sild.dev/v1alpha1, kind: WebStack, name: shop, uid: a}";
        String monitoring = "{apiVersion: sild.dev/v1alpha1, kind: MonitoringStack, name: shop, uid: b}";

        assertThat(webStack().owns(object("apps/v1", "Deployment", web))).isTrue();
        assertThat(webStack().owns(object("apps/v1", "Deployment", monitoring))).isFalse();
        assertThat(webStack().owns(object("apps/v1", "Deployment", ""))).isFalse();
        assertThat(LiveProject.isOfProject(object("apps/v1", "Deployment", web)))
                .isFalse();
    }

    @Test
    void aWorkloadOfAProjectMayBeLabelledAsPartOfAnything() {
        assertThat(LiveProject.isOfProject(object("apps/v1", "Deployment", ""))).isTrue();
    }

    @Test
    void whatOutlivesAStackIsOfNoProject() {
        LiveObject claim = object("v1", "PersistentVolumeClaim", "");

        assertThat(webStack().owns(claim)).isTrue();
        assertThat(LiveProject.isOfProject(claim)).isFalse();
    }
}
