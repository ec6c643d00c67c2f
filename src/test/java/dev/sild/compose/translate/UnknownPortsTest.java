package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a service that others start after may be a server of which no port is known. */
class UnknownPortsTest {
    @TempDir
    Path folder;

    private List<String> reasons(String command) throws Exception {
        return TranslatedProject.of(
                        folder,
                        "services:\n  tasks: {image: example/api, command: " + command
                                + "}\n  api: {image: example/api, ports: ['80:80'], depends_on: [tasks]}\n")
                .reasons(Code.PORT_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "celery -A shop worker -l info",
                "celery -A shop beat",
                "['celery', '-A', 'shop', 'beat', '--schedule', '/tmp/x.db']",
                "watchmedo auto-restart --pattern=*.py --recursive -- celery -A shop worker",
                "watchfiles 'celery -A shop worker' src",
                "./entrypoint.sh celery -A shop worker",
                "./wait.sh php artisan queue:work",
                "./run bundle exec sidekiq",
                "sh -c 'python manage.py migrate && celery -A shop worker'",
                "./entrypoint.sh sh -c 'sleep 5 && exec celery -A shop worker'",
                "./wait.sh -t 30 -- cron"
            })
    void workersAreNone(String command) throws Exception {
        assertThat(reasons(command)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./run server",
                "celery -A shop flower",
                "./entrypoint.sh python main.py",
                "sh -c 'sleep 10 && node server.js'",
                "sh -c 'sleep 5 && ./server'",
                "sh -c 'sleep 10 && exec ./server'",
                "sh -c './server & celery -A shop worker'",
                "./entrypoint.sh serve --cron true",
                "./entrypoint.sh serve --jobs cron",
                "./start.sh find",
                "/wait.sh db -- ./server --sort date",
                "./entrypoint.sh 'sleep 5 && ./server'"
            })
    void othersMayBe(String command) throws Exception {
        assertThat(reasons(command)).hasSize(1);
    }
}
