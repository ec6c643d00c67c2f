package dev.sild.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.schema.Crds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a client of a database runs, and with what. */
class DatabaseClientTest {
    private static final LiveStack SHOP = shop();

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
        assertThat(command.get(2)).doesNotContainPattern("exec [^\\n]*PASSWORD").doesNotContain("--password");
    }
}
