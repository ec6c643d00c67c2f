package dev.sild.output.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of an overlay, for objects that lack what it would show. */
class KustomizeExampleTest {
    private static final HasMetadata WEB = KustomizeFiles.deployment("web", false);

    @Test
    void aSecretWithoutKeysHasNoExample() {
        assertThat(example(new SecretBuilder()
                        .withMetadata(KustomizeFiles.named("empty"))
                        .withData(Map.of())
                        .build()))
                .doesNotContain("secretGenerator");
    }

    @Test
    void aClaimWithoutASizeHasNoExample() {
        assertThat(example(
                        WEB,
                        new PersistentVolumeClaimBuilder()
                                .withMetadata(KustomizeFiles.named("data"))
                                .withNewSpec()
                                .withNewResources()
                                .addToRequests(Map.of())
                                .endResources()
                                .endSpec()
                                .build()))
                .contains("what a container needs")
                .doesNotContain("the size of a volume");
    }

    @Test
    void replicasAreNotProposedForWhatAnAutoscalerScales() {
        GenericKubernetesResource keda = new GenericKubernetesResource();
        keda.setApiVersion("keda.sh/v1alpha1");
        keda.setKind("ScaledObject");
        keda.setMetadata(KustomizeFiles.named("web"));
        keda.setAdditionalProperty("spec", Map.of("scaleTargetRef", Map.of("name", "web")));
        HasMetadata builtIn = new HorizontalPodAutoscalerBuilder()
                .withMetadata(KustomizeFiles.named("web"))
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", "web")
                .endSpec()
                .build();

        assertThat(example(WEB)).contains("#replicas:");
        assertThat(example(WEB, keda)).doesNotContain("#replicas:");
        assertThat(example(WEB, builtIn)).doesNotContain("#replicas:");
        assertThat(example(WEB, builtIn, KustomizeFiles.deployment("worker", false)))
                .contains("#- name: worker\n#  count: 2");
    }

    @Test
    void theExampleSaysThatGitDoesNotIgnoreAValueInAnOverlay() {
        assertThat(example(new SecretBuilder()
                        .withMetadata(KustomizeFiles.named("web-env"))
                        .addToData("TOKEN", "Z2VoZWlt")
                        .build()))
                .contains("git does not ignore it");
    }

    private static String example(HasMetadata... objects) {
        return KustomizeFiles.of(List.of(objects), Map.of()).text("overlays/example/kustomization.yaml");
    }
}
