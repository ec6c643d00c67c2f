package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.OnControlPlane;
import dev.sild.operator.engine.plan.Memory;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.ObjectEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How claims grow, and what becomes of those that cannot. */
@OnControlPlane
class ClaimStrategiesTest extends StrategyCase {
    ClaimStrategiesTest(ControlPlane plane) {
        super(plane);
    }

    @Test
    void aClaimDoesNotShrinkAndTheServersAnswerToGrowthIsToldAndNotAskedForAgainAtOnce() {
        Desired claim = bench.kept(claim("2Gi"));
        bench.converge(claim);
        bound(claim.ref().name(), "none");

        assertThat(bench.execute(bench.plan(bench.kept(claim("1Gi")))))
                .singleElement()
                .isInstanceOfSatisfying(ObjectEvent.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.IMMUTABLE_FIELD);
                    assertThat(refused.why())
                            .contains("PersistentVolumeClaim/data", "spec.resources.requests.storage", "2Gi", "1Gi");
                });

        Desired larger = bench.kept(claim("3Gi"));
        Plan first = bench.plan(larger);
        assertThat(first.steps()).singleElement().isInstanceOf(Step.Apply.class);
        // No storage class here allows expansion.
        assertThat(bench.execute(first))
                .singleElement()
                .isInstanceOfSatisfying(
                        ObjectEvent.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.IMMUTABLE_FIELD));
        assertThat(bench.plan(larger).steps()).singleElement().isInstanceOf(Step.Refuse.class);
        bench.clock.pass(Memory.REFUSAL);
        assertThat(bench.plan(larger).steps()).singleElement().isInstanceOf(Step.Apply.class);
    }

    @Test
    void aClaimGrowsWhereItsClassMayExpand() {
        expandable();
        Desired claim = bench.kept(claim("2Gi", "expandable"));
        bench.converge(claim);
        bound(claim.ref().name(), "expandable");

        bench.converge(bench.kept(claim("3Gi", "expandable")));

        assertThat(bench.live(claim).field("spec", "resources", "requests", "storage"))
                .contains("3Gi");
    }

    @Test
    void theClaimsOfAStatefulSetGrowAndItsPodsStay() {
        expandable();
        Desired set = bench.desired(statefulSet("1Gi"));
        bench.converge(set);
        Bench.await(
                "the pod and its claim",
                () -> bench.client
                                        .pods()
                                        .inNamespace(bench.owner.namespace())
                                        .withName("db-0")
                                        .get()
                                != null
                        && bench.client
                                        .persistentVolumeClaims()
                                        .inNamespace(bench.owner.namespace())
                                        .withName("data-db-0")
                                        .get()
                                != null);
        bound("data-db-0", "expandable");
        String pod = bench.client
                .pods()
                .inNamespace(bench.owner.namespace())
                .withName("db-0")
                .get()
                .getMetadata()
                .getUid();
        String uid = bench.live(set).uid();

        List<ObjectEvent> happened = bench.converge(bench.desired(statefulSet("2Gi")));

        assertThat(happened)
                .hasAtLeastOneElementOfType(ObjectEvent.Grown.class)
                .hasAtLeastOneElementOfType(ObjectEvent.Recreated.class);
        assertThat(bench.live(set).uid()).isNotEqualTo(uid);
        assertThat(bench.client
                        .persistentVolumeClaims()
                        .inNamespace(bench.owner.namespace())
                        .withName("data-db-0")
                        .get()
                        .getSpec()
                        .getResources()
                        .getRequests()
                        .get("storage"))
                .hasToString("2Gi");
        assertThat(bench.client
                        .pods()
                        .inNamespace(bench.owner.namespace())
                        .withName("db-0")
                        .get()
                        .getMetadata()
                        .getUid())
                .as("the pod is the same")
                .isEqualTo(pod);
        assertThat(bench.execute(bench.plan(bench.desired(statefulSet("1Gi")))))
                .singleElement()
                .isInstanceOfSatisfying(
                        ObjectEvent.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.IMMUTABLE_FIELD));
    }

    private void expandable() {
        bench.client.resource("""
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: {name: expandable}
        provisioner: example.com/none
        allowVolumeExpansion: true
        """).serverSideApply();
    }

    /** Binds a claim to a volume, as a provisioner would. */
    private void bound(String claim, String storageClass) {
        String namespace = bench.owner.namespace();
        bench.client
                .resource("""
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: %s-%s}
        spec:
          capacity: {storage: 5Gi}
          accessModes: [ReadWriteOnce]
          storageClassName: %s
          hostPath: {path: /tmp/none}
          claimRef: {namespace: %s, name: %s}
        """.formatted(namespace, claim, storageClass, namespace, claim))
                .serverSideApply();
        Bench.await(
                "the claim is bound",
                () -> "Bound"
                        .equals(bench.client
                                .persistentVolumeClaims()
                                .inNamespace(namespace)
                                .withName(claim)
                                .get()
                                .getStatus()
                                .getPhase()));
    }

    private static String statefulSet(String size) {
        return """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          serviceName: db
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec:
              containers: [{name: db, image: "postgres:17", volumeMounts: [{name: data, mountPath: /data}]}]
          volumeClaimTemplates:
          - metadata: {name: data, labels: {app.kubernetes.io/managed-by: sild, app.kubernetes.io/instance: shop}}
            spec: {accessModes: [ReadWriteOnce], storageClassName: expandable, resources: {requests: {storage: %s}}}
        """.formatted(size);
    }
}
