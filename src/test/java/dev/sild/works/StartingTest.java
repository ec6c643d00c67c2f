package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.RandomProjects;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Pods that wait for others start after those and do start. */
class StartingTest {

    @TestFactory
    Stream<DynamicTest> everyGoldenProjectStartsInItsOrder() throws IOException {
        return ConvertedProject.cases().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                    ConvertedProject converted = ConvertedProject.ofCase(folder, "--wait", "init");
                    if (converted.code() == 0 && !converted.forPodman()) {
                        assertThat(Starting.differences(converted)).isEmpty();
                    }
                }));
    }

    @Property(tries = 80, seed = "1", shrinking = ShrinkingMode.OFF)
    void everyRandomProjectStartsInItsOrder(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) throws IOException {
        RandomProjects.Project project = RandomProjects.of(seed);
        ConvertedProject converted = RandomFolder.convert(project, List.of("--wait", "init"));
        if (!converted.cannotBeOnePod()) {
            assertThat(converted.code()).as(project.yaml()).isZero();
            assertThat(Starting.differences(converted))
                    .as(seed + project.yaml())
                    .isEmpty();
        }
    }

    @Tag("long")
    @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
    void tenThousandRandomProjectsStartInTheirOrder(@ForAll @LongRange(min = 0, max = 1_000_000) long seed)
            throws IOException {
        everyRandomProjectStartsInItsOrder(seed);
    }
}
