package dev.sild.images.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a container runs another program than its image. */
class RunProgramTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                | gunicorn app         |        | celery -A app worker       | true",
                "                | gunicorn app         |        | gunicorn app --reload      | false",
                "                | gunicorn app         |        |                            | false",
                "entry.sh        | gunicorn app         |        | celery worker              | true",
                "entry.sh        | gunicorn app         | celery | worker                     | true",
                "entry.sh        |                      |        | worker                     | false",
                "postgres        |                      | redis  |                            | true",
                "                | postgres             |        | -c max_connections=200     | false",
                "                | php-fpm              |        | php artisan queue:work     | true",
                "                | php artisan serve    |        | php artisan queue:work     | true",
                "                | npm start            |        | npm run worker             | true",
                "                | node dist/index.js   |        | node dist/worker.js        | true",
                "                | node dist/index.js   |        | node --inspect dist/index.js | false",
                "                | python manage.py run |        | python3 manage.py work     | true",
                "                | bundle exec puma     |        | bundle exec sidekiq -C x   | true",
                "                | /usr/bin/java -jar a.jar |    | java -Xmx1g -jar a.jar     | false",
                "                | sh -c exec_puma      |        | sidekiq                    | true",
                "                |                      |        | celery worker              | false",
                "                | tini -- puma         |        | puma -C x                  | false",
            })
    void isThatOfTheFirstWordsThatNameOne(
            String entrypoint, String command, String ownEntrypoint, String ownCommand, boolean differs) {
        assertThat(RunProgram.differs(words(entrypoint), words(command), words(ownEntrypoint), words(ownCommand)))
                .isEqualTo(differs);
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "migrate && gunicorn app | gunicorn app | false",
                "exec gunicorn app       | gunicorn app | false",
                "gunicorn app; celery x  | gunicorn app | true",
            })
    void ofAScriptIsTheLast(String script, String own, boolean differs) {
        assertThat(RunProgram.differs(List.of(), List.of("/bin/sh", "-c", script), List.of(), words(own)))
                .isEqualTo(differs);
    }
}
