package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.RandomProjects;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Who reaches whom by which name and port is the same in a cluster as it was under compose, and so is what is kept
 * apart.
 */
class ReachabilityTest {

    @TestFactory
    Stream<DynamicTest> everyGoldenProjectReachesWhatItReachedUnderCompose() throws IOException {
        return ConvertedProject.cases().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                    ConvertedProject converted = ConvertedProject.ofCase(folder);
                    if (converted.code() == 0 && !converted.forPodman()) {
                        assertThat(Reachability.differences(converted)).isEmpty();
                    }
                }));
    }

    @Property(tries = 80, seed = "1", shrinking = ShrinkingMode.OFF)
    void everyRandomProjectReachesWhatItReachedUnderCompose(@ForAll @LongRange(min = 0, max = 1_000_000) long seed)
            throws IOException {
        RandomProjects.Project project = RandomProjects.of(seed);
        for (List<String> arguments : List.of(
                List.<String>of(),
                List.of("--network-policies", "always", "--expose", "loadbalancer"),
                List.of("--wait", "init"))) {
            ConvertedProject converted = RandomFolder.convert(project, arguments);
            if (converted.cannotBeOnePod()) {
                continue;
            }
            assertThat(converted.code()).as(project.yaml()).isZero();
            assertThat(Reachability.differences(converted))
                    .as(seed + arguments.toString() + project.yaml())
                    .isEmpty();
        }
    }

    /** What random projects found: its pod has the ports of both, though compose would start neither. */
    @Test
    void aNetworkOfTheMachineThatIsSharedWithAServiceOfNoCopiesIsOpenAsItIs() throws IOException {
        ConvertedProject converted =
                RandomFolder.convert(new RandomProjects.Project("""
        name: shop
        services:
          shop:
            image: example/app:1
            network_mode: host
            scale: 0
          page:
            image: nginx:1.27
            network_mode: service:shop
        """, Map.of(), List.of("shop", "page")), List.of());

        assertThat(converted.code()).isZero();
        assertThat(Reachability.differences(converted)).isEmpty();
    }

    /** What random projects found: a pod that has its own name as host name finds itself alone under it. */
    @Test
    void aNameThatLeadsToOthersAsWellIsNoHostName() throws IOException {
        ConvertedProject converted =
                RandomFolder.convert(new RandomProjects.Project("""
        name: shop
        services:
          Cache:
            image: example/cache:1
            environment: {SELF: "redis://cache:6379/0"}
            networks: [back]
          other:
            image: example/cache:1
            networks: {back: {aliases: [Cache]}}
        networks: {back: {}}
        """, Map.of(), List.of("Cache", "other")), List.of());

        assertThat(converted.code()).isZero();
        assertThat(Reachability.differences(converted)).isEmpty();
    }

    @Tag("long")
    @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
    void tenThousandRandomProjectsReachWhatTheyReachedUnderCompose(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) throws IOException {
        everyRandomProjectReachesWhatItReachedUnderCompose(seed);
    }
}
