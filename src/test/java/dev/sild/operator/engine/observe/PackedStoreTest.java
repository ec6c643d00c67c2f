package dev.sild.operator.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackedStoreTest {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    /** A Deployment as an API server 1.34 returned it, with its status and the managers of its fields. */
    private static final Path DEPLOYMENT = Path.of("src", "test", "resources", "operator", "deployment.json");

    private final PackedStore store = new PackedStore(SERIALIZATION);

    private static GenericKubernetesResource deployment() throws IOException {
        return object(Files.readString(DEPLOYMENT));
    }

    private static GenericKubernetesResource object(String json) {
        return SERIALIZATION.unmarshal(json, GenericKubernetesResource.class);
    }

    @Test
    void anObjectIsReadAsItWasPut() throws IOException {
        assertThat(store.put("a/b", deployment())).isNull();
        dropWhatIsUnpacked();

        assertThat(store.get("a/b")).isEqualTo(deployment());
        assertThat(store.get("a/c")).isNull();
    }

    @Test
    void whatIsReplacedOrRemovedIsReturned() throws IOException {
        GenericKubernetesResource changed = deployment();
        changed.getMetadata().setResourceVersion("2");
        store.put("a/b", deployment());
        dropWhatIsUnpacked();

        assertThat(store.put("a/b", changed)).isEqualTo(deployment());
        assertThat(store.remove("a/b")).isEqualTo(changed);
        assertThat(store.remove("a/b")).isNull();
        assertThat(store.size()).isZero();
    }

    @Test
    void allAreListedByWhatTheyAreFoundBy() throws IOException {
        store.put(store.getKey(deployment()), deployment());

        assertThat(store.values()).singleElement().satisfies(listed -> {
            assertThat(store.getKey(listed)).isEqualTo(store.getKey(deployment()));
            assertThat(listed.getMetadata().getLabels())
                    .isEqualTo(deployment().getMetadata().getLabels());
            assertThat(listed.getMetadata().getOwnerReferences())
                    .isEqualTo(deployment().getMetadata().getOwnerReferences());
            assertThat(listed.getMetadata().getUid())
                    .isEqualTo(deployment().getMetadata().getUid());
            assertThat(listed.getAdditionalProperties()).isEmpty();
        });
    }

    /** A Deployment is among the largest objects; as maps, it takes more than ten times as much. */
    @Test
    void aDeploymentOfAnotherStackTakesAKilobyte() throws IOException {
        store.put("a/b", deployment());
        long first = store.bytes();

        String other = Files.readString(DEPLOYMENT)
                .replace("web-stack-0", "shop-of-another-team")
                .replaceAll("d49ff6da-5bae-420c-9ad4-23ad83b82c81", "0b3c3c1e-6e1f-4a57-8a43-0d1a3f4a9c55")
                .replaceAll("2026-12-01T01:30", "2026-12-02T11:45")
                .replace("5384", "98765");
        store.put("a/c", object(other));
        dropWhatIsUnpacked();

        assertThat(store.bytes() - first).isPositive().isLessThan(1024);
        assertThat(store.get("a/c")).isEqualTo(object(other));
        assertThat(store.get("a/b")).isEqualTo(deployment());
    }

    private static void dropWhatIsUnpacked() {
        System.gc();
    }
}
