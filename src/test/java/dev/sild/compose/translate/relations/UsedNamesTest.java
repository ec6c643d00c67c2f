package dev.sild.compose.translate.relations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Endpoint;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names of containers need a Service because a file of a build context has them. */
class UsedNamesTest {
    @TempDir
    Path folder;

    private List<String> unused(String file) throws Exception {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve("Dockerfile"), "FROM php:8.3-apache\nCOPY . /var/www/html\n");
        Files.writeString(folder.resolve(file), "<?php return ['host' => 'paydb'];\n");
        return TranslatedProject.of(
                        folder,
                        "services:\n  db: {image: postgres:17, container_name: paydb}\n  app: {build: ., ports: ['80:80']}\n")
                .reasons(Code.NAME_UNUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/config.php", "vendor/acme/pay/config.php"})
    void codeOfTheProjectMayUseThem(String file) throws Exception {
        assertThat(unused(file)).isEmpty();
    }

    @Test
    void packagesOfOthersDoNot() throws Exception {
        assertThat(unused("node_modules/pay/config.php")).hasSize(1);
    }

    private List<String> endpoints(String others) throws Exception {
        return TranslatedProject.of(folder, "services:\n  setup: {image: example/setup, restart: 'no'}\n" + others)
                .translation()
                .application()
                .endpoints()
                .stream()
                .map(Endpoint::dnsName)
                .toList();
    }

    @Test
    void aJobWithoutAPortThatNobodyNamesHasNoService() throws Exception {
        assertThat(endpoints("  app: {image: example/app, ports: ['80:80'], depends_on: [setup]}\n"))
                .containsExactly("app");
    }

    @Test
    void itsOwnCommandDoesNotNameIt() throws Exception {
        assertThat(TranslatedProject.of(
                                folder,
                                "services:\n  setup: {image: example/setup, restart: 'no', command: sh /setup.sh}\n")
                        .translation()
                        .application()
                        .endpoints())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "environment: {STATUS: 'http://setup:80'}",
                "environment: {SETUP_HOST: setup}",
                "command: [sh, -c, 'until getent hosts setup; do sleep 1; done; serve']",
                "links: [setup]",
                "volumes: ['./wait.conf:/etc/wait.conf:ro']",
            })
    void aJobThatSomethingNamesHasOne(String attribute) throws Exception {
        Files.writeString(folder.resolve("wait.conf"), "wait setup\n");

        assertThat(endpoints("  app: {image: example/app, ports: ['80:80'], " + attribute + "}\n"))
                .contains("setup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services:\n  job: {image: example/job, restart: 'no', expose: [80]}\n",
                "services:\n  job: {image: example/job, restart: always}\n",
                "services:\n  one: {image: example/job, restart: 'no', networks: {default: {aliases: [job]}}}\n",
            })
    void portsAliasesAndWhatRunsOnKeepIt(String project) throws Exception {
        assertThat(TranslatedProject.of(folder, project)
                        .translation()
                        .application()
                        .endpoints())
                .map(Endpoint::dnsName)
                .contains("job");
    }

    @Test
    void theNameOfAContainerIsLookedForAsItIsWritten() throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM example/app:1\nCOPY . .\n");
        Files.writeString(folder.resolve("render.yaml"), "databases: [{name: shop-db}]\n");
        String project = "services:\n  db: {image: example/db:1, container_name: shop_db}\n"
                + "  app: {build: ., ports: ['80:80'], environment: {DB_HOST: %s}}\n";
        assertThat(endpointsOf(project.formatted("db"))).doesNotContain("shop-db");
        assertThat(endpointsOf(project.formatted("shop_db"))).contains("shop-db");
    }

    private List<String> endpointsOf(String project) throws Exception {
        return TranslatedProject.of(folder, project).translation().application().endpoints().stream()
                .map(Endpoint::dnsName)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services:\n  db_setup: {image: example/job, restart: 'no'}\n"
                        + "  app: {image: example/app, ports: ['80:80'], environment: {SETUP_HOST: db_setup}}\n",
                "services:\n  db_setup: {image: example/job, restart: 'no'}\n"
                        + "  app: {image: example/app, ports: ['80:80'], environment: {SETUP_HOST: db-setup}}\n",
                "services:\n  DB-Setup: {image: example/job, restart: 'no'}\n"
                        + "  app: {image: example/app, ports: ['80:80'], environment: {SETUP_HOST: DB-Setup}}\n",
            })
    void aNameThatChangesIsFoundAsItIsWritten(String project) throws Exception {
        assertThat(endpointsOf(project)).contains("db-setup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "environment: {SPARK_DRIVER_HOST: job}",
                "command: [spark-submit, --conf, spark.driver.host=job, app.py]",
                "command: submit --callback http://job/done",
                "networks: [others]",
                "labels: {kompose.service.type: headless}",
            })
    void aJobThatGivesItsNameToOthersHasOne(String attribute) throws Exception {
        assertThat(endpointsOf("services:\n  job: {image: example/job, restart: 'no', " + attribute
                        + "}\nnetworks: {others: {external: true}}\n"))
                .containsExactly("job");
    }

    @Test
    void aJobOnADefaultNetworkOfOthersHasOne() throws Exception {
        assertThat(endpointsOf("services:\n  job: {image: example/job, restart: 'no'}\n"
                        + "networks: {default: {name: others, external: true}}\n"))
                .containsExactly("job");
    }

    @Test
    void aBuildThatIsNotReadMayNameAJob() throws Exception {
        assertThat(endpoints("  app: {build: 'https://example.com/app.git', ports: ['80:80']}\n"))
                .contains("setup");
    }

    private List<String> endpointsOfTasks(String attributes) throws Exception {
        return endpointsOf("services:\n  tasks: {image: example/app, " + attributes + "}\n"
                + "  api: {image: example/api, ports: ['80:80'], depends_on: [tasks]}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "celery -A shop worker -l info",
                "bundle exec sidekiq",
                "php artisan queue:work",
                "./entrypoint.sh celery -A shop worker",
                "watchmedo auto-restart --recursive -- celery -A shop worker",
                "sh -c 'python manage.py migrate && celery -A shop worker'",
            })
    void aWorkerWithoutAPortThatNobodyNamesHasNoService(String command) throws Exception {
        assertThat(endpointsOfTasks("command: " + command)).doesNotContain("tasks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: ./work",
                "command: tail -f /dev/null",
                "command: celery -A shop flower",
                "command: honcho start web sidekiq",
                "command: [concurrently, celery -A shop worker, ./serve]",
                "command: sh -c './server & celery -A shop worker'",
                "command: celery -A shop worker, expose: [9808]",
                "command: celery -A shop worker, x-sild: {kind: StatefulSet}",
                "command: celery -A shop worker, environment: {FLOWER: 'http://tasks/'}",
            })
    void whatMayServeOrIsNamedHasOne(String attributes) throws Exception {
        assertThat(endpointsOfTasks(attributes)).contains("tasks");
    }

    @Test
    void aWorkerThatSharesItsPodWithAServerHasOne() throws Exception {
        assertThat(endpointsOf("services:\n  tasks: {image: example/app, command: celery -A shop worker}\n"
                        + "  side: {image: example/side, network_mode: 'service:tasks'}\n"))
                .contains("tasks");
    }
}
