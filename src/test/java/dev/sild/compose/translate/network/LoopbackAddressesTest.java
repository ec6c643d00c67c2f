package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Container;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service with the machine's network reaches at loopback what others publish; in a cluster, their Services. */
class LoopbackAddressesTest {
    @TempDir
    Path folder;

    private TranslatedProject bot(String service) throws Exception {
        return TranslatedProject.of(folder, """
                services:
                  bot: {image: 'example/bot:1', %s}
                  db: {image: 'postgres:16', ports: ['5433:5432']}
                  my_cache: {image: 'redis:7', ports: ['127.0.0.1:6379:6379']}
                  api: {image: 'example/api:1', ports: ['8000:80']}
                  inner: {image: 'example/inner:1', ports: ['192.168.7.7:7000:7000']}
                  beside: {image: 'example/beside:1', network_mode: host, ports: ['7100:7100']}
                """.formatted(service));
    }

    private static Text value(TranslatedProject project, String variable) {
        return project.pod("bot").containers().get(0).env().stream()
                .filter(env -> env.name().equals(variable))
                .map(Container.Env::value)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DATABASE_URL | postgres://127.0.0.1:5433/shop | postgres://db:5432/shop",
                "DATABASE_URL | postgres://user@localhost:5433/shop?a=b | postgres://user@db:5432/shop?a=b",
                "REDIS | localhost:6379 | my-cache:6379",
                "REDIS_URL | redis://localhost/0 | redis://my-cache/0",
                "SERVERS | 'localhost:5433,localhost:6379,localhost:9' | 'db:5432,my-cache:6379,localhost:9'"
            })
    void addressesOfDatabasesAreThoseOfTheirServices(String name, String value, String replaced) throws Exception {
        TranslatedProject project = bot("network_mode: host, environment: {" + name + ": '" + value + "'}");

        assertThat(value(project, name).value()).isEqualTo(replaced);
        assertThat(project.translation().findings())
                .filteredOn(finding -> finding.code() == Code.HOST_REPLACED
                        && finding.origin().path().startsWith("services.bot."))
                .hasSize(1);
        assertThat(project.codes()).doesNotContain(Code.NAME_UNRESOLVABLE);
    }

    @Test
    void aVariableForAHostBesideOneForItsPortIsOneToo() throws Exception {
        TranslatedProject project =
                bot("network_mode: host, environment: {DB_HOST: '${DB:-localhost}', DB_PORT: 5433, HOST: localhost}");

        assertThat(value(project, "DB_HOST")).isEqualTo(new Text.Variable("DB", "db", "localhost"));
        assertThat(value(project, "DB_PORT").value()).isEqualTo("5432");
        assertThat(value(project, "HOST").value()).isEqualTo("localhost");
    }

    @Test
    void aSecretAddressHasItInItsSecret() throws Exception {
        TranslatedProject project =
                bot("network_mode: host, environment: {DATABASE_URL: 'postgres://shop:Kx83hdTq2@127.0.0.1:5433/shop'}");

        assertThat(value(project, "DATABASE_URL")).isInstanceOf(Text.SecretRef.class);
        assertThat(project.translation().application().files().stream()
                        .flatMap(files -> files.entries().stream())
                        .map(entry -> new String(entry.content(), StandardCharsets.UTF_8)))
                .contains("postgres://shop:Kx83hdTq2@db:5432/shop");
        assertThat(project.translation().findings().toString()).doesNotContain("Kx83hdTq2");
    }

    @Test
    void variablesInAnAddressStay() throws Exception {
        TranslatedProject project =
                bot("network_mode: host, environment: {BROKER: 'tcp://localhost:5433/${TOPIC:-all}'}");

        assertThat(value(project, "BROKER"))
                .isEqualTo(new Text.Concat(List.of(Text.of("tcp://db:5432/"), new Text.Variable("TOPIC", "all"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "environment: {API_URL: 'http://localhost:8000/v1'} | write 'api:80'",
                "environment: {PUBLIC_BROKER: 'localhost:5433'} | write 'db:5432'",
                "command: [serve, --database, 'postgres://localhost:5433/shop'] | write 'db:5432'",
                "command: sh -c 'serve --database postgres://127.0.0.1:5433/shop' | write 'db:5432'",
                "entrypoint: [serve, 'localhost:5433'] | write 'db:5432'"
            })
    void pagesAndCommandsAreReported(String service, String remedy) throws Exception {
        TranslatedProject project = bot("network_mode: host, " + service);

        assertThat(project.translation().findings())
                .filteredOn(finding -> finding.code() == Code.NAME_UNRESOLVABLE)
                .extracting(Finding::remedy)
                .containsExactly(remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "environment: {A: 'tcp://localhost:5433'} | tcp://localhost:5433",
                "network_mode: host, environment: {A: 'tcp://localhost:5432'} | tcp://localhost:5432",
                "network_mode: host, environment: {A: 'tcp://localhost:7000'} | tcp://localhost:7000",
                "network_mode: host, environment: {A: 'tcp://localhost:7100'} | tcp://localhost:7100",
                "network_mode: host, environment: {A: 'tcp://my.localhost:5433'} | tcp://my.localhost:5433"
            })
    void whatNoOtherServicePublishesAtLoopbackStays(String service, String value) throws Exception {
        TranslatedProject project = bot(service);

        assertThat(value(project, "A").value()).isEqualTo(value);
        assertThat(project.codes()).doesNotContain(Code.NAME_UNRESOLVABLE);
    }

    @Test
    void longTextsAreReadOnce() {
        String hostile = "http://localhost:5433@".repeat(5_000) + "127.0".repeat(5_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> bot("network_mode: host, environment: {A: '" + hostile + "'}"));
    }
}
