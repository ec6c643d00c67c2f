package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which script of the project a shell reads, and how. */
class ServiceProcessTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bash ./fill.sh | true",
                "bash -e ./fill.sh | true",
                "sh -eu ./fill.sh | true",
                "/bin/bash -x -e ./fill.sh | true",
                "bash -o pipefail ./fill.sh | true",
                "bash -euo pipefail ./fill.sh all | true",
                "bash --login -e -- ./fill.sh | true",
                "tini -- sh -e ./fill.sh | true",
                "sh -c ./fill.sh | true",
                "bash -lc './fill.sh all' | true",
                "sh -c 'exec sh ./fill.sh' | true",
                "sh -c './fill.sh; ./serve' | false",
                "bash -c ./other.sh ./fill.sh | false",
                "bash -ec ./other.sh ./fill.sh | false",
                "bash -s ./fill.sh | false",
                "bash --init-file ./fill.sh | false",
                "bash -o | false",
                "node -e ./fill.sh | false",
            })
    void aScriptBehindOptionsOfItsShellIsRead(String command, boolean ends) throws Exception {
        Files.writeString(folder.resolve("fill.sh"), "./fill\ncurl -X POST http://db/x\n");

        assertThat(TranslatedProject.of(
                                folder,
                                "services: {fill: {image: example/app, working_dir: /src,"
                                        + " volumes: ['./fill.sh:/src/fill.sh'], command: " + command + "}}")
                        .pod("fill")
                        .workload())
                .isInstanceOf(ends ? Workload.Once.class : Workload.Replicated.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "npm run fill | false",
                "sh -c 'cd web && npm run fill' | true",
                "sh -c 'cd /src/web; exec npm run fill' | true",
                "sh -c 'cd web/src && cd .. && npm run fill' | true",
                "sh -c '(cd web && true) && npm run fill' | false",
                "sh -c 'cd $WEB && npm run fill' | false",
                "npm --prefix web run fill | true",
                "npm run --prefix=./web fill | true",
                "npm run fill --prefix web | true",
                "npm run fill -- --prefix web | false",
                "yarn --cwd web fill | true",
                "pnpm -C web run fill | true",
                "pnpm -C web run again | true",
                "pnpm -C web run stay | false",
            })
    void aScriptOfAPackageIsReadInTheFolderThatItStartsIn(String command, boolean ends) throws Exception {
        Files.writeString(folder.resolve("package.json"), "{\"scripts\": {\"fill\": \"./serve\"}}");
        Files.createDirectories(folder.resolve("web"));
        Files.writeString(
                folder.resolve("web/package.json"),
                "{\"scripts\": {\"fill\": \"curl -X POST http://db\", \"again\": \"npm run fill\", \"stay\": \"./serve\"}}");

        assertThat(TranslatedProject.of(
                                folder,
                                "services: {fill: {image: example/app, working_dir: /src, volumes: ['.:/src'],"
                                        + " environment: {WEB: web}, command: " + command + "}}")
                        .pod("fill")
                        .workload())
                .isInstanceOf(ends ? Workload.Once.class : Workload.Replicated.class);
    }

    @ParameterizedTest
    @CsvSource({
        "bash /run.sh, '', true",
        "bash -x /run.sh, '', true",
        "bash -eu /run.sh, '', false",
        "bash -x -o errexit /run.sh, '', false",
        "/run.sh, #!/bin/bash -e, false",
        // The shell that reads the file does not see the options of its first line.
        "bash /run.sh, #!/bin/bash -e, true",
    })
    void anOptionOfTheShellSaysWhetherItsScriptGoesOn(String command, String first, boolean goesOn) throws Exception {
        Files.writeString(folder.resolve("run.sh"), first + "\n./migrate\n./serve\n");

        TranslatedProject shop = TranslatedProject.of(
                folder,
                "services: {queue: {image: example/queue, healthcheck: {test: [CMD, ready]}}, web: {image: example/a,"
                        + " volumes: ['./run.sh:/run.sh'], command: " + command
                        + ", depends_on: {queue: {condition: service_healthy}}}}",
                TranslateOptions.builder().build());

        assertThat(shop.waits("web")).hasSize(goesOn ? 1 : 0);
    }
}
