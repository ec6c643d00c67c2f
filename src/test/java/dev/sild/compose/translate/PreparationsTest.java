package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that prepare something and end, by their names and commands, also where they have a terminal. */
class PreparationsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "konga-prepare | image: 'pantsel/konga:0.14.9', command: -c prepare -a postgres -u postgresql://db:5432/x, restart: on-failure",
                "konga | image: 'pantsel/konga:0.14.9', command: -c prepare -a postgres, restart: on-failure",
                "admin | image: 'kong:3', command: --conf /etc/kong.conf migrations",
                "app-init | image: 'example/app:1', command: 'bash -c \"./fill && node init.js\"'",
                "db-setup | image: 'example/app:1', entrypoint: /opt/setup.sh, restart: 'on-failure:3'",
                "init-data | image: 'example/app:1', command: ./load all",
                "create-topics | image: 'example/app:1', command: ./topics",
                "db-migrate | image: 'example/app:1', command: /opt/shop up",
            })
    void whatPreparesIsAJob(String service, String settings) throws Exception {
        assertThat(workload(service, settings)).isInstanceOf(Workload.Once.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "app-init | image: 'example/app:1', command: ./fill, restart: always",
                "app-init | image: 'example/app:1', command: ./fill, restart: unless-stopped",
                "app-init | image: 'example/app:1', command: ./fill, ports: ['80:80']",
                "app-init | image: 'example/app:1', command: ./fill, tty: true",
                "app-init | image: 'example/app:1', command: ./fill, healthcheck: {test: [CMD, ./well]}",
                "app-init | image: 'example/app:1', command: ./start",
                "app-init | image: 'example/app:1', command: 'sh -c \"./fill; sleep infinity\"'",
                "app-init | image: 'example/app:1', command: celery -A app worker",
                "app-init | image: 'example/app:1', environment: {A: b}",
                "konga | image: 'pantsel/konga:0.14.9', command: -c serve --migrate",
                "initial | image: 'example/app:1', command: ./fill",
                "app-init | image: 'example/app:1', command: ./fill, x-sild: {kind: Deployment}",
            })
    void whatSaysMoreRunsForever(String service, String settings) throws Exception {
        assertThat(workload(service, settings)).isInstanceOf(Workload.Replicated.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sh /setup.sh | until nc -z db 5432; do sleep 1; done\\ncurl -X POST http://db/x | true",
                "bash /setup.sh | psql -h db -c 'select 1' | true",
                "sh /setup.sh | mysql -h db < /tmp/dump.sql | true",
                "sh /setup.sh | while read name; do echo $name; done < names\\ncurl http://db | true",
                "sh /setup.sh | exec psql -h db shop | false",
                "sh /setup.sh | sleep 3; redis-cli -h db | false",
                "sh /setup.sh | read name\\ncurl http://db/$name | false",
                "sh /setup.sh | pip install shop\\nexec bash | false",
                "sh /setup.sh | pip install shop\\nsudo bash -l | false",
                "sh | curl http://db | false",
                "/bin/bash -l | curl http://db | false",
                "python | curl http://db | false",
            })
    void aScriptThatEndsDoesSoWhereItHasATerminal(String command, String script, boolean ends) throws Exception {
        Files.writeString(folder.resolve("setup.sh"), script.replace("\\n", "\n") + "\n");
        for (String terminal : new String[] {"tty: true", "stdin_open: true", "tty: true, stdin_open: true"}) {
            assertThat(workload(
                            "fill",
                            "image: 'example/app:1', volumes: ['./setup.sh:/setup.sh'], command: " + command + ", "
                                    + terminal))
                    .isInstanceOf(ends ? Workload.Once.class : Workload.Replicated.class);
        }
    }

    private Workload workload(String service, String settings) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices: {" + service + ": {" + settings + "}}\n")
                .pod(service)
                .workload();
    }
}
