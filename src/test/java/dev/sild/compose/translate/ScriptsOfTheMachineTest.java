package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts in an image that people run on their machine ask for no changed names. */
class ScriptsOfTheMachineTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "docker exec x ls | CMD node a.js | 0",
                "kubectl get pods | CMD node a.js | 0",
                "echo ready | CMD node a.js | 1",
                "docker exec x ls | CMD sh ops.sh | 1",
                "docker exec x ls | RUN apk add docker-cli | 1",
                "ssh root@host | RUN apk add openssh | 1",
            })
    void aScriptThatCallsAnEngineIsNotOfTheContainer(String call, String instruction, int places) throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM node:22\nCOPY . .\n" + instruction + "\n");
        Files.writeString(folder.resolve("ops.sh"), call + "\npsql -h my_db\n");

        assertThat(TranslatedProject.of(
                                folder,
                                "services:\n  my_db: {image: postgres:17}\n  app: {build: ., ports: ['80:80']}\n")
                        .reasons(Code.NAME_IN_FILE))
                .hasSize(places);
    }
}
