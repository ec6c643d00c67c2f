package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Container;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is to listen at the name of its own service listens at all addresses of its pod. */
class ListenAddressesTest {
    private static final String PORTS = ", ports: ['80:8000']";

    @TempDir
    Path folder;

    private TranslatedProject web(String service) throws Exception {
        return TranslatedProject.of(folder, "services: {web: {" + service + "}}\n");
    }

    private static Container container(TranslatedProject project) {
        return project.pod("web").containers().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uvicorn app:app --host web --port 8000 | uvicorn app:app --host 0.0.0.0 --port 8000",
                "uvicorn app:app --host=web | uvicorn app:app --host=0.0.0.0",
                "gunicorn -b web:8000 app:app | gunicorn -b 0.0.0.0:8000 app:app",
                "gunicorn --bind=web:8000 app:app | gunicorn --bind=0.0.0.0:8000 app:app",
                "python manage.py runserver web:8000 | python manage.py runserver 0.0.0.0:8000",
                "serve --http.addr web:8000 | serve --http.addr 0.0.0.0:8000",
                "serve --listen-address web | serve --listen-address 0.0.0.0"
            })
    void optionsOfServersGetAllAddresses(String command, String opened) throws Exception {
        TranslatedProject words = web("image: 'example/web:1', command: '" + command + "'" + PORTS);
        assertThat(container(words).args().stream().map(Text::value)).containsExactly(opened.split(" "));
        assertThat(words.codes()).containsOnlyOnce(Code.HOST_REPLACED);

        TranslatedProject script = web("image: 'example/web:1', command: [sh, -c, '" + command + "']" + PORTS);
        assertThat(container(script).args().get(2).value()).isEqualTo(opened);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UVICORN_HOST | web | 0.0.0.0",
                "BIND | 'web:8000' | 0.0.0.0:8000",
                "APP_LISTEN_ADDR | web:8000 | 0.0.0.0:8000",
                "server.bind-address | web | 0.0.0.0",
                "HOST | web | web",
                "API_HOST | web | web",
                "LISTEN_URL | web | web",
                "LISTENERS | web:8000 | web:8000",
                "LISTEN | web-2:8000 | web-2:8000",
                "LISTEN | my.web | my.web",
                "LISTEN | http://web:8000 | http://web:8000",
                "ADVERTISED_LISTEN_ADDR | web:8000 | web:8000"
            })
    void variablesThatSayWhereAServerListensDoToo(String name, String value, String opened) throws Exception {
        TranslatedProject project = web("image: 'example/web:1', environment: {" + name + ": '" + value + "'}" + PORTS);

        assertThat(container(project).env()).contains(new Container.Env(name, Text.of(opened)));
        assertThat(project.codes().contains(Code.HOST_REPLACED)).isEqualTo(!opened.equals(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve --connect web:8000",
                "serve --host web-2",
                "serve --host web.example.com",
                "serve --bind other",
                "serve --bind web:8000 --join other:8000",
                "serve --bind web:8000 --advertise-addr web:8000",
                "spark-class org.apache.spark.deploy.master.Master --host web",
                "dask scheduler --host web"
            })
    void otherOptionsAndMembersOfClustersStay(String command) throws Exception {
        TranslatedProject project = web("image: 'example/web:1', command: '" + command + "'" + PORTS);

        assertThat(container(project).args().stream().map(Text::value)).containsExactly(command.split(" "));
        assertThat(project.codes()).doesNotContain(Code.HOST_REPLACED);
    }

    @Test
    void aVariableInAnAddressStaysOne() throws Exception {
        TranslatedProject project = web("image: 'example/web:1', command: ['-b', 'web:${PORT:-8000}']" + PORTS);

        assertThat(container(project).args().get(1))
                .isEqualTo(new Text.Concat(List.of(Text.of("0.0.0.0:"), new Text.Variable("PORT", "8000"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example/web:1 | expose: ['8000'] | web",
                "example/web:1 | expose: ['8000'], deploy: {replicas: 2} | 0.0.0.0",
                "example/web:1 | expose: ['8000'], x-sild: {kind: StatefulSet} | 0.0.0.0",
                "example/web:1 | ports: ['8000:8000'] | 0.0.0.0",
                "redis:7 | ports: ['6379:6379'] | 0.0.0.0",
                "cassandra:5 | ports: ['9042:9042'] | web"
            })
    void theNameStaysWhereItLeadsToTheServer(String image, String more, String address) throws Exception {
        TranslatedProject project = web("image: '" + image + "', command: [serve, --bind, web], " + more);

        assertThat(container(project).args().get(2).value()).isEqualTo(address);
    }

    @Test
    void longCommandsTakeNoLongerThanTheyAre() {
        String hostile = "-" + "a-".repeat(20_000) + "listen web ";
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> web("image: 'example/web:1', command: [sh, -c, '" + hostile + "']" + PORTS));
    }
}
