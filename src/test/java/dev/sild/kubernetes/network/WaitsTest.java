package dev.sild.kubernetes.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.kubernetes.Samples;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Component;
import dev.sild.model.Text;
import dev.sild.model.Wait;
import io.fabric8.kubernetes.api.model.Container;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private static final Text IMAGE = new Text.Literal("example/nc");

    @Test
    void oneContainerWaitsForAllPorts() {
        List<Container> containers =
                containers(new Wait.Answer("db", 5432, IMAGE), new Wait.Answer("cache", 6379, IMAGE));

        assertThat(containers).singleElement().satisfies(container -> {
            assertThat(container.getName()).isEqualTo("wait-for-db-cache");
            assertThat(container.getCommand())
                    .containsExactly("sh", "-c", Waits.UNTIL_ALL_ANSWER, "db:5432", "cache:6379");
        });
    }

    @Test
    void aPortNamedTwiceIsWaitedForOnce() {
        assertThat(containers(new Wait.Answer("db", 5432, IMAGE), new Wait.Answer("db", 5432, IMAGE)))
                .singleElement()
                .satisfies(container -> assertThat(container.getCommand()).endsWith(Waits.UNTIL_ALL_ANSWER, "db:5432"));
    }

    @Test
    void otherWaitsKeepTheirPlaceAroundThePorts() {
        assertThat(containers(
                        new Wait.Address("first", IMAGE),
                        new Wait.Answer("db", 5432, IMAGE),
                        new Wait.Address("last", IMAGE),
                        new Wait.Answer("cache", 6379, IMAGE)))
                .extracting(Container::getName)
                .containsExactly("wait-for-first", "wait-for-db-cache", "wait-for-last");
    }

    @Test
    void aNameOfManyHostsIsStillALabel() {
        Wait[] many = new Wait[12];
        for (int i = 0; i < many.length; i++) {
            many[i] = new Wait.Answer("service-number-" + i, 80, IMAGE);
        }

        assertThat(containers(many)).singleElement().satisfies(container -> {
            assertThat(container.getName()).hasSizeLessThan(64).startsWith("wait-for-service-number-0-");
            assertThat(container.getCommand()).hasSize(15);
        });
    }

    private static List<Container> containers(Wait... waits) {
        Component waiting = Samples.component("api", Samples.replicas(1), Samples.HTTP)
                .with(component -> component.waits(List.of(waits)));
        return new Waits().containers(waiting, Target.KUBERNETES);
    }
}
