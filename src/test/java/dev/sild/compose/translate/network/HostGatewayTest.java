package dev.sild.compose.translate.network;

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

/** A host that stands for the machine of the container engine is a step where a program connects to it. */
class HostGatewayTest {
    private static final String REMEDY =
            "write that machine's address in place of 'host-gateway', as in '%s:192.0.2.10'," + " and convert again";

    @TempDir
    Path folder;

    private List<Finding> findings(String service) throws Exception {
        return TranslatedProject.of(folder, "services: {web: {" + service + "}}\n")
                .translation()
                .findings();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "environment: {URL: 'http://models:11434'} | true",
                "environment: {HOST: models} | true",
                "command: [serve, --url, 'http://models/'] | true",
                "environment: {HOST: my-models} | false",
                "environment: {HOST: models.example.com} | false",
                "environment: {A: b} | false",
                "environment: {LEVEL: models} | false",
                "environment: {DB_NAME: models} | false",
                "environment: {KIND: models} | false",
                "environment: {ALLOWED_HOSTS: 'localhost,models'} | false",
                "environment: {NO_PROXY: models} | false",
                "environment: {CORS_ORIGINS: 'http://models:3000'} | false",
                "environment: {XDEBUG_CONFIG: client_host=models} | false",
                "environment: {XDEBUG_CLIENT_HOST: models} | false",
                "environment: {HTTP_PROXY: 'models:3128'} | true",
                "environment: {OPTIONS: '-h models:80'} | true",
            })
    void variablesAndCommandsUseIt(String service, boolean used) throws Exception {
        List<Finding> findings = findings("image: 'example/web:1', extra_hosts: ['models:host-gateway'], " + service);

        assertThat(findings)
                .filteredOn(finding -> finding.code() == Code.HOST_GATEWAY)
                .extracting(Finding::remedy)
                .isEqualTo(used ? List.of(String.format(REMEDY, "models")) : List.of());
        assertThat(findings)
                .filteredOn(finding -> finding.code() == Code.NETWORK_LOST)
                .hasSize(used ? 0 : 1);
    }

    @Test
    void sourcesOfTheImageUseIt() throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM node:22\nCOPY . /app\n");
        Files.writeString(folder.resolve("index.js"), "\nfetch('http://host.docker.internal:11434/')\n");

        assertThat(findings("build: ., extra_hosts: ['host.docker.internal:host-gateway']"))
                .filteredOn(finding -> finding.code() == Code.HOST_GATEWAY)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).startsWith("index.js:2 in the image names 'host.docker.internal'");
                    assertThat(finding.remedy()).isEqualTo(String.format(REMEDY, "host.docker.internal"));
                });
        assertThat(findings("build: ., extra_hosts: ['host.docker.internal:192.0.2.10']"))
                .extracting(Finding::code)
                .doesNotContain(Code.HOST_GATEWAY);
    }

    /** A line of the file of the image takes the place of the one that the pod does not know the host. */
    @Test
    void aHostThatTheImageUsesIsReportedOnceForEachService() throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM node:22\nCOPY . /app\n");
        Files.writeString(folder.resolve("index.js"), "fetch('http://host.docker.internal:11434/')\n");

        assertThat(TranslatedProject.of(
                                folder,
                                "services:\n"
                                        + "  web: {build: ., extra_hosts: ['host.docker.internal:host-gateway']}\n"
                                        + "  worker: {build: ., command: node worker.js, extra_hosts: ['host.docker.internal:host-gateway']}\n")
                        .translation()
                        .findings())
                .filteredOn(finding -> finding.code() == Code.HOST_GATEWAY || finding.code() == Code.NETWORK_LOST)
                .extracting(finding -> finding.code() + " " + finding.origin().path())
                .containsExactlyInAnyOrder(
                        "HOST_GATEWAY services.web.extra_hosts[0]", "HOST_GATEWAY services.worker.extra_hosts[0]");
    }

    @Test
    void theServiceThatConnectsIsNamed() throws Exception {
        assertThat(findings("image: 'example/web:1', extra_hosts: ['db:host-gateway'], environment: {HOST: db}"))
                .filteredOn(finding -> finding.code() == Code.HOST_GATEWAY)
                .singleElement()
                .satisfies(finding -> assertThat(finding.reason()).startsWith("the program connects to 'db'"));
    }
}
