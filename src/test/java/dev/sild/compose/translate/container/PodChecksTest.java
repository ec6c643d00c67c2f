package dev.sild.compose.translate.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health checks call services by the names that these have in the cluster. */
class PodChecksTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "[CMD, curl, -f, 'http://my_api:3000/x'] # http://my-api:3000/x",
                "curl -f http://my_api:3000/x && curl -f http://my_web:80 # http://my-api:3000/x && curl -f http://my-web:80",
                "[CMD-SHELL, 'redis-cli -h my_db ping | grep PONG'] # redis-cli -h my-db ping",
                "[CMD-SHELL, 'nc -z my_db 6379 || exit 1'] # nc -z my-db 6379",
                "[CMD, pg_isready, -h, my_db] # -h, my-db",
                "[CMD, nc, -z, my_db, '6379'] # -z, my-db",
                "[CMD-SHELL, 'ping my_db; nc -z my_db 1; psql -U my_db'] # ping my-db; nc -z my-db 1; psql -U my_db",
                "[CMD, pg_isready, -U, my_db] # -U, my_db",
            })
    void aChangedNameOfAServiceIsChangedInChecks(String test, String has) throws Exception {
        TranslatedProject project = TranslatedProject.of(
                folder,
                "services:\n  my_api: {image: 'example/api:1'}\n  my_db: {image: 'example/db:1'}\n"
                        + "  my_web: {image: 'example/web:1', ports: ['80:80'], healthcheck: {test: " + test + "}}\n");

        assertThat(project.pod("my-web").containers().get(0).health().toString())
                .contains(has);
    }
}
