package dev.sild.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1b2",
                "pg16",
                "postgres",
                "admin",
                "true",
                "5432",
                "root",
                "pw",
                "my-app",
                "1234567",
                "3.11",
                "changeme"
            })
    void commonWordsAndNumbersAreNotLookedFor(String value) {
        assertThat(new KnownSecrets.Builder()
                        .add("DB_PASSWORD", value)
                        .build(Set.of())
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aValueThatIsAlsoANameIsLookedForOnlyIfItIsStrong() {
        KnownSecrets secrets = new KnownSecrets.Builder()
                .add("A_PASSWORD", "shop-db-1")
                .add("B_PASSWORD", "Xk29slQx83")
                .build(Set.of("shop-db-1", "Xk29slQx83"));
        assertThat(secrets.isIn("shop-db-1")).isFalse();
        assertThat(secrets.isIn("Xk29slQx83")).isTrue();
    }

    @Test
    void aShortValueCountsAsAWordOfItsOwn() {
        KnownSecrets secrets = new KnownSecrets.Builder().add("PW", "abc1de").build(Set.of());
        assertThat(secrets.in("xabc1dex abc1def")).isEmpty();
        assertThat(secrets.in("-pabc1de u:abc1de@h")).extracting(Span::start).containsExactly(2, 11);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/var/admin123/data",
                "admin123-db",
                "my_admin123",
                "admin123.conf",
                "/admin123",
                "admin123:5432",
                "admin123/web:1"
            })
    void aValueThatAPersonChoseIsNoPartOfANameOrPath(String text) {
        KnownSecrets secrets = new KnownSecrets.Builder().add("PW", "admin123").build(Set.of());
        assertThat(secrets.in(text)).isEmpty();
        assertThat(secrets.foldedIn(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect admin123",
                "x=admin123;",
                "u:admin123@db:5432",
                "-padmin123",
                "\"admin123\".",
                "admin123, x"
            })
    void andIsFoundAsAWord(String text) {
        assertThat(new KnownSecrets.Builder()
                        .add("PW", "admin123")
                        .build(Set.of())
                        .in(text))
                .hasSize(1);
    }

    @Test
    void aStrongValueIsFoundInNamesAndPathsToo() {
        KnownSecrets secrets =
                new KnownSecrets.Builder().add("PW", "Xk29slQx83").build(Set.of());
        assertThat(secrets.in("/var/Xk29slQx83/data Xk29slQx83-db")).hasSize(2);
        assertThat(secrets.foldedIn("xk29slqx83-db")).hasSize(1);
    }

    @Test
    void theNameOfAVariableIsNotAValueWithOtherSeparators() {
        KnownSecrets secrets =
                new KnownSecrets.Builder().add("NEO4J_AUTH", "neo4j/password").build(Set.of("NEO4J_PASSWORD"));
        assertThat(secrets.foldedIn("NEO4J_PASSWORD")).isEmpty();
        assertThat(secrets.foldedIn("neo4j/password")).hasSize(1);
    }

    @Test
    void theLongerOfTwoIsFound() {
        KnownSecrets secrets = new KnownSecrets.Builder()
                .add("A", "s3cret")
                .add("B", "s3cret-9x")
                .build(Set.of());
        assertThat(secrets.redact("s3cret-9x s3cret S3CRET_9X")).isEqualTo("${B} ${A} ${B}");
        assertThat(secrets.in("S3CRET")).isEmpty();
    }

    @Test
    void aLongValueIsComparedToItsEnd() {
        String value = "k1".repeat(200);
        KnownSecrets secrets = new KnownSecrets.Builder().add("A", value).build(Set.of());
        assertThat(secrets.in("x " + value).get(0).end()).isEqualTo(402);
        assertThat(secrets.in(value.substring(0, 399))).isEmpty();
    }

    @Test
    void thePasswordOfAnAddressIsKnownByItself() {
        KnownSecrets secrets = new KnownSecrets.Builder()
                .add("URL", "postgres://u:pw1x9y@db/x")
                .build(Set.of());
        assertThat(secrets.in("connect pw1x9y")).hasSize(1);
    }

    @Test
    void manyValuesThatBeginAlikeAreFoundInLittleTime() {
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            KnownSecrets.Builder builder = new KnownSecrets.Builder();
            for (int i = 0; i < 20_000; i++) {
                builder.add("N" + i, "a".repeat(40) + i);
            }
            assertThat(builder.build(Set.of()).in("a".repeat(300_000))).isEmpty();
        });
    }
}
