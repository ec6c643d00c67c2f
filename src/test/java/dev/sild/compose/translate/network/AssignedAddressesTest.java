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
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that an engine gave to containers, in variables. */
class AssignedAddressesTest {
    private static final String GENERAL = AssignedAddresses.REMEDY;

    @TempDir
    Path folder;

    private List<Finding> found(String variables, String driver) throws Exception {
        return TranslatedProject.of(folder, """
                        services:
                          app: {image: example/app, environment: {%s}, networks: [back]}
                          db: {image: "mariadb:11", networks: [back]}
                          cache: {image: "redis:7", networks: [back]}
                          api: {image: example/api, expose: ["8000"], networks: {back: {ipv4_address: 172.21.0.9}}}
                          far: {image: "postgres:16"}
                        networks:
                          back: {driver: %s, ipam: {config: [{subnet: 172.21.0.0/16}]}}
                        """.formatted(variables, driver)).translation().findings().stream()
                .filter(finding -> finding.code() == Code.ENGINE_ADDRESS
                        || finding.code() == Code.NAME_UNRESOLVABLE
                        || finding.code() == Code.PRIVATE_ADDRESS)
                .toList();
    }

    @Test
    void aVariableIsNamedWithTheNetwork() throws Exception {
        List<Finding> found = found("PEER: 172.21.0.2", "bridge");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).reason())
                .isEqualTo("PEER: '172.21.0.2' is an address of the network 'back', which nothing has in a cluster");
        assertThat(found.get(0).remedy()).isEqualTo(GENERAL);
        assertThat(found.get(0).origin().line()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DB_HOST: 172.21.0.2, DB_PORT: '3306' | db",
                "DB_HOST: 172.21.0.2 | db",
                "MYSQL_HOST: 172.21.0.2 | db",
                "STORE: redis://172.21.0.3:6379/0 | cache",
                "REDIS_ADDRESS: 172.21.0.3 | cache",
                "UPSTREAM: http://172.21.0.4:8000/v1 | api"
            })
    void theOnlyServiceThatItsPortOrNameFitsIsNamed(String variables, String service) throws Exception {
        assertThat(found(variables, "bridge"))
                .extracting(Finding::remedy)
                .containsExactly("write '" + service + "', the only service on it that fits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DB_HOST: 172.21.0.2, DB_PORT: '5432'", "POSTGRES_HOST: 172.21.0.2", "BACKEND: 172.21.0.2:1"})
    void noServiceOfAnotherNetworkOrWithAnotherPortIsNamed(String variables) throws Exception {
        assertThat(found(variables, "bridge")).extracting(Finding::remedy).containsExactly(GENERAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUSTED_PROXIES: 172.21.0.2",
                "API: 172.21.0.9",
                "SCOPE: 172.21.0.0/16",
                "PART: 172.21.0.8/29",
                "OTHER: 8.8.8.8",
                "NUMBER: 172.21.0.2.5"
            })
    void clientsFixedAddressesAndRangesAreNone(String variables) throws Exception {
        assertThat(found(variables, "bridge")).isEmpty();
    }

    @Test
    void anAddressOnANetworkOfMachinesMayBeAnothers() throws Exception {
        assertThat(found("PEER: 172.21.0.2", "macvlan"))
                .extracting(Finding::code)
                .containsExactly(Code.PRIVATE_ADDRESS);
    }

    @Test
    void aGatewayIsReportedOnceAsTheMachine() throws Exception {
        assertThat(found("STORE: 'redis://172.21.0.1:6379/0'", "bridge"))
                .extracting(Finding::reason)
                .containsExactly("'172.21.0.1' is the machine of the container engine, which no address leads to in a"
                        + " cluster");
    }

    @Test
    void aVariableOfAnEnvFileIsNamed() throws Exception {
        Files.writeString(folder.resolve("app.env"), "A=b\nDB_HOST=172.21.0.2\n");
        TranslatedProject project = TranslatedProject.of(folder, """
                services:
                  app: {image: example/app, env_file: app.env}
                  db: {image: "mariadb:11"}
                networks: {default: {ipam: {config: [{subnet: 172.21.0.0/16}]}}}
                """);
        assertThat(project.reasons(Code.ENGINE_ADDRESS))
                .containsExactly("DB_HOST: '172.21.0.2' is an address of the network 'default', which nothing has in a"
                        + " cluster");
        assertThat(project.reasons(Code.NODE_LEVEL)).noneMatch(reason -> reason.contains("names"));
    }

    @ParameterizedTest
    @CsvSource({"host = 172.21.0.2, 1", "url: http://172.21.0.2/, 1", "allow 172.21.0.2:80, 0", "host = 172.22.0.2, 0"})
    void aMountedFileIsNamedWhereItLeadsToOne(String line, int times) throws Exception {
        Files.writeString(folder.resolve("app.ini"), "# 172.21.0.3:80\n" + line + "\n");
        TranslatedProject project = TranslatedProject.of(folder, """
                services:
                  app: {image: example/app, volumes: ["./app.ini:/etc/app.ini:ro"]}
                networks: {default: {ipam: {config: [{subnet: 172.21.0.0/16}]}}}
                """);
        assertThat(project.reasons(Code.NAME_IN_FILE))
                .hasSize(times)
                .allMatch(reason -> reason.startsWith(
                        "'172.21.0.2' is an address of the network 'default', which nothing has in a cluster"));
    }

    @Test
    void aBuildArgumentNeedsAnotherBuild() throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        TranslatedProject project = TranslatedProject.of(folder, """
                services:
                  app: {build: {context: ., args: {API: "http://172.21.0.2:8000"}}}
                networks: {default: {ipam: {config: [{subnet: 172.21.0.0/16}]}}}
                """);
        assertThat(project.translation().findings())
                .filteredOn(finding -> finding.code() == Code.ENGINE_ADDRESS)
                .extracting(Finding::remedy)
                .containsExactly(GENERAL + ", and build the image again");
    }
}
