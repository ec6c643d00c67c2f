package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptWritesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo a > /etc/app/a",
                "cat <<EOF >> '/etc/app/a'\nx\nEOF",
                "envsubst < /tpl/a > \"${CONF_DIR}/a\"",
                "envsubst < /tpl/a > ${OTHER:-/etc/app}/a",
                "DIR=/etc/app\ncp /tpl/a $DIR/a",
                "sed -i 's/a/b/' /etc/app/a",
                "sed -i.bak -e 's/a/b/' /etc/app/*.conf",
                "if [ -n \"$X\" ]; then sudo tee /etc/app/a < /tpl/a; fi",
                "for f in a b; do touch /etc/app/$f; done",
                "chown app /etc/app",
                "chown -R app:app /etc",
                "find /etc/app -type f -exec chmod 600 {} +",
                "curl -fsSL -o /etc/app/a https://example.org/a",
                "wget -q https://example.org/a -O conf/../../../etc/app/a",
                "mv /tmp/a /etc/app/a",
                "true && rm -f /etc/app/a || exit 1"
            })
    void aScriptThatWrites(String script) {
        assertThat(ScriptWrites.of(script, Map.of("CONF_DIR", "/etc/app"), "/srv")
                        .reach("/etc/app"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat /etc/app/a > /tmp/a",
                "cp /etc/app/a /run/a",
                "sed 's/a/b/' /etc/app/a",
                "# echo a > /etc/app/a",
                "exec app --config /etc/app/a",
                "chown app /etc",
                "mkdir -p /etc/app",
                "[ 2 -gt 1 ] && app /etc/app 2>/dev/null",
                "app -e 'a => /etc/app'",
                "echo a > /etc/application/a",
                "envsubst < /etc/app/a > $UNKNOWN/a"
            })
    void aScriptThatOnlyReads(String script) {
        assertThat(ScriptWrites.of(script, Map.of(), "/srv").reach("/etc/app")).isFalse();
    }

    @Test
    void relativePathsAreSeenFromTheFolder() {
        assertThat(ScriptWrites.of("echo a > conf/a", Map.of(), "/srv").reach("/srv/conf"))
                .isTrue();
        assertThat(ScriptWrites.of("echo a > conf/a", Map.of(), "").reach("/srv/conf"))
                .isFalse();
    }

    @Test
    void variablesThatDoubleEachOtherStayBounded() {
        String script = "A=/x\n" + "echo $A > $A/a\n".repeat(10_000);
        assertThat(ScriptWrites.of(script, Map.of("A", "/y".repeat(100_000)), "/srv")
                        .paths())
                .contains("/x/a");
        assertThat(ScriptWrites.of("echo > $A/$A/$A/$A".repeat(100), Map.of("A", "/y".repeat(100_000)), "/srv")
                        .trees())
                .isEmpty();
    }

    @Test
    void blankLinesTakeLittleTime() {
        String script = "\n".repeat(200_000) + "echo a > /conf/a";
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(ScriptWrites.of(script, Map.of(), "/").paths()).contains("/conf/a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sed -i s/a/b/ .env", "perl -pi -e s/a/b/ /srv/.env", "mv /tmp/new ./.env"})
    void aFileIsReplacedUnderItsName(String script) {
        assertThat(ScriptWrites.of(script, Map.of(), "/srv").replaced()).containsExactly("/srv/.env");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo A=b >> .env", "cp .env.example .env", "php artisan key:generate --force"})
    void anEnvFileIsWrittenInItsPlace(String script) {
        ScriptWrites writes = ScriptWrites.of(script, Map.of(), "/srv");

        assertThat(writes.paths()).contains("/srv/.env");
        assertThat(writes.replaced()).isEmpty();
    }
}
