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
        return SERIALIZATION.unmarshal(Files.readString(DEPLOYMENT), GenericKubernetesResource.class);
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

    /** A Deployment is among the largest objects; as maps it takes five times as much. */
    @Test
    void aDeploymentTakesLessThanThreeKilobytes() throws IOException {
        store.put("a/b", deployment());

        assertThat(store.bytes()).isPositive().isLessThan(3072);
    }

    private static void dropWhatIsUnpacked() {
        System.gc();
    }
}
