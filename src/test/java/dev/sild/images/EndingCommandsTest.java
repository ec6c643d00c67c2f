package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that end, and those that may not. */
class EndingCommandsTest {
    private static List<String> words(String command) {
        return Arrays.asList(command.split(" "));
    }

    private static List<String> script(String script) {
        return List.of("/bin/sh", "-ec", script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python manage.py migrate --noinput",
                "psql -h db -c select",
                "/usr/bin/tar czf /backup/x.tgz /data",
                "mongosh --host mongo --eval x",
                "kafka-topics.sh --create --topic a",
                "docker-entrypoint.sh psql",
                "env A=b PGPASSWORD=x pg_dump",
                "python3 -m alembic -c alembic.ini upgrade head",
                "bundle exec rails db:migrate",
                "npx --yes prisma migrate deploy",
                "npm run db:migrate",
                "php artisan migrate --force",
                "./wait-for-it.sh db:5432 -- python manage.py migrate",
                "gosu postgres pg_dump",
                "kong migrations bootstrap",
                "dotnet test",
                "mvn -B test",
                "./mvnw clean verify",
                "./gradlew integrationTest",
                "go test ./...",
                "cargo test",
                "bundle exec rspec",
                "vendor/bin/phpunit",
                "php vendor/bin/phpunit",
                "python -m unittest discover",
                "npx playwright test",
                "npm run test:e2e",
                "mix test",
                "php artisan test",
                "deno test",
                "cypress run",
                "./wait-for-it.sh db:5432 -- dotnet test",
                "echo hello"
            })
    void ends(String command) {
        assertThat(EndingCommands.end(words(command))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python manage.py runserver",
                "python app.py",
                "python -c print",
                "postgres -c max_connections=200",
                "redis-cli monitor",
                "rails server",
                "npm start",
                "vault server -dev",
                "kong start",
                "docker-entrypoint.sh",
                "entrypoint.sh server",
                "sh /run.sh",
                "wait-for db:5432",
                "mc mirror --watch a b",
                "dotnet watch test",
                "dotnet run",
                "mvn clean verify spring-boot:run",
                "gradle test bootRun",
                "gradle -t test",
                "go run .",
                "cargo watch -x test",
                "npm run test:watch",
                "npx vitest --ui",
                "cypress open",
                "sleep infinity"
            })
    void mayRunForever(String command) {
        assertThat(EndingCommands.end(words(command))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "until pg_isready; do sleep 1; done; psql -f /init.sql",
                "./wait-for-it.sh db:5432 -- dotnet test",
                "set -e\nfor f in *.sql; do psql -f $f; done\necho done",
                "pg_dump -h db shop | gzip > /backup/shop.gz",
                "mkdir -p /data && chown -R 1000 /data",
                "/server-tools/prepare; exec alembic upgrade head",
                "bash -c 'psql -c 1'",
                ". /app/env.sh\nalembic upgrade head\necho done",
                "set -a; source .env; set +a; python manage.py migrate"
            })
    void scriptEnds(String script) {
        assertThat(EndingCommands.end(script(script))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python worker.py 2>&1 | tee /logs/worker.log",
                "alembic upgrade head && gunicorn app",
                "exec gunicorn app; alembic upgrade head",
                "while true; do pg_dump shop; sleep 60; done",
                "pg_dump shop; sleep 86400",
                "server & psql -c 1; wait",
                "for i in 1 2; do server; done",
                "python manage.py migrate\n. ./run-server.sh",
                "alembic upgrade head\n. /app/env.sh\nsource /app/run.sh\necho done",
                "python manage.py migrate\nread x < /tmp/fifo",
                "mkfifo /tmp/p\nnpm run migrate\ncat /tmp/p",
                "tail -f /dev/null",
                "gunicorn app:app -b 0.0.0.0:8000 && python manage.py createsuperuser",
                "alembic upgrade head; python -m uvicorn app:app; pg_dump shop"
            })
    void scriptMayRunForever(String script) {
        assertThat(EndingCommands.end(script(script))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "/bin/sh", "bash -l", "/usr/bin/python3", "node", "irb", "php -a", "jshell"})
    void aShellWithNothingToRunEnds(String command) {
        assertThat(EndingCommands.end(List.of(command.split(" ")))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bash start.sh", "python3 app.py", "node server.js", "php -S 0.0.0.0:80", "bash -lx", "serve"})
    void whatRunsSomethingMayStay(String command) {
        assertThat(EndingCommands.end(List.of(command.split(" ")))).isFalse();
    }

    @Test
    void nothingIsKnownOfNoWordsAndOfTooMany() {
        List<String> many = new ArrayList<>(Collections.nCopies(100_000, "env"));
        many.add("psql");

        assertThat(EndingCommands.end(List.of())).isFalse();
        assertThat(EndingCommands.end(many)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "uvicorn app:app --reload, uvicorn",
        "python -m uvicorn app.main:app --port 80 --reload, uvicorn",
        "python -u manage.py runserver 0.0.0.0:8000, manage.py",
        "poetry run uvicorn app:app --reload, uvicorn",
        "npx --yes nodemon src/index.js, nodemon",
        "./node_modules/.bin/nodemon, nodemon",
        "node --watch-path=src server.js, node",
        "pnpm exec tsx watch src/index.ts, tsx",
        "dotnet watch run --urls http://+:80, dotnet",
        "./mvnw compile quarkus:dev, mvnw",
        "wait-for-it.sh db:5432 -- air -c .air.toml, air"
    })
    void supervises(String command, String supervisor) {
        assertThat(EndingCommands.supervisor(words(command))).contains(supervisor);
        assertThat(EndingCommands.end(words(command))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uvicorn app:app",
                "flask run --debug",
                "gunicorn --reload app:app",
                "python manage.py runserver --noreload",
                "python manage.py migrate",
                "nodemon --exitcrash index.js",
                "node server.js",
                "nest start",
                "npm run dev"
            })
    void endsWithItsProgramOrIsNotKnown(String command) {
        assertThat(EndingCommands.supervisor(words(command))).isEmpty();
    }

    @Test
    void theLastCommandOfAScriptSupervises() {
        assertThat(EndingCommands.supervisor(script("alembic upgrade head && exec uvicorn app:app --reload")))
                .contains("uvicorn");
        assertThat(EndingCommands.supervisor(script("nodemon index.js & exec nginx")))
                .isEmpty();
        assertThat(EndingCommands.supervisor(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "celery -A shop worker",
                "celery -A shop beat -l info",
                "bundle exec sidekiq",
                "php artisan queue:work",
                "python manage.py qcluster",
                "tail -f /dev/null",
                "sleep infinity",
                "crond -f -l 8",
                "pg_dump -h db"
            })
    void servesNobody(String command) {
        assertThat(EndingCommands.serveNobody(words(command))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gunicorn shop:app",
                "celery -A shop flower",
                "uvicorn shop:app --reload",
                "docker-entrypoint.sh postgres",
                "docker-entrypoint.sh",
                "rails server",
                "php artisan serve"
            })
    void mayServe(String command) {
        assertThat(EndingCommands.serveNobody(words(command))).isFalse();
    }

    @Test
    void aFunctionThatIsCalledLastIsNotKnownToEnd() {
        String functions = "serve() {\n python /app/server.py\n}\nprepare() {\n alembic upgrade head\n}\n";
        assertThat(EndingCommands.end(script(functions + "prepare\nserve"))).isFalse();
        assertThat(EndingCommands.end(script("tell() {\n echo x\n}\ntell\nalembic upgrade head")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gunicorn app:app & sleep 3 && python manage.py migrate",
                "gunicorn --daemon app:app; python manage.py migrate",
                "gunicorn --check-config app:app && python manage.py migrate"
            })
    void aServerThatLetsTheScriptGoOnDoesNotKeepItFromItsEnd(String script) {
        assertThat(EndingCommands.end(script(script))).isTrue();
    }

    @Test
    void aScriptMayServeIfOneOfItsCommandsMay() {
        assertThat(EndingCommands.serveNobody(script("dump() {\n pg_dump x\n}\nwhile :; do dump; sleep 60; done")))
                .isTrue();
        assertThat(EndingCommands.serveNobody(script("mkdir /a && exec crond -f")))
                .isTrue();
        assertThat(EndingCommands.serveNobody(script("nginx && tail -f /var/log/nginx/access.log")))
                .isFalse();
        assertThat(EndingCommands.serveNobody(script("gunicorn a:b & celery -A a worker")))
                .isFalse();
        assertThat(EndingCommands.serveNobody(script("echo x; exec \"$@\""))).isFalse();
        assertThat(EndingCommands.serveNobody(script("pg_dump x\n. /init/common.sh")))
                .isFalse();
        assertThat(EndingCommands.serveNobody(List.of())).isFalse();
    }
}
