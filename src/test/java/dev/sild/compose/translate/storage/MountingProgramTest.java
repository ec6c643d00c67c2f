package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which scripts collect files for a web server. */
class MountingProgramTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "sh -c python manage.py collectstatic --noinput && gunicorn x = true",
                "echo collectstatic; ./manage.py collectstatic # at each start = true",
                "if [ $A ]; then django-admin collectstatic; fi = true",
                "./manage.py migrate # no collectstatic = false",
                "echo skip collectstatic = false",
                "if [ $A ]; then printf 'no collectstatic'; fi = false",
                "./manage.py migrate = false",
            })
    void commandsCollect(String script, boolean collects) {
        assertThat(MountingProgram.collects(script)).isEqualTo(collects);
    }
}
