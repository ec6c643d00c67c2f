package dev.sild.compose.translate.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that say that a service changes a database and ends, and names of servers that only sound so. */
class MigrationNamesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "migrate, example/app",
        "db-migrator, example/app",
        "shop, example/shop-migrations",
        "migrate-db, example/app",
        "app_migrate_up, example/app",
        "flyway, example/app",
        "seeder, example/app",
        "seed-db, example/app",
        "shop, example/shop-data-seeder",
    })
    void whatIsCalledAMigrationIsAJob(String service, String image) throws Exception {
        assertThat(translated(service, image).pod(service.replace('_', '-')).workload())
                .isInstanceOf(Workload.Once.class);
    }

    @ParameterizedTest
    @CsvSource({
        "seed-node, example/seedd",
        "seed-1, example/core",
        "seed, example/seedd",
        "api, example/migration-service",
        "migration-worker, example/app",
        "migrate-2, example/app",
        "web, example/flyway-ui",
        "play, example/game-goose",
        "peer, example/torrent-seeder",
    })
    void aServerThatIsCalledSimilarlyRunsForever(String service, String image) throws Exception {
        TranslatedProject project = translated(service, image);
        assertThat(project.pod(service).workload()).isInstanceOf(Workload.Replicated.class);
        assertThat(project.codes()).contains(Code.RESTART_DIFFERS);
    }

    @ParameterizedTest
    @CsvSource({
        "db-migrations, example/rogue-db-migrations",
        "migrate, example/app",
        "shop, example/shop-migrator",
    })
    void composeStartsAMigrationWithoutAPolicyOnce(String service, String image) throws Exception {
        assertThat(of(service, image, "environment: {HOST: db}").pod(service).workload())
                .isInstanceOf(Workload.Once.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ports: ['8080:8080']",
                "expose: [8080]",
                "restart: always",
                "tty: true",
                "stdin_open: true",
                "command: run",
                "build: .",
            })
    void itsNameAloneMakesNoJobOfWhatSaysMore(String setting) throws Exception {
        assertThat(of("db-migrations", "example/db-migrations", setting)
                        .pod("db-migrations")
                        .workload())
                .isInstanceOf(Workload.Replicated.class);
    }

    @ParameterizedTest
    @CsvSource({
        "seed-node, example/seedd, false",
        "api, example/migration-service, false",
        "migration-worker, example/app, false",
        "peer, example/torrent-seeder, false",
        "shop, example/immigration, false",
        "migrations-2, example/app, true",
        "shop, example/migration-runner, true",
    })
    void aNameThatIsLessCertainIsNamedWhereItIsAMigration(String service, String image, boolean named)
            throws Exception {
        TranslatedProject project = of(service, image, "environment: {HOST: db}");
        assertThat(project.pod(service).workload()).isInstanceOf(Workload.Replicated.class);
        assertThat(project.codes().contains(Code.MAY_END)).isEqualTo(named);
    }

    private TranslatedProject translated(String service, String image) throws Exception {
        return of(service, image, "restart: on-failure");
    }

    private TranslatedProject of(String service, String image, String setting) throws Exception {
        return TranslatedProject.of(
                folder, "name: shop\nservices: {" + service + ": {image: '" + image + ":1', " + setting + "}}\n");
    }
}
