package dev.sild.compose.translate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords of Postgres that an example, copied as it is, leaves empty. */
class EmptyPasswordTest {
    private static final String BEHIND = ", and Postgres does not start without a password";

    @TempDir
    Path folder;

    private List<String> reasons(String service) throws Exception {
        return TranslatedProject.of(folder, "services: {db: {" + service + "}}\n").translation().findings().stream()
                .filter(finding -> finding.code() == Code.KEY_EMPTY)
                .map(Finding::reason)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "environment: {POSTGRES_PASSWORD: '${POSTGRES_PASSWORD}'} | POSTGRES_PASSWORD is empty in .env",
                "environment: {POSTGRES_PASSWORD: '${DB_PASS}'} | DB_PASS is empty in .env",
                "environment: {POSTGRES_PASSWORD: '${ADMIN}'} | ADMIN is not set",
                "env_file: .env | POSTGRES_PASSWORD is empty in .env",
                "environment: {POSTGRES_PASSWORD: ''} | POSTGRES_PASSWORD is empty in compose.yaml",
                "environment: {POSTGRES_PASSWORD: ''}, command: [-c, fsync=off]"
                        + " | POSTGRES_PASSWORD is empty in compose.yaml",
            })
    void areAStep(String service, String reason) throws Exception {
        Files.writeString(folder.resolve(".env"), "POSTGRES_USER=\nPOSTGRES_PASSWORD=\nDB_PASS=\n");

        assertThat(reasons("image: 'postgres:16', " + service)).containsExactly(reason + BEHIND);
        assertThat(reasons("image: 'postgis/postgis:16-3.4', " + service)).containsExactly(reason + BEHIND);
    }

    @Test
    void ofABuiltServerAreAStep() throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM postgres:16\nCOPY Dockerfile /a\n");

        assertThat(reasons("build: ., environment: {POSTGRES_PASSWORD: ''}")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: 'postgres:16', environment: {POSTGRES_PASSWORD: '', POSTGRES_HOST_AUTH_METHOD: trust}",
                "image: 'postgres:16', environment: {POSTGRES_PASSWORD: '', POSTGRES_PASSWORD_FILE: /run/secrets/p}",
                "image: 'postgres:16', environment: {POSTGRES_PASSWORD: 'x'}",
                "image: 'postgres:16', environment: {POSTGRES_PASSWORD: ''}, command: pg_dump -h other",
                "image: 'postgres:16', environment: {POSTGRES_PASSWORD: ''}, entrypoint: /backup.sh",
                "image: 'example/web:1', environment: {POSTGRES_PASSWORD: ''}",
                "image: 'bitnami/postgresql:16', environment: {POSTGRES_PASSWORD: '', ALLOW_EMPTY_PASSWORD: 'yes'}",
                // Not set at all, which is a step already.
                "image: 'postgres:16', environment: {POSTGRES_PASSWORD: '${POSTGRES_PASSWORD}'}",
            })
    void thatNobodyNeedsAreNone(String service) throws Exception {
        assertThat(reasons(service)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | set POSTGRES_PASSWORD in compose.yaml, where .env has no effect on it, and convert again",
                "'${DB_PASS}' | set DB_PASS in .env and convert again",
                "'${ADMIN}' | set ADMIN and convert again",
            },
            quoteCharacter = '"')
    void areSetWhereTheyAreWritten(String value, String remedy) throws Exception {
        Files.writeString(folder.resolve(".env"), "DB_PASS=\n");

        assertThat(TranslatedProject.of(
                                folder,
                                "services: {db: {image: 'postgres:16', environment: {POSTGRES_PASSWORD: " + value
                                        + "}}}\n")
                        .translation()
                        .findings()
                        .stream()
                        .filter(finding -> finding.code() == Code.KEY_EMPTY)
                        .map(Finding::remedy))
                .containsExactly(remedy);
    }
}
