package dev.sild.operator.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.stacks.shared.SecretSeed;
import dev.sild.stacks.shared.SecretSeed.Key;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The values of generated Secrets, from the first to those after a rotation. */
class SeedValuesTest {
    private static final SecretSeed SEED = new SecretSeed(
            "shop-database",
            "database",
            List.of(
                    new Key("password", new SecretSeed.Random(32)),
                    new Key("username", new SecretSeed.Plain("app")),
                    new Key("url", new SecretSeed.Template("postgresql://{username}:{password}@db/app")),
                    new Key("salt", new SecretSeed.Random(16)),
                    new Key("next-password", new SecretSeed.Next("password"))),
            "2026-01",
            Optional.of("rotation"));

    private final SeedValues values = new SeedValues(new SplittableRandom(1));

    @Test
    void areDrawnFromLettersAndDigitsAndPutTogether() {
        Map<String, String> made = decoded(values.completed(SEED, Map.of()));

        assertThat(made).containsOnlyKeys("password", "username", "url", "salt");
        assertThat(made.get("password")).matches("[A-Za-z0-9]{32}");
        assertThat(made.get("url")).isEqualTo("postgresql://app:" + made.get("password") + "@db/app");
        assertThat(decoded(values.completed(SEED, Map.of())).get("password")).isNotEqualTo(made.get("password"));
    }

    @Test
    void thatAreThereStayAndWhatIsMissingIsMadeOfThem() {
        Map<String, String> present = new LinkedHashMap<>(values.completed(SEED, Map.of()));
        Map<String, String> before = decoded(present);
        present.remove("url");
        present.remove("salt");

        Map<String, String> after = decoded(values.completed(SEED, present));

        assertThat(after.get("password")).isEqualTo(before.get("password"));
        assertThat(after.get("url")).isEqualTo(before.get("url"));
        assertThat(after.get("salt")).isNotEqualTo(before.get("salt"));
    }

    @Test
    void areAnnouncedFirstAndHoldFromTheSecondStepOn() {
        Map<String, String> present = new LinkedHashMap<>(values.completed(SEED, Map.of()));
        Map<String, String> before = decoded(present);
        assertThat(SeedValues.isAnnounced(SEED, present)).isFalse();

        present.putAll(values.announced(SEED));
        assertThat(SeedValues.isAnnounced(SEED, present)).isTrue();
        assertThat(decoded(present).get("password"))
                .as("until the server knows it")
                .isEqualTo(before.get("password"));
        Map<String, String> after = decoded(values.rotated(SEED, present));

        assertThat(after.get("password"))
                .isEqualTo(decoded(present).get("next-password"))
                .isNotEqualTo(before.get("password"));
        assertThat(after.get("url")).contains(after.get("password"));
        assertThat(after.get("salt")).as("a value that no server knows stays").isEqualTo(before.get("salt"));
        assertThat(after).doesNotContainKey("next-password");
    }

    private static Map<String, String> decoded(Map<String, String> data) {
        Map<String, String> decoded = new LinkedHashMap<>();
        data.forEach((key, value) ->
                decoded.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return decoded;
    }
}
