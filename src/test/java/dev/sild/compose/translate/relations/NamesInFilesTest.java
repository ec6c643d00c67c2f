package dev.sild.compose.translate.relations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a mounted file has a changed name as a host, and where it is a database or a user of the same name. */
class NamesInFilesTest {
    @TempDir
    Path folder;

    private List<String> found(String file, String text) throws Exception {
        Files.writeString(folder.resolve(file), text);
        return TranslatedProject.of(
                        folder,
                        "services:\n  shop_db: {image: postgres:17}\n  app: {image: example/app, volumes: ['./%s:/etc/%s:ro']}\n"
                                .formatted(file, file))
                .reasons(Code.NAME_IN_FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DATABASE_URL=postgresql://u:p@pg:5432/shop_db",
                "DB_DATABASE=shop_db",
                "PGDATABASE=shop_db",
                "MONGO_INITDB_DATABASE=shop_db",
                "MYSQL_USER=shop_db",
                "dbname=shop_db",
                "spring.datasource.username=shop_db",
                "Initial Catalog=shop_db;Database=shop_db",
                "CREATE DATABASE IF NOT EXISTS shop_db;",
                "psql -U shop_db -d shop_db -f a.sql",
                "createdb shop_db",
                "db.name=shop_db",
                "spring.datasource.name: shop_db",
                "db:\n  name: shop_db",
                "[database]\nname = \"shop_db\"",
                "{\"db\": {\"name\": \"shop_db\"}}",
                "DATABASES = {'default': {'NAME': 'shop_db'}}",
                "os.environ.get(\"DB_NAME\", \"shop_db\")",
                "'x' => env('DB_DATABASE', 'shop_db')",
                "const name = process.env.POSTGRES_DB || 'shop_db'",
                "${DB_NAME:-shop_db}"
            })
    void databasesAndUsersAreNoHosts(String line) throws Exception {
        assertThat(found("app.conf", line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DATABASE_URL=postgresql://shop_db:p@shop_db:5432/shop_db",
                "DB_HOST=shop_db",
                "host=shop_db dbname=shop_db",
                "server shop_db:5432;",
                "targets: ['shop_db:9187']",
                "replicaof shop_db 6379",
                "server database shop_db:5432 check",
                "server user shop_db:5432 check",
                "queue: shop_db:5672",
                "bucket=\"shop_db:9000\"",
                "user=shop_db database=shop_db:5432",
                "host.name=shop_db",
                "host-name: shop_db",
                "{\"db\": {\"name\": \"shop_db\", \"host\": \"shop_db\"}}",
                "env('DB_HOST', 'shop_db')",
                "name: shop_db:5432",
                "DB_NAME: postgresql://u@shop_db/x"
            })
    void hostsAre(String line) throws Exception {
        assertThat(found("app.conf", line)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USE shop_db;", "GRANT ALL ON shop_db.* TO 'u'@'%';", "\\c shop_db"})
    void statementsHaveDatabases(String line) throws Exception {
        assertThat(found("init.sql", line)).isEmpty();
        assertThat(found("init.sql", line + "\nSELECT * FROM dblink('host=shop_db', 'x');"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SETTINGS kafka_broker_list = 'shop_db:9092';",
                "SETTINGS kafka_broker_list = 'other:9092,shop_db:9092';",
                "ENGINE = PostgreSQL('shop_db:5432', 'shop', 't', 'u', 'p');"
            })
    void statementsHaveAddresses(String line) throws Exception {
        assertThat(found("init.sql", "CREATE TABLE shop_db.t (id int)\n" + line))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.graphql.cors.allowed-origins=http://shop_db:3000,http://localhost:6300",
                "CORS_ORIGINS=http://shop_db:3000",
                "CSRF_TRUSTED_ORIGINS = [\n  'http://shop_db:3000',\n]",
                "cors:\n  allowed-origins:\n    - http://shop_db:3000\n    - http://other:80",
                "app.use(cors({origin: 'http://shop_db:3000'}))",
                "allow_origins=[\"http://shop_db:3000\"]",
                "add_header Access-Control-Allow-Origin http://shop_db:3000;"
            })
    void namesThatServersAcceptAreNoHosts(String text) throws Exception {
        assertThat(found("app.conf", text)).isEmpty();
        assertThat(found("app.conf", text + "\nDB_HOST=shop_db")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CORS_PROXY_URL=http://shop_db:3000",
                "{\"cors\": \"http://a\", \"url\": \"http://shop_db:3000\"}",
                "allowed-origins:\nurl: http://shop_db:3000",
                "server: { cors: true, proxy: { '/api': 'http://shop_db:3000' } },",
                "const cors = require('cors'), api = 'http://shop_db:3000'",
                "{allowed_origins: http://a, url: http://shop_db:3000}",
                "origins:\n  - http://shop_db:3000",
                "ALLOWED_HOSTS = ['shop_db:80', 'localhost']",
                "server {\n  server_name shop_db;\n}"
            })
    void namesBesideThemAre(String text) throws Exception {
        assertThat(found("app.conf", text)).hasSize(1);
    }

    @Test
    void upstreamOfAnotherFileInTheFolderIsNoHost() throws Exception {
        Files.createDirectories(folder.resolve("conf.d"));
        Files.writeString(folder.resolve("conf.d/a.conf"), "upstream shop_db {\n  server other:80;\n}\n");
        Files.writeString(folder.resolve("conf.d/b.conf"), "server { location / { proxy_pass http://shop_db; } }\n");
        String project = """
            services:
              shop_db: {image: 'postgres:17'}
              web: {image: 'nginx:1.27', volumes: ['./conf.d:/etc/nginx/conf.d:ro']}
            """;

        assertThat(TranslatedProject.of(folder, project).reasons(Code.NAME_IN_FILE))
                .isEmpty();

        Files.writeString(folder.resolve("conf.d/a.conf"), "upstream shop_db {\n  server shop_db:80;\n}\n");
        assertThat(TranslatedProject.of(folder, project).reasons(Code.NAME_IN_FILE))
                .hasSize(1);
    }

    @Test
    void otherComposeFilesOfTheProjectAreReadByNoProgram() throws Exception {
        for (String file : List.of("docker-compose.prod.yml", "compose-dev.yaml", "docker-compose.yml")) {
            Files.writeString(folder.resolve(file), "services: {app: {environment: {DB_HOST: 'shop_db:5432'}}}\n");
        }
        Files.writeString(folder.resolve("app.conf"), "host=shop_db:5432\n");
        Files.createDirectories(folder.resolve("stacks"));
        Files.writeString(folder.resolve("stacks/compose.yaml"), "services: {a: {links: ['shop_db:5432']}}\n");
        Files.writeString(folder.resolve("Dockerfile"), "FROM python:3.12\nCOPY . /srv\n");

        TranslatedProject project = TranslatedProject.of(
                folder,
                "services:\n  shop_db: {image: postgres:17}\n  app: {image: example/app, volumes: ['.:/app:ro']}\n"
                        + "  web: {build: .}\n");

        assertThat(project.translation().findings().stream()
                        .filter(finding -> finding.code() == Code.NAME_IN_FILE)
                        .map(finding -> finding.origin().file()))
                .containsExactlyInAnyOrder("app.conf", "stacks/compose.yaml");
    }

    @Test
    void aFileThatIsMountedTwiceIsOnePlace() throws Exception {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/nginx.conf"), "proxy_pass http://shop_db:5432;\n");

        assertThat(TranslatedProject.of(
                                folder,
                                "services:\n  shop_db: {image: postgres:17}\n"
                                        + "  app: {image: example/app, volumes: ['./conf:/conf:ro']}\n"
                                        + "  web: {image: nginx, volumes: ['./conf/nginx.conf:/etc/nginx/nginx.conf:ro']}\n")
                        .reasons(Code.NAME_IN_FILE))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "app.conf|   server tasks.db;|               deploy: {mode: global}|                       1",
                "app.conf|   server tasks.search:80;|        deploy: {mode: global}|                       1",
                "app.conf|   server tasks.nobody:80;|        deploy: {mode: global}|                       0",
                "app.conf|   server tasks.db;|               deploy: {resources: {limits: {memory: 64m}}}| 0",
                "app.py|     connect('tasks.db')|            deploy: {mode: global}|                       0",
                "app.py|     connect('http://tasks.db:80/')| deploy: {mode: global}|                       1"
            })
    void aSwarmsNameOfTasksIsReportedWhereItIsAHost(String file, String line, String key, int findings)
            throws Exception {
        Files.writeString(folder.resolve(file), line);

        assertThat(TranslatedProject.of(
                                folder,
                                "services:\n  db: {image: example/db, networks: {default: {aliases: [search]}}, %s}\n"
                                                .formatted(key)
                                        + "  app: {image: example/app, volumes: ['./%s:/etc/%s:ro']}\n"
                                                .formatted(file, file))
                        .reasons(Code.NAME_IN_FILE))
                .hasSize(findings);
    }
}
