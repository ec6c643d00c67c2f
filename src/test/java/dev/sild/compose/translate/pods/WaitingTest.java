package dev.sild.compose.translate.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Endpoint;
import dev.sild.model.Port;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a pod waits for, and above all for whom it must not: such a wait would never end. */
class WaitingTest {
    private static final TranslateOptions HEALTHY = TranslateOptions.builder()
            .waits(new TranslateOptions.Waits(TranslateOptions.Waits.Until.HEALTHY, "example/nc", "example/kubectl"))
            .build();

    @TempDir
    Path folder;

    @Test
    void aPodWaitsForTheFirstPortThatSpeaksTcp() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, depends_on: [dns]}
          dns: {image: example/dns, expose: ["53/udp", "853", "8053"]}
        """);
        assertThat(shop.waits("web")).containsExactly("dns:853");
        assertThat(shop.reasonsNotToWait()).isEmpty();
    }

    @Test
    void aPodWaitsForWhatEachOfItsServicesWaitsFor() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, depends_on: [db]}
          side: {image: example/side, network_mode: "service:web", depends_on: [db, cache]}
          db: {image: example/db, expose: ["5432"]}
          cache: {image: example/cache, expose: ["6379"]}
        """);
        assertThat(shop.waits("web")).containsExactlyInAnyOrder("db:5432", "cache:6379");
    }

    @Test
    void aPodDoesNotWaitForOneThatNeedsIt() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, expose: ["80"]}
          side: {image: example/side, network_mode: "service:web", depends_on: [db]}
          db: {image: example/db, expose: ["5432"], depends_on: [web]}
        """);
        assertThat(shop.waits("web").isEmpty() || shop.waits("db").isEmpty())
                .as("one of the two starts")
                .isTrue();
        assertThat(shop.reasonsNotToWait()).isNotEmpty().allMatch(reason -> reason.contains("needs this pod too"));
    }

    @Test
    void aPodWaitsUntilWhomItMayNotCallIsReady() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, expose: ["80"], networks: [data], depends_on: [db]}
          db: {image: example/db, expose: ["5432"], networks: [data], depends_on: [cache]}
          cache: {image: example/cache, expose: ["6379"], networks: [data]}
        networks:
          data: {internal: true, x-sild: {callers: [web]}}
        """);
        assertThat(shop.waits("web")).containsExactly("db:5432");
        assertThat(shop.waits("db")).containsExactly("cache-ready?");
        assertThat(shop.reasonsNotToWait()).isEmpty();
    }

    @Test
    void aPodWaitsUntilWhatHasNoKnownPortIsReadyByANameThatLeadsToReadyPodsOnly() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, depends_on: [worker, side]}
          worker: {image: example/worker}
          side: {image: example/side, network_mode: "service:worker"}
        """);
        assertThat(shop.waits("web")).as("one wait for one pod").containsExactly("worker-ready?");
        Endpoint ready = shop.endpoint("worker-ready");
        assertThat(ready.components()).containsExactly("worker");
        assertThat(ready.headless()).isTrue();
        assertThat(ready.publishNotReady()).isFalse();
        assertThat(shop.endpoint("worker").publishNotReady())
                .as("peers find each other as before")
                .isTrue();
    }

    @Test
    void aPodDoesNotWaitForItselfWhereItsHostNameIsThatOfWhatItWaitsFor() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, hostname: db, depends_on: [db]}
          api: {image: example/api, extra_hosts: ["db:10.0.0.1"], depends_on: [db]}
          db: {image: example/db, expose: ["5432"]}
        """);
        assertThat(shop.waits("web")).containsExactly("db-ready:5432");
        assertThat(shop.waits("api")).containsExactly("db-ready:5432");
        assertThat(shop.reasonsNotToWait()).isEmpty();
    }

    @Test
    void theNameOfWhatIsReadyIsNobodyElses() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, depends_on: [worker]}
          worker: {image: example/worker}
          other: {image: example/other, networks: {default: {aliases: [worker-ready]}}}
        """);
        assertThat(shop.waits("web"))
                .singleElement()
                .asString()
                .startsWith("worker-ready-")
                .endsWith("?");
        assertThat(shop.endpoint("worker-ready").components()).containsExactly("other");
    }

    @Test
    void aPodWaitsUntilWhatHasACheckAndNoPortIsWellAndSaysWhereThereIsNoCheck() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web:
            image: example/web
            depends_on: {checked: {condition: service_healthy}, unchecked: {condition: service_healthy}}
          checked: {image: example/checked, healthcheck: {test: [CMD, ok]}}
          unchecked: {image: example/unchecked}
        """);
        assertThat(shop.waits("web")).containsExactly("checked-ready?", "unchecked-ready?");
        assertThat(shop.reasonsNotToWait())
                .singleElement()
                .asString()
                .isEqualTo("'web' waits until 'unchecked' has started, not until it is healthy; it has no known"
                        + " health check");
    }

    @Test
    void aPodDoesNotWaitForWhatIsNeverReadyOrItsOwnReadiness() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, pid: "service:side", depends_on: [side, ended, none, scheduled]}
          side: {image: example/side}
          ended: {image: example/ended, restart: "no"}
          none: {image: example/none, scale: 0}
          scheduled: {image: example/scheduled, labels: {kompose.cronjob.schedule: "0 1 * * *"}}
        """);
        assertThat(shop.waits("side")).as("where web runs").isEmpty();
        assertThat(shop.reasonsNotToWait())
                .hasSize(3)
                .anyMatch(reason -> reason.contains("'ended': it is a one-shot job"))
                .anyMatch(reason -> reason.contains("'none': it has 0 replicas"))
                .anyMatch(reason -> reason.contains("'scheduled': it is a scheduled job"));
    }

    @Test
    void aPodDoesNotWaitForOthersThatAnswerToTheSameName() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, depends_on: [db]}
          db: {image: example/db, expose: ["5432"]}
          replica: {image: example/db, expose: ["5432"], container_name: db}
        """);
        assertThat(shop.waits("web")).containsExactly("db-ready:5432");
        assertThat(shop.endpoint("db-ready").components()).containsExactly("db");
    }

    @Test
    void aPodThatNoNetworkReachesAsksForNoNamesAndOneOnItsMachinesDoes() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          alone: {image: example/alone, network_mode: none, depends_on: [worker]}
          host: {image: example/host, network_mode: host, depends_on: [worker]}
          worker: {image: example/worker, depends_on: [hidden]}
          hidden: {image: example/hidden, network_mode: none}
        """);
        assertThat(shop.waits("alone")).isEmpty();
        assertThat(shop.waits("host")).containsExactly("worker-ready?");
        assertThat(shop.waits("worker")).as("who cannot be called can be ready").containsExactly("hidden-ready?");
        assertThat(shop.reasonsNotToWait()).singleElement().asString().contains("'worker': it has no network");
    }

    @Test
    void aPodThatReachesNoApiServerDoesNotWaitForAJob() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, networks: [data], depends_on: {migrate: {condition: service_completed_successfully}}}
          admin: {image: example/admin, networks: [data, out], depends_on: {migrate: {condition: service_completed_successfully}}}
          migrate: {image: example/migrate, networks: [data]}
        networks:
          data: {internal: true}
          out:
        """);
        assertThat(shop.waits("web")).isEmpty();
        assertThat(shop.waits("admin")).containsExactly("migrate");
    }

    @Test
    void aPodWaitsWhereItsScriptGoesOnWithoutAHealthyService() throws Exception {
        String db = "db: {image: 'postgres:17', healthcheck: {test: [CMD, pg_isready]}}";
        String job = ", queue: {image: example/queue, healthcheck: {test: [CMD, ready]}}";
        String needs = "depends_on: {db: {condition: service_healthy}, queue: {condition: service_healthy}}}";
        TranslatedProject shop = TranslatedProject.of(
                folder,
                "services: {" + db + job + ", careless: {image: example/a, command: 'sh -c \"./migrate; ./serve\"', "
                        + needs + ", strict: {image: example/a, command: 'sh -c \"./migrate && ./serve\"', " + needs
                        + "}",
                TranslateOptions.builder().build());
        assertThat(shop.waits("careless")).containsExactly("db:5432", "queue-ready?");
        assertThat(shop.waits("strict")).isEmpty();
        assertThat(shop.reasonsNotToWait()).singleElement().asString().endsWith("is started again");
    }

    @Test
    void aPortThatAClientNamesDoesNotGoBeforeADeclaredOne() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, depends_on: [db, cache]}
          db:
            image: mysql:8.0
            ports: ["3307:3306"]
            healthcheck: {test: ["CMD", "mysqladmin", "ping", "-h", "localhost", "-P", "3307"]}
          cache:
            image: example/cache
            expose: ["6379"]
            healthcheck: {test: ["CMD", "redis-cli", "-p", "6380", "ping"]}
        """);
        assertThat(shop.waits("web")).containsExactly("db:3306", "cache:6379");
        assertThat(shop.endpoint("db").ports()).extracting(Port::number).doesNotContain(3307);
    }

    @Test
    void anAddressDoesNotGoBeforeADeclaredPort() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web:
            image: example/web
            environment: {ALLOWED_ORIGINS: "http://backend,http://api:8080", METRICS: "http://two:9102"}
            depends_on: [backend, api, two]
          backend: {image: example/backend, ports: ["3000:3000"]}
          api: {image: example/api, ports: ["8080:3000"]}
          two: {image: example/two, expose: ["9101", "9102"]}
        """);
        assertThat(shop.waits("web")).containsExactly("backend:3000", "api:3000", "two:9102");
    }

    @Test
    void aPortOfTheImageDoesNotGoBeforeADeclaredOneThatMayReplaceIt() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web:
            image: example/web
            depends_on:
              page: {condition: service_healthy}
              git: {condition: service_healthy}
              ci: {condition: service_healthy}
              panel: {condition: service_healthy}
              search: {condition: service_healthy}
              zero: {condition: service_healthy}
              queue: {condition: service_healthy}
              registry: {condition: service_healthy}
          page: {image: "httpd:2.4", ports: ["8080:8080"], healthcheck: &check {test: ["CMD", "/check"]}}
          git: {image: "gitlab/gitlab-ce:17.0.0-ce.0", ports: ["8929:80"], healthcheck: *check}
          ci: {image: "woodpeckerci/woodpecker-server:v2", ports: ["8000:8000"], healthcheck: *check}
          panel: {image: "portainer/portainer-ce:2.20.0", ports: ["9000:9000"], healthcheck: *check}
          search: {image: "elasticsearch:8.19.0", ports: ["9201:9201"], healthcheck: *check}
          zero: {image: "dgraph/dgraph:v23.1.0", command: "dgraph zero --my=zero:5080", ports: ["6080:6080"], healthcheck: *check}
          queue: {image: "rabbitmq:3-management", ports: ["15672:15672"], healthcheck: *check}
          registry: {image: "nacos/nacos-server:v2.3.2", ports: ["9848:9848"], healthcheck: *check}
        """, HEALTHY);
        assertThat(shop.waits("web"))
                .containsExactly(
                        "page:8080",
                        "git:80",
                        "ci:8000",
                        "panel:9000",
                        "search:9201",
                        "zero-ready:6080",
                        "queue:5672",
                        "registry:9848");
    }

    @Test
    void aPodStartsAtOnceBesideAServerOfAnotherPortThanItsImage() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          ratel: {image: example/ratel, depends_on: [zero]}
          zero: {image: "dgraph/dgraph:v23.1.0", command: "dgraph zero --my=zero:5080", ports: ["6080:6080"]}
        """, HEALTHY);
        assertThat(shop.waits("ratel")).isEmpty();
    }
}
