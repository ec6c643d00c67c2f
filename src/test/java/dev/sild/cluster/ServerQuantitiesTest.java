package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.kubernetes.objects.ObjectTree;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Quantities that nobody thought of are written in a form that a real API server keeps, and mean what they meant. */
@OnControlPlane
class ServerQuantitiesTest {
    private static final int COUNT = 1000;
    /** Digits before the point and after it, at most: of any unit the server has room for as many. */
    private static final int DIGITS = 4;

    private static final List<String> UNITS =
            List.of("", "n", "u", "m", "k", "M", "G", "T", "Ki", "Mi", "Gi", "e3", "E2", "e-2", "e5");

    private final ApiClient client;

    ServerQuantitiesTest(ControlPlane plane) {
        client = plane.client();
        plane.makeNamespace("quantities", "");
    }

    @Test
    void quantitiesAreHeldAsTheyAreWritten() throws JsonProcessingException {
        List<String> drawn = drawn(new Random(Long.getLong("seed", 1)));
        String pod = new ObjectMapper().writeValueAsString(ObjectTree.of(podWith(drawn)));
        List<String> written = Manifest.json(pod).findValuesAsText("cpu");

        List<String> held = client.tryOut("/api/v1/namespaces/quantities/pods", pod)
                .require()
                .json()
                .findValuesAsText("cpu");

        assertThat(held).hasSize(COUNT);
        assertThat(IntStream.range(0, COUNT)
                        .filter(i -> !held.get(i).equals(written.get(i))
                                || !amount(drawn.get(i)).equals(amount(held.get(i))))
                        .mapToObj(
                                i -> drawn.get(i) + " is written as " + written.get(i) + " and held as " + held.get(i)))
                .isEmpty();
    }

    /** Returns how many thousandths it is, rounded up, as the server does. */
    private static BigInteger amount(String quantity) {
        return Quantity.getAmountInBytes(new Quantity(quantity))
                .movePointRight(3)
                .setScale(0, RoundingMode.UP)
                .toBigInteger();
    }

    private static List<String> drawn(Random random) {
        List<String> quantities = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(1 + random.nextInt(DIGITS), 0, 10).forEach(text::append);
            text.append("0".repeat(random.nextInt(2) * random.nextInt(DIGITS)));
            if (random.nextBoolean()) {
                text.append('.');
                random.ints(1 + random.nextInt(DIGITS), 0, 10).forEach(text::append);
            }
            quantities.add(text + UNITS.get(random.nextInt(UNITS.size())));
        }
        return quantities;
    }

    private static Pod podWith(List<String> quantities) {
        PodBuilder pod = new PodBuilder()
                .withApiVersion("v1")
                .withKind("Pod")
                .withNewMetadata()
                .withName("sizes")
                .endMetadata()
                .withNewSpec()
                .endSpec();
        for (int i = 0; i < quantities.size(); i++) {
            pod.editSpec()
                    .addNewContainer()
                    .withName("c" + i)
                    .withImage("main")
                    .withNewResources()
                    .addToRequests("cpu", new Quantity(quantities.get(i)))
                    .endResources()
                    .endContainer()
                    .endSpec();
        }
        return pod.build();
    }
}
