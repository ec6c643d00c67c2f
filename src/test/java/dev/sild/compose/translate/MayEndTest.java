package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which services are said to end perhaps, by their commands. */
class MayEndTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: 'python:3.12', command: python -u /opt/app/src/main.py",
                "image: 'python:3.12', command: python main.py, working_dir: /web",
                "image: 'node:22', command: node /api/load.js",
                "image: 'node:22', command: npm run load",
                "image: 'golang:1.24', command: go run ./seed",
                "image: 'mcr.microsoft.com/dotnet/sdk:8.0', command: dotnet run --project /app/Load",
                "image: 'python:3.12', command: 'sh -c \"echo Waiting for a server; python load.py\"'",
                "image: 'example/own:1', command: 'sh -c \"cd /app && python fill.py\"'",
                "image: 'node:22', hostname: node, command: sh -c 'npm ci && npm run build'",
                "image: 'node:22', working_dir: /web, command: [bash, -c, 'yarn && yarn build']",
            })
    void thatRunsAProgramOfTheProjectMayEnd(String service) throws Exception {
        assertThat(isNamed(service)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: 'python:3.12', command: python app.py",
                "image: 'python:3.12', command: python /code/consumer.py",
                "image: 'ruby:3.3', command: bundle exec puma",
                "image: 'node:22', command: npm run dev",
                "image: 'node:22', command: node server.js",
                "image: 'node:22', command: sh -c 'npm run build && npm start'",
                "image: 'node:22', command: npm run build -- --watch",
                "image: 'postgres:17', command: /opt/copy.sh",
                "image: 'example/node:1', command: geth-node --fast",
            })
    void thatIsNamedAsAServerDoesNot(String service) throws Exception {
        assertThat(isNamed(service)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "main.py | import uvicorn; uvicorn.run(app, port=8000) | python main.py | false",
                "main.py | print(1) | python main.py | true",
                "index.js | http.createServer(f).listen(3000) | node /srv/index.js | false",
                "up.sh | exec gunicorn shop:it | sh up.sh | false",
                "up.sh | python fill.py | sh up.sh | true",
                "package.json | {\"scripts\": {\"fill\": \"node index.js && http-server\"}} | npm run fill | false",
            })
    void whoseProgramListensDoesNot(String file, String text, String command, boolean named) throws Exception {
        Files.createDirectories(folder.resolve("code"));
        Files.writeString(folder.resolve("code").resolve(file), text + "\n");

        assertThat(isNamed("image: 'example/own:1', working_dir: /srv, volumes: ['./code:/srv'], command: " + command))
                .isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FROM ruby:3.3 | ports: ['3000:3000'] | true",
                "FROM node:22 AS one\\nFROM one | hostname: worker | true",
                "FROM python:3.12 | hostname: data | true",
                "FROM php:8.3-cli | hostname: data | true",
                "FROM golang:1.24 | hostname: data | true",
                "FROM alpine:3.22 | hostname: data | true",
                "FROM ruby:3.3\\nCMD [\"./up\"] | ports: ['3000:3000'] | false",
                "FROM ruby:3.3\\nENTRYPOINT [\"./up\"] | ports: ['3000:3000'] | false",
                "FROM ruby:3.3 | command: bundle exec puma | false",
                "FROM ruby:3.3 | tty: true | false",
                "FROM ruby:3.3 | stdin_open: true | false",
                "FROM ruby:3.3 | restart: always | false",
                "FROM ruby:3.3 | x-sild: {kind: Deployment} | false",
                "FROM nginx:1.29 | ports: ['80:80'] | false",
                "FROM example/own:1 | ports: ['80:80'] | false",
            })
    void thatHasTheShellOfItsBaseImageAloneMayEnd(String dockerfile, String setting, boolean named) throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), dockerfile.replace("\\n", "\n") + "\n");

        assertThat(isNamed("build: ., " + setting)).isEqualTo(named);
    }

    private boolean isNamed(String service) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices: {data: {" + service + "}}\n")
                .translation()
                .findings()
                .stream()
                .map(Finding::code)
                .anyMatch(Code.MAY_END::equals);
    }
}
