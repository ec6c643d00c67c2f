package dev.sild.operator.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class NewsTest {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: api
              namespace: shop
              generation: 2
              resourceVersion: "7"
              labels: {team: a}
              managedFields:
              - {manager: sild, operation: Apply, time: "2026-01-01T00:00:00Z"}
              - {manager: kube-controller-manager, operation: Update, subresource: status, time: "2026-01-01T00:00:00Z"}
            spec: {replicas: 2}
            status:
              observedGeneration: 2
              replicas: 2
              updatedReplicas: 2
              readyReplicas: 2
              availableReplicas: 2
              conditions: [{type: Progressing, reason: NewReplicaSetAvailable}]
            """;

    /** Returns a Deployment in which one text is another. */
    private static LiveObject deployment(String text, String other) {
        return live(ChildKind.DEPLOYMENT, DEPLOYMENT, text, other);
    }

    private static LiveObject live(ChildKind kind, String yaml, String text, String other) {
        assertThat(yaml).contains(text);
        return LiveObject.of(kind, SERIALIZATION.unmarshal(yaml.replace(text, other), GenericKubernetesResource.class));
    }

    private static boolean isNews(String text, String other) {
        return News.isIn(deployment("", ""), deployment(text, other));
    }

    @Test
    void anotherVersionAloneIsNone() {
        assertThat(isNews("\"7\"", "\"8\"")).isFalse();
    }

    @Test
    void detailsOfTheStatusAreNone() {
        assertThat(isNews("reason: NewReplicaSetAvailable", "reason: ReplicaSetUpdated"))
                .isFalse();
        assertThat(isNews("subresource: status, time: \"2026", "subresource: status, time: \"2027"))
                .isFalse();
    }

    @Test
    void whetherPodsAreReadyIsNews() {
        assertThat(isNews("readyReplicas: 2", "readyReplicas: 1")).isTrue();
        assertThat(isNews("availableReplicas: 2", "availableReplicas: 1")).isTrue();
        assertThat(isNews("NewReplicaSetAvailable", "ProgressDeadlineExceeded")).isTrue();
    }

    @Test
    void whatSomebodyHasStatedIsNews() {
        assertThat(isNews("spec: {replicas: 2}", "spec: {replicas: 2, paused: true}"))
                .isTrue();
        assertThat(isNews("{team: a}", "{team: b}")).isTrue();
        assertThat(isNews("manager: sild", "manager: kubectl")).isTrue();
    }

    @Test
    void whatAControllerAddsBesideOurFieldsIsNone() {
        String annotated = "  annotations: {deployment.kubernetes.io/revision: \"1\"}\n";

        assertThat(isNews("  managedFields:\n", annotated + "  managedFields:\n"))
                .isFalse();
        assertThat(
                        isNews(
                                "  managedFields:\n",
                                "  managedFields:\n  - {manager: deployer, operation: Update, time: \"2026-01-01T00:00:01Z\"}\n"))
                .isFalse();
    }

    @Test
    void aMarkOfTheOperatorIsNewsWhoeverSetsIt() {
        assertThat(isNews("  managedFields:\n", "  annotations: {sild.dev/adoptable-by: x}\n  managedFields:\n"))
                .isTrue();
    }

    @Test
    void aFieldOfOursThatSomebodyTookIsNews() {
        assertThat(
                        isNews(
                                "{manager: sild, operation: Apply, time: \"2026-01-01T00:00:00Z\"}",
                                "{manager: sild, operation: Apply, time: \"2026-01-01T00:00:00Z\", fieldsV1: {\"f:spec\": {}}}"))
                .isTrue();
    }

    @Test
    void anAnnotationIsNewsAsLongAsTheObjectIsNotOurs() {
        assertThat(News.isIn(
                        deployment("manager: sild", "manager: helm"),
                        live(
                                ChildKind.DEPLOYMENT,
                                DEPLOYMENT.replace("manager: sild", "manager: helm"),
                                "  managedFields:\n",
                                "  annotations: {a: b}\n  managedFields:\n")))
                .isTrue();
    }

    @Test
    void howFarPodsAreWhileNoneIsReadyIsNone() {
        LiveObject created =
                deployment("updatedReplicas: 2\n  readyReplicas: 2\n  availableReplicas: 2", "readyReplicas: 0");
        LiveObject updated = deployment("readyReplicas: 2\n  availableReplicas: 2", "readyReplicas: 0");

        assertThat(News.isIn(created, updated)).isFalse();
    }

    @Test
    void theEndOfARunIsNewsThoughItsJobWasAsReadyBefore() {
        String job = """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: backup, namespace: shop}
            status: {startTime: "2026-01-01T00:00:00Z"}
            """;

        assertThat(News.isIn(
                        live(ChildKind.JOB, job, "", ""),
                        live(ChildKind.JOB, job, "status: {", "status: {completionTime: \"2026-01-01T00:01:00Z\", ")))
                .isTrue();
    }

    @Test
    void theMetricsOfAnAutoscalerAreNone() {
        String autoscaler = """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: api, namespace: shop}
            spec: {maxReplicas: 3}
            status: {currentReplicas: 1}
            """;

        assertThat(News.isIn(
                        live(ChildKind.HORIZONTAL_POD_AUTOSCALER, autoscaler, "", ""),
                        live(
                                ChildKind.HORIZONTAL_POD_AUTOSCALER,
                                autoscaler,
                                "currentReplicas: 1",
                                "currentReplicas: 2")))
                .isFalse();
    }
}
