package dev.sild.operator.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.Objects;
import dev.sild.operator.engine.TestClock;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Ref;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is known of writes before the watches have told of them. */
class OwnWritesTest {
    private static final Ref REF = object("1", "uid-1").ref();

    private final TestClock clock = new TestClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final OwnWrites written = new OwnWrites(clock);

    private static LiveObject object(String version, String uid) {
        LiveObject live =
                Objects.live(Map.of("apiVersion", "v1", "kind", "Secret", "metadata", Map.of("name", "keys")), "{}");
        live.resource().getMetadata().setResourceVersion(version);
        live.resource().getMetadata().setUid(uid);
        return live;
    }

    @Test
    void aWriteIsKnownUntilAWatchTellsOfIt() {
        written.put(object("10", "uid-1"));
        assertThat(written.newer(object("9", "uid-1")).resourceVersion()).isEqualTo("10");

        written.seen(object("9", "uid-1"));
        assertThat(written.get(REF)).isPresent();

        written.seen(object("10", "uid-1"));
        assertThat(written.get(REF)).isEmpty();
    }

    @Test
    void whatAWatchReportsIsKnownUpToTheVersionOfTheAnswer() {
        written.put(object("10", "uid-1"));

        assertThat(written.seen(object("9", "uid-1"))).isTrue();
        assertThat(written.seen(object("10", "uid-1"))).isTrue();
        assertThat(written.seen(object("10", "uid-1"))).isFalse();
        written.put(object("12", "uid-1"));
        assertThat(written.seen(object("13", "uid-1"))).isFalse();
    }

    @Test
    void whatAWatchReportsWhileAWriteIsNotAnsweredIsJudgedOnceItIs() {
        written.begin(REF);
        assertThat(written.seen(object("10", "uid-1"))).isTrue();
        assertThat(written.seen(object("11", "uid-1"))).isTrue();
        written.put(object("10", "uid-1"));

        assertThat(written.end(REF)).map(LiveObject::resourceVersion).contains("11");
        assertThat(written.seen(object("12", "uid-1"))).isFalse();
    }

    @Test
    void aWriteOfWhichNoWatchReportsAnythingHasNothingToJudge() {
        written.begin(REF);
        written.put(object("10", "uid-1"));

        assertThat(written.end(REF)).isEmpty();
        assertThat(written.seen(object("10", "uid-1"))).isTrue();
    }

    @Test
    void whatAWatchReportsIsKeptForEachOfTwoWritesOfTheSameObject() {
        written.begin(REF);
        assertThat(written.seen(object("10", "uid-1"))).isTrue();
        written.begin(REF);
        assertThat(written.end(REF)).map(LiveObject::resourceVersion).contains("10");

        assertThat(written.seen(object("11", "uid-1"))).isTrue();
        assertThat(written.end(REF)).map(LiveObject::resourceVersion).contains("11");
        assertThat(written.seen(object("12", "uid-1"))).isFalse();
    }

    @Test
    void anAnswerThatNoWatchHasConfirmedForLongHidesNothing() {
        written.put(object("10", "uid-1"));

        clock.pass(Duration.ofMinutes(1));

        assertThat(written.seen(object("9", "uid-1"))).isFalse();
    }

    @Test
    void anAnswerThatComesAfterWhatOthersDidSinceIsOfThePast() {
        written.seen(object("10", "uid-1"));
        written.seen(object("11", "uid-1"));

        written.put(object("10", "uid-1"));

        assertThat(written.get(REF)).isEmpty();
        assertThat(written.of("team")).isEmpty();
    }

    @Test
    void anAnswerThatComesAfterTheObjectWentIsOfThePastAndOneOfItsSuccessorIsNot() {
        written.seen(object("10", "uid-1"));
        written.gone(object("12", "uid-1"));

        written.put(object("10", "uid-1"));
        assertThat(written.get(REF)).isEmpty();

        written.put(object("15", "uid-2"));
        written.gone(object("12", "uid-1"));
        assertThat(written.get(REF)).map(LiveObject::uid).contains("uid-2");
    }

    @Test
    void whatNoWatchTellsOfIsDoubtedInTheEnd() {
        written.put(object("10", "uid-1"));

        clock.pass(Duration.ofMinutes(1));

        assertThat(written.get(REF)).isEmpty();
    }
}
