package dev.sild.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.node.Disturbance.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a soak must not show is found in its report. */
class SoakReportTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static Load.Answer answer(int second, int status, long visit) {
        return new Load.Answer(at(second), "/", status, visit, Duration.ofMillis(20), status == 200 ? "-" : "refused");
    }

    /** A thousand requests without a failure, one a second, and no writes. */
    private static Stream<Load.Answer> good() {
        return IntStream.range(0, 1000).mapToObj(second -> answer(second, 200, 0));
    }

    private static Disturbance disturbance(Interruption interruption) {
        return new Disturbance("something", interruption, at(100), at(110));
    }

    private static List<String> violations(
            Interruption interruption, Stream<Load.Answer> answers, Map<Long, Integer> rows, Disturbance... undone) {
        return new SoakReport(List.of(disturbance(interruption)), answers.toList(), List.of(), rows, List.of(undone))
                .violations();
    }

    private static List<String> violations(ConditionLog.Change change) {
        return new SoakReport(
                        List.of(disturbance(Interruption.NONE)), good().toList(), List.of(change), Map.of(), List.of())
                .violations();
    }

    @Test
    void oneOfAThousandRequestsMayFailAndNotTwo() {
        Stream<Load.Answer> one = Stream.concat(good(), Stream.of(answer(105, 502, 0)));
        Stream<Load.Answer> two = Stream.concat(good(), Stream.of(answer(105, 502, 0), answer(500, 0, 0)));

        assertThat(violations(Interruption.NONE, one, Map.of())).isEmpty();
        assertThat(violations(Interruption.NONE, two, Map.of()))
                .containsExactly("2 of 1002 requests outside of documented interruptions failed");
    }

    @Test
    void whatFailsWhileTheDatabaseIsAwayIsDocumentedAlsoIfItWasSentBefore() {
        Load.Answer long10Seconds = new Load.Answer(at(95), "/", 0, 0, Duration.ofSeconds(10), "timed out");
        Stream<Load.Answer> answers =
                Stream.concat(good(), Stream.of(answer(101, 503, 0), answer(109, 503, 0), long10Seconds));

        assertThat(violations(Interruption.DATA, answers, Map.of())).isEmpty();
    }

    @Test
    void anAcknowledgedWriteWithoutARowIsLost() {
        Stream<Load.Answer> answers = Stream.concat(good(), Stream.of(answer(50, 200, 7), answer(51, 200, 8)));

        assertThat(violations(Interruption.NONE, answers, Map.of(8L, 1)))
                .containsExactly("1 of 2 acknowledged writes are lost");
    }

    @Test
    void twoWritesOfTheSameNumberNeedTwoRows() {
        Stream<Load.Answer> answers = Stream.concat(good(), Stream.of(answer(50, 200, 7), answer(51, 200, 7)));

        assertThat(violations(Interruption.NONE, answers, Map.of(7L, 1)))
                .containsExactly("1 of 2 acknowledged writes are lost");
    }

    @Test
    void aRestoreUndoesWritesOfItsOwnTimeOnly() {
        Disturbance restored = new Disturbance("restored", Interruption.DATA, at(200), at(220));
        Stream<Load.Answer> within = Stream.concat(good(), Stream.of(answer(210, 200, 7)));
        Stream<Load.Answer> before = Stream.concat(good(), Stream.of(answer(190, 200, 7)));

        assertThat(violations(Interruption.NONE, within, Map.of(), restored)).isEmpty();
        assertThat(violations(Interruption.NONE, before, Map.of(), restored)).hasSize(1);
    }

    @Test
    void eachChangeOfTheConditionNeedsADisturbanceAndAMessage() {
        assertThat(violations(new ConditionLog.Change(at(105), "False", "Progressing", "1 of 2 pods")))
                .isEmpty();
        assertThat(violations(new ConditionLog.Change(at(300), "False", "Progressing", "1 of 2 pods")))
                .containsExactly("nothing explains Ready is False, Progressing: 1 of 2 pods");
        assertThat(violations(new ConditionLog.Change(at(105), "False", "Progressing", "")))
                .containsExactly("no message: Ready is False, Progressing: ");
    }
}
