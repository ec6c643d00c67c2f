package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredFailuresTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "npx prisma db push & npm run start",
                "npx prisma db push || true; npm start",
                "./migrate || echo failed && ./serve",
                "python manage.py migrate; gunicorn app",
                "python manage.py migrate\ngunicorn app",
                "set -e; node worker & node server",
                "if [ -n \"$X\" ]; then ./migrate; fi; exec ./serve",
                "cd /app && DB=1 ./migrate; exec ./serve",
                "node worker & node server & wait"
            })
    void aScriptThatGoesOn(String script) {
        assertThat(IgnoredFailures.areIn(List.of("sh", "-c", script))).isTrue();
        assertThat(IgnoredFailures.areIn(List.of("tini", "--", "/bin/bash", "-lc", script)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./serve",
                "./migrate && ./serve",
                "./migrate || exit 1; ./serve",
                "set -e\n./migrate\n./serve",
                "set -o errexit; ./migrate; ./serve",
                "cd /app; export A=b; mkdir -p x; exec ./serve",
                "until pg_isready -h db; do sleep 1; done; exec ./serve",
                "[ -f x ] || touch x; ./serve 2>&1",
                "./wait-for db:1; ./serve",
                "./serve;"
            })
    void aScriptThatEnds(String script) {
        assertThat(IgnoredFailures.areIn(List.of("sh", "-c", script))).isFalse();
    }

    @Test
    void onlyShellsRunScripts() {
        assertThat(IgnoredFailures.areIn(List.of("sh", "-ec", "./migrate; ./serve")))
                .isFalse();
        assertThat(IgnoredFailures.areIn(List.of("node", "-c", "a & b"))).isFalse();
        assertThat(IgnoredFailures.areIn(List.of("sh", "-c"))).isFalse();
    }

    @Test
    void aCommandAfterAWaitIsAwaited() {
        Predicate<List<String>> migration = words -> words.contains("migrate");

        assertThat(IgnoredFailures.areUnawaitedIn(List.of("sh", "-c", "python manage.py migrate\ngunicorn"), migration))
                .isTrue();
        assertThat(IgnoredFailures.areUnawaitedIn(
                        List.of("sh", "-c", "while ! nc -z db 5432; do sleep 1; done; migrate; ./serve"), migration))
                .isFalse();
        assertThat(IgnoredFailures.areUnawaitedIn(List.of("sh", "-c", "npm ci; migrate && ./serve"), migration))
                .isFalse();
        assertThat(IgnoredFailures.areUnawaitedIn(List.of("sh", "-ec", "migrate; ./serve"), migration))
                .isFalse();
    }
}
