package dev.sild.operator.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.OnControlPlane;
import dev.sild.operator.engine.Bench;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.ObjectEvent;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Whose an object is that has no owner, and what becomes of one that two stacks would have. */
@OnControlPlane
class OwnershipTest {
    private final ControlPlane plane;
    private Bench bench;

    OwnershipTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void open(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        bench = new Bench(plane, "w-" + name.substring(0, Math.min(name.length(), 55)));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static String settings(String value) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {a: " + value + "}}";
    }

    /** Makes an object again as who restores a backup does: what the API server keeps for itself is not in it. */
    private void restore(Desired desired, Map<String, String> labels, boolean annotated) {
        var maps = bench.client.configMaps().inNamespace(bench.owner.namespace());
        ConfigMap saved = maps.withName(desired.ref().name()).get();
        maps.withName(desired.ref().name()).delete();
        ConfigMapBuilder copy = new ConfigMapBuilder(saved)
                .editMetadata()
                .withUid(null)
                .withResourceVersion(null)
                .withManagedFields()
                .addToLabels(labels)
                .endMetadata();
        maps.resource(
                        annotated
                                ? copy.build()
                                : copy.editMetadata()
                                        .withAnnotations(Map.of())
                                        .endMetadata()
                                        .build())
                .create();
    }

    @Test
    void whatIsRestoredFromABackupIsTheStacksAgain() {
        Desired settings = bench.kept(settings("b"));
        bench.converge(settings);
        restore(settings, Map.of(), true);
        assertThat(Managers.writes(bench.live(settings), OwnerMarks.MANAGER)).isFalse();

        bench.converge(settings);

        assertThat(Managers.applies(bench.live(settings), OwnerMarks.MANAGER)).isTrue();
        bench.converge(bench.kept(settings("c")));
        assertThat(bench.live(settings).field("data")).contains(Map.of("a", "c"));
    }

    @Test
    void whatSildRenderedIsNobodys() {
        Desired settings = bench.kept(settings("b"));
        bench.converge(settings);
        restore(settings, Map.of(), false);

        assertThat(bench.plan(settings).steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Refuse.class, refuse -> assertThat(refuse.reason()).isEqualTo(Reason.CONFLICT));
    }

    @Test
    void whatIsRestoredForAnotherStackIsNotTaken() {
        Desired settings = bench.kept(settings("b"));
        bench.converge(settings);
        restore(settings, Map.of("app.kubernetes.io/instance", "other"), true);

        assertThat(bench.plan(settings).steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Refuse.class, refuse -> assertThat(refuse.reason()).isEqualTo(Reason.CONFLICT));
    }

    /** As {@code shop} has for a service {@code api-settings}, and {@code shop-api} for {@code settings}. */
    @Test
    void anObjectThatTwoStacksWouldHaveIsTheFirstsAndTheOtherIsToldWhose() {
        Desired first = bench.desired(settings("b").replace("settings", "shop-api-settings"));
        bench.converge(first);
        String version = bench.live(first).resourceVersion();
        try (Bench other = new Bench(plane, bench.owner.namespace(), "shop-api")) {
            Desired second = other.desired(settings("c").replace("settings", "shop-api-settings"));

            for (int look = 0; look < 3; look++) {
                assertThat(other.execute(other.plan(second)))
                        .singleElement()
                        .isInstanceOfSatisfying(ObjectEvent.Refused.class, refused -> {
                            assertThat(refused.reason()).isEqualTo(Reason.CONFLICT);
                            assertThat(refused.why()).contains(first.ref().toString(), "WebStack/shop");
                        });
                assertThat(bench.plan(first).isDone()).isTrue();
            }
            assertThat(bench.live(first).resourceVersion()).isEqualTo(version);
        }
    }
}
