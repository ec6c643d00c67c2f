package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that change the tables of a database, and end. */
class MigrationCommandsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "python manage.py migrate --noinput",
                "poetry run alembic upgrade head",
                "npx prisma migrate deploy",
                "npm run db:migrate",
                "php artisan migrate --force",
                "goose -dir migrations up"
            })
    void changesADatabase(String command) {
        assertThat(EndingCommands.migrate(List.of(command.split(" ")))).isTrue();
        assertThat(EndingCommands.end(List.of(command.split(" ")))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python manage.py collectstatic",
                "npx prisma generate",
                "npm ci",
                "npm run db:generate",
                "php artisan config:cache",
                "mkdir -p migrate",
                "gunicorn app"
            })
    void changesNoDatabase(String command) {
        assertThat(EndingCommands.migrate(List.of(command.split(" ")))).isFalse();
    }
}
