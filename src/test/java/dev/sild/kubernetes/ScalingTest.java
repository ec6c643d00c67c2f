package dev.sild.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Autoscale;
import dev.sild.model.Component;
import dev.sild.model.Disruption;
import dev.sild.model.Workload;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingTest {

    @Test
    void aScaledDeploymentDoesNotSayHowManyPodsThereAre() {
        Rendering rendering =
                Rendering.of(Samples.stack("shop", Samples.component("api", Samples.scaled(2, 5), Samples.HTTP)));

        assertThat(rendering.tree("Deployment/shop-api").get("spec"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .doesNotContainKey("replicas")
                .containsKey("template");
        assertThat(rendering.spec("HorizontalPodAutoscaler/shop-api")).isEqualTo("""
        maxReplicas: 5
        metrics:
        - type: Resource
          resource:
            name: cpu
            target:
              type: Utilization
              averageUtilization: 75
        minReplicas: 2
        scaleTargetRef:
          apiVersion: apps/v1
          kind: Deployment
          name: shop-api
        """);
    }

    @Test
    void memoryIsAMeasureOfItsOwn() {
        Workload scaled = new Workload.Autoscaled(
                new Autoscale(1, 3, Optional.empty(), Optional.of(80)), Workload.Rollout.DEFAULT);

        assertThat(Rendering.of(Samples.stack("shop", Samples.component("api", scaled)))
                        .spec("HorizontalPodAutoscaler/shop-api"))
                .contains("name: memory", "averageUtilization: 80")
                .doesNotContain("cpu");
    }

    @Test
    void aFixedNumberHasNoAutoscaler() {
        Rendering rendering = Rendering.of(Samples.stack("shop", Samples.component("api", Samples.replicas(3))));

        assertThat(rendering.names("HorizontalPodAutoscaler")).isEmpty();
        assertThat(rendering.spec("Deployment/shop-api")).contains("replicas: 3");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, true", "3, true"})
    void onlySeveralPodsHaveABudget(int replicas, boolean budget) {
        Rendering rendering = Rendering.of(Samples.stack("shop", budgeted(Samples.replicas(replicas), "1")));

        assertThat(rendering.names("PodDisruptionBudget")).hasSize(budget ? 1 : 0);
    }

    @Test
    void aScaledComponentHasABudgetWhereItNeverHasOnePodAlone() {
        assertThat(Rendering.of(Samples.stack("shop", budgeted(Samples.scaled(1, 9), "1")))
                        .names("PodDisruptionBudget"))
                .isEmpty();
        assertThat(Rendering.of(Samples.stack("shop", budgeted(Samples.scaled(2, 9), "25%")))
                        .spec("PodDisruptionBudget/shop-api"))
                .isEqualTo("""
            selector:
              matchLabels:
                app.kubernetes.io/name: webstack
                app.kubernetes.io/instance: shop
                app.kubernetes.io/component: api
            maxUnavailable: "25%"
            unhealthyPodEvictionPolicy: AlwaysAllow
            """);
    }

    @Test
    void aBudgetMayCountWhatRemains() {
        Component api = Samples.with(
                Samples.component("api", Samples.replicas(3)),
                Optional.empty(),
                Optional.of(new Disruption.MinAvailable("2")));

        assertThat(Rendering.of(Samples.stack("shop", api)).spec("PodDisruptionBudget/shop-api"))
                .contains("minAvailable: 2\n")
                .doesNotContain("maxUnavailable");
    }

    @Test
    void nobodyAsksForABudgetByItself() {
        assertThat(Rendering.of(Samples.stack("shop", Samples.component("api", Samples.replicas(3))))
                        .names("PodDisruptionBudget"))
                .isEmpty();
    }

    @Test
    void claimsOfAStatefulSetAreKeptOrDeletedAsSaid() {
        Workload keeps =
                new Workload.Stateful(1, Workload.Rollout.DEFAULT, Optional.of(new Workload.Retention(true, false)));

        assertThat(Rendering.of(Samples.stack("shop", Samples.component("api", keeps)))
                        .spec("StatefulSet/shop-api"))
                .contains("persistentVolumeClaimRetentionPolicy:\n  whenDeleted: Delete\n  whenScaled: Retain\n");
        assertThat(Rendering.of(Samples.stack(
                                "shop", Samples.component("api", new Workload.Stateful(1, Workload.Rollout.DEFAULT))))
                        .tree("StatefulSet/shop-api")
                        .get("spec"))
                .isInstanceOfSatisfying(
                        Map.class,
                        spec -> assertThat(spec.containsKey("persistentVolumeClaimRetentionPolicy"))
                                .isFalse());
    }

    private static Component budgeted(Workload workload, String amount) {
        return Samples.with(
                Samples.component("api", workload, Samples.HTTP),
                Optional.empty(),
                Optional.of(new Disruption.MaxUnavailable(amount)));
    }
}
