package dev.sild.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.schema.Crds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a client of a database runs, and with what. */
class DatabaseClientTest {
    private static final LiveStack SHOP = shop();

    @TempDir
    Path folder;

    private static LiveStack shop() {
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setMetadata(
                new ObjectMetaBuilder().withName("shop").withNamespace("team").build());
        return new LiveStack(
                Crds.ofSild().of("sild.dev/v1alpha1", "MicroserviceStack").orElseThrow(), resource);
    }

    private static Pod pod(String component, String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("shop-" + component + "-0")
                .addToLabels(Labels.COMPONENT, component)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("exporter")
                .addNewEnv()
                .withName("DATA_SOURCE_NAME")
                .endEnv()
                .endContainer()
                .addNewContainer()
                .withName(component)
                .addNewEnv()
                .withName("POSTGRES_DB")
                .endEnv()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .endStatus()
                .build();
    }

    @Test
    void theServersOwnContainerIsTakenAndNotTheOneBesideIt() {
        assertThat(DatabaseClient.PSQL.place(SHOP, List.of(pod("order-database", "Running")), ""))
                .isEqualTo(new DatabaseClient.Place("shop-order-database-0", "order-database"));
    }

    @Test
    void ofSeveralServersOneIsNamedByItsService() {
        List<Pod> pods = List.of(pod("order-database", "Running"), pod("user-database", "Running"));

        assertThat(DatabaseClient.PSQL.place(SHOP, pods, "user").pod()).isEqualTo("shop-user-database-0");
        assertThatThrownBy(() -> DatabaseClient.PSQL.place(SHOP, pods, ""))
                .isInstanceOf(VerbException.class)
                .hasMessageContaining("name one of order-database, user-database");
        assertThatThrownBy(() -> DatabaseClient.PSQL.place(SHOP, pods, "cart"))
                .isInstanceOf(VerbException.class)
                .hasMessageContaining("no Postgres 'cart'");
        assertThatThrownBy(() -> DatabaseClient.MYSQL.place(SHOP, pods, ""))
                .isInstanceOf(VerbException.class)
                .hasMessageContaining("runs no pod of MySQL");
    }

    @Test
    void aServerThatDoesNotRunIsReported() {
        assertThatThrownBy(() -> DatabaseClient.PSQL.place(SHOP, List.of(pod("database", "Pending")), ""))
                .isInstanceOf(VerbException.class)
                .hasMessageContaining("Pod/shop-database-0 is not running");
    }

    @ParameterizedTest
    @EnumSource
    void argumentsArePassedAsTheyAreAndNoPasswordIsAnArgumentOfTheClient(DatabaseClient client) {
        List<String> command = client.command(List.of("-c", "it's $(whoami)"));

        assertThat(command.subList(4, command.size())).containsExactly("-c", "it's $(whoami)");
        assertThat(command.get(2)).doesNotContainPattern("(?i)(exec|mongosh) [^\\n]*(password|pwd|auth)");
    }

    private static final LiveProject PROJECT = new LiveProject("team", "shop", List.of("api", "db"), "");

    private static Pod service(String name, String image, String variable) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name + "-1")
                .addToLabels(Labels.NAME, name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName(name)
                .withImage(image)
                .addNewEnv()
                .withName(variable)
                .endEnv()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .endStatus()
                .build();
    }

    @Test
    void inAProjectTheImageTellsWhichOfThoseWithTheVariablesIsTheServer() {
        List<Pod> pods =
                List.of(service("api", "shop/api:1", "POSTGRES_DB"), service("db", "postgis/postgis:16", "PGDATA"));

        assertThat(DatabaseClient.PSQL.place(PROJECT, pods, "")).isEqualTo(new DatabaseClient.Place("db-1", "db"));
        assertThatThrownBy(() -> DatabaseClient.MYSQL.place(PROJECT, pods, ""))
                .hasMessage("project/shop runs no pod of MySQL");
    }

    @Test
    void aServerOfAnUnknownImageIsFoundByItsVariablesOrByTheNameThatTheUserGives() {
        Pod built = service("db", "registry.example.com/shop-db:1", "POSTGRES_DB");
        Pod plain = service("db", "registry.example.com/shop-db:1", "TZ");

        assertThat(DatabaseClient.PSQL.place(PROJECT, List.of(built), "").pod()).isEqualTo("db-1");
        assertThat(DatabaseClient.PSQL.place(PROJECT, List.of(plain), "db").pod())
                .isEqualTo("db-1");
        assertThatThrownBy(() -> DatabaseClient.PSQL.place(PROJECT, List.of(plain), ""))
                .hasMessage("project/shop runs no pod of Postgres");
    }

    private static Pod shared(String component, String... containers) {
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withName(component + "-1")
                .addToLabels(Labels.NAME, component)
                .endMetadata();
        for (String container : containers) {
            String[] nameAndImage = container.split("=");
            pod.editOrNewSpec()
                    .addNewContainer()
                    .withName(nameAndImage[0])
                    .withImage(nameAndImage[1])
                    .endContainer()
                    .endSpec();
        }
        return pod.withNewStatus().withPhase("Running").endStatus().build();
    }

    @Test
    void servicesOfAProjectThatShareAPodAreToldByTheirContainers() {
        List<Pod> pods = List.of(
                shared(
                        "web",
                        "web=nginx:1",
                        "db=postgres:17",
                        "old=postgres:15",
                        "own=shop/postgres:1",
                        "cache=redis:7"),
                shared("other", "other=mysql:8"));

        for (String word : List.of("db", "old", "own")) {
            assertThat(DatabaseClient.PSQL.place(PROJECT, pods, word))
                    .isEqualTo(new DatabaseClient.Place("web-1", word));
        }
        assertThat(DatabaseClient.REDIS_CLI.place(PROJECT, pods, ""))
                .isEqualTo(DatabaseClient.REDIS_CLI.place(PROJECT, pods, "web"))
                .isEqualTo(new DatabaseClient.Place("web-1", "cache"));
        assertThatThrownBy(() -> DatabaseClient.PSQL.place(PROJECT, pods, ""))
                .hasMessage("project/shop has several Postgres servers; name one of db, old");
        assertThatThrownBy(() -> DatabaseClient.PSQL.place(PROJECT, pods, "cache"))
                .hasMessage("project/shop has no Postgres 'cache'; it has db, old");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            PSQL      |                                                      | psql -U postgres -d postgres -x
            PSQL      | POSTGRES_USER=shop                                   | psql -U shop -d shop -x
            PSQL      | POSTGRES_PASSWORD=geheim POSTGRES_DB=app             | psql -U postgres -d app -x; PGPASSWORD=geheim
            PSQL      | POSTGRES_PASSWORD_FILE=@secret                       | psql -U postgres -d postgres -x; PGPASSWORD=of a file
            REDIS_CLI |                                                      | redis-cli -x
            REDIS_CLI | REQUIREPASS=geheim                                   | redis-cli -x; REDISCLI_AUTH=geheim
            MYSQL     | MYSQL_ROOT_PASSWORD=geheim                           | mysql -u root -x; MYSQL_PWD=geheim
            MYSQL     | MARIADB_USER=u MARIADB_PASSWORD=g MARIADB_DATABASE=d | mysql -u u -x d; MYSQL_PWD=g
            MONGOSH   | MONGO_INITDB_ROOT_USERNAME=root                      | mongosh --quiet --nodb --file RC -x; SILD_USER=root
            """)
    void userAndPasswordAreThoseOfTheServersEnvironment(DatabaseClient client, String variables, String called)
            throws IOException, InterruptedException {
        Path secret = Files.writeString(folder.resolve("secret"), "of a file\n");
        Path program = Files.writeString(folder.resolve(client.program()), """
                #!/bin/sh
                printf '%s' "${0##*/} $*" | sed 's|/tmp/[^ ]*|RC|'
                for name in PGPASSWORD REDISCLI_AUTH MYSQL_PWD SILD_USER; do
                  eval "value=\\$$name"
                  [ -z "$value" ] || printf '; %s=%s' "$name" "$value"
                done
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        ProcessBuilder process = new ProcessBuilder(client.command(List.of("-x"))).redirectErrorStream(true);
        process.environment().clear();
        process.environment().put("PATH", folder + ":/usr/bin:/bin");
        for (String variable : variables == null ? new String[0] : variables.split(" ")) {
            String[] pair = variable.split("=");
            process.environment().put(pair[0], pair[1].replace("@secret", secret.toString()));
        }

        Process run = process.start();

        assertThat(new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(called);
        assertThat(run.waitFor()).isZero();
    }
}
