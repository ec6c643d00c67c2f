package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.OnControlPlane;
import dev.sild.operator.engine.plan.Memory;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.ObjectEvent;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to fields that others change, and to what the server refuses or drops. */
@OnControlPlane
class ContestedFieldsTest extends StrategyCase {
    ContestedFieldsTest(ControlPlane plane) {
        super(plane);
    }

    private static final String PORTS =
            "{name: http, containerPort: 8080, protocol: TCP}, {name: metrics, containerPort: 9100, protocol: TCP}";

    @Test
    void aFieldThatSomebodySetsAgainAndAgainIsContestedUntilThingsCalmDown() {
        Desired map = bench.desired(configMap("settings", "a: b"));
        bench.converge(map);
        for (int i = 0; i < Memory.REAPPLIES; i++) {
            bench.change(map.ref(), "{\"data\":{\"a\":\"theirs-" + i + "\"}}");
            assertThat(bench.execute(bench.plan(map)))
                    .singleElement()
                    .isInstanceOfSatisfying(ObjectEvent.Corrected.class, corrected -> {
                        assertThat(corrected.changes())
                                .extracting(Change::toString)
                                .containsExactly("data.a");
                        assertThat(corrected.managers()).containsExactly("somebody");
                    });
            bench.clock.pass(Duration.ofMinutes(1));
        }
        bench.change(map.ref(), "{\"data\":{\"a\":\"theirs\"}}");

        assertThat(bench.plan(map).steps()).singleElement().isInstanceOfSatisfying(Step.Refuse.class, refuse -> {
            assertThat(refuse.reason()).isEqualTo(Reason.FIELD_CONTESTED);
            assertThat(refuse.why())
                    .contains("ConfigMap/settings", "data.a", "somebody")
                    .doesNotContain("theirs");
        });
        bench.clock.pass(Memory.WINDOW);
        assertThat(bench.plan(map).steps()).singleElement().isInstanceOf(Step.Apply.class);
    }

    @Test
    void aPortIsPutBackThoughTheObjectChangesAllTheTime() {
        Desired api = withAnotherPort();
        Plan plan = bench.plan(api);
        bench.change(api.ref(), "{\"metadata\":{\"annotations\":{\"example.com/looked\":\"once\"}}}");

        assertThat(bench.execute(plan)).singleElement().isInstanceOf(ObjectEvent.Corrected.class);
        assertThat(bench.plan(api).isDone()).isTrue();
    }

    @Test
    void aPortThatIsAnotherOnceMoreIsLookedAtAgain() {
        Desired api = withAnotherPort();
        Plan plan = bench.plan(api);
        bench.change(api.ref(), otherPort(9998));

        assertThatThrownBy(() -> bench.execute(plan)).isInstanceOf(KubernetesClientException.class);
        assertThat(bench.plan(api).steps())
                .as("is not a permanent refusal")
                .singleElement()
                .isInstanceOf(Step.Apply.class);
        assertThat(bench.converge(api)).hasAtLeastOneElementOfType(ObjectEvent.Corrected.class);
    }

    /** Returns a Deployment that is as it should be, but for one of its ports. */
    private Desired withAnotherPort() {
        Desired api = bench.desired(deployment("").replace("image:", "ports: [" + PORTS + "], image:"));
        bench.converge(api);
        bench.change(api.ref(), otherPort(9999));
        return api;
    }

    /** Gives a port of the container another number, as kubectl edit does. */
    private static String otherPort(int number) {
        return """
        {"spec":{"template":{"spec":{"containers":[{"name":"api","ports":[{"$patch":"replace"},
          {"name":"http","containerPort":%d},{"name":"metrics","containerPort":9100}]}]}}}}
        """.formatted(number);
    }

    @Test
    void whatTheServerRefusesIsToldAndTheRestIsMade() {
        Desired wrong = bench.desired(configMap("Not_A_Name", "a: b"));
        Desired right = bench.desired(configMap("right", "a: b"));

        List<ObjectEvent> happened = bench.execute(bench.plan(wrong, right));

        assertThat(happened).hasSize(2);
        assertThat(happened.get(0)).isInstanceOfSatisfying(ObjectEvent.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.REJECTED);
            assertThat(refused.why()).contains("ConfigMap/Not_A_Name", "metadata.name");
        });
        assertThat(happened.get(1)).isEqualTo(new ObjectEvent.Created(right.ref()));
    }

    @Test
    void whatTheServerDoesNotKeepIsNotSentForEver() {
        // A zero that the server leaves out.
        Desired zero = bench.desired(deployment("minReadySeconds: 0"));

        bench.converge(zero);

        assertThat(bench.plan(zero).isDone()).isTrue();
        bench.change(
                zero.ref(),
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"api\",\"image\":\"theirs\"}]}}}}");
        assertThat(bench.execute(bench.plan(zero)))
                .singleElement()
                .isInstanceOfSatisfying(
                        ObjectEvent.Corrected.class,
                        corrected -> assertThat(corrected.changes())
                                .extracting(Change::toString)
                                .containsExactly("spec.template.spec.containers[name=api].image"));
    }
}
