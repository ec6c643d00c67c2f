package dev.sild.compose.translate.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Container;
import dev.sild.report.Code;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands call services by the names that these have in the cluster, where their programs take a host. */
class HostArgumentsTest {
    @TempDir
    Path folder;

    private TranslatedProject project(String command) throws Exception {
        return TranslatedProject.of(
                folder,
                "services:\n  my_db: {image: 'example/db:1', ports: ['6379']}\n"
                        + "  web: {image: 'example/web:1', ports: ['80:80'], command: " + command + "}\n");
    }

    private static String command(TranslatedProject project) {
        Container web = project.pod("web").containers().get(0);
        return web.args().toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "[sh, -c, 'nc -z my_db 6379'] # nc -z my-db 6379",
                "[sh, -c, 'until nc -w 5 -z my_db 6379; do sleep 1; done; serve'] # nc -w 5 -z my-db 6379;",
                "[sh, -c, 'redis-cli -h my_db && serve'] # redis-cli -h my-db &&",
                "[sh, -c, 'wait-for my_db 6379 -- serve'] # wait-for my-db 6379",
                "[sh, -c, './wait-for.sh -t 30 my_db 6379 && serve'] # -t 30 my-db 6379",
                "[sh, -c, 'ping -c 1 my_db'] # ping -c 1 my-db",
                "[sh, -c, 'getent hosts my_db && serve'] # getent hosts my-db",
                "[sh, -c, 'nslookup my_db'] # nslookup my-db",
                "[sh, -c, 'PGPASSWORD=x psql -U app -d my_db -h my_db'] #  psql -U app -d my_db -h my-db",
                "[sh, -c, 'psql --host my_db'] # psql --host my-db",
                "[sh, -c, 'mysqladmin ping -h \"my_db\" --silent'] # ping -h \"my-db\"",
                "[sh, -c, 'ping my_db; nc my_db 1; echo my_db'] # ping my-db; nc my-db 1; echo my_db",
                "[sh, -c, 'echo \"$(getent hosts my_db)\"'] # getent hosts my-db",
                "[redis-cli, -h, my_db] # [value=my-db]",
                "[nc, -z, my_db, '6379'] # [value=my-db]",
                "[/bin/ping, my_db] # [value=my-db]",
                "[./wait-for, my_db, '6379', --, serve] # [value=my-db]",
                "[getent, hosts, my_db] # [value=my-db]",
            })
    void aServiceIsCalledByItsNewNameWhereAProgramTakesAHost(String words, String has) throws Exception {
        assertThat(command(project(words))).contains(has);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[sh, -c, 'echo waiting for my_db; serve']",
                "[sh, -c, 'echo ping my_db; serve']",
                "[sh, -c, 'ls /data/my_db/x']",
                "[sh, -c, 'psql -d my_db']",
                "[sh, -c, 'psql -h localhost my_db']",
                "[sh, -c, 'createdb my_db']",
                "[sh, -c, 'du -h my_db']",
                "[psql, -d, my_db]",
                "[sh, -c, 'nc localhost 1 || serve my_db']",
            })
    void theSameWordElsewhereIsNoHost(String words) throws Exception {
        TranslatedProject project = project(words);

        assertThat(command(project)).contains("my_db").doesNotContain("my-db");
        assertThat(project.codes()).doesNotContain(Code.HOST_REPLACED);
    }

    @Test
    void placesInSeveralLinesAndInACommandThatGoesOnInTheNextAreFound() throws Exception {
        assertThat(command(project("[sh, -c, \"set -e\\nnc -z my_db 1\\npsql -U app \\\\\\n  -h my_db\\nserve\\n\"]")))
                .contains("nc -z my-db 1")
                .contains("-h my-db");
    }

    @Test
    void aSecretInTheSameScriptStaysOne() throws Exception {
        assertThat(command(project("[sh, -c, 'redis-cli -h my_db -a ${REDIS_PASSWORD:-geheim-4711}']")))
                .contains("redis-cli -h ")
                .contains("my-db")
                .contains("EnvRef[name=REDIS_PASSWORD]")
                .doesNotContain("geheim");
    }
}
