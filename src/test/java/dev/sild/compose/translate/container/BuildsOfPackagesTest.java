package dev.sild.compose.translate.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that build a package whose source code they mount. */
class BuildsOfPackagesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sh -c \"npm install && npm run build\" | \"build\": \"vite build\"",
                "bash -c \"npm ci && npm run build\" | \"build\": \"tsc && webpack --mode production\"",
                "[sh, -c, \"yarn && yarn build\"] | \"build\": \"react-scripts build\"",
                "yarn build | \"build\": \"next build\"",
                "npm run build | \"build\": \"npm run prod\", \"prod\": \"npm run production\", \"production\": \"mix --production\"",
            })
    void isAJobIfTheScriptEnds(String command, String scripts) throws Exception {
        assertThat(translated(command, scripts).pod("os-node").workload()).isInstanceOf(Workload.Once.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"node scripts/build.js", "npm run build", "make site"})
    void isNamedIfTheScriptIsNotKnown(String script) throws Exception {
        TranslatedProject project = translated("npm run build", "\"build\": \"" + script + "\"");

        assertThat(project.pod("os-node").workload()).isInstanceOf(Workload.Replicated.class);
        assertThat(project.codes()).contains(Code.MAY_END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vite build --watch", "nodemon build.js"})
    void staysIfTheScriptWaitsForChanges(String script) throws Exception {
        TranslatedProject project = translated("npm run build", "\"build\": \"" + script + "\"");

        assertThat(project.pod("os-node").workload()).isInstanceOf(Workload.Replicated.class);
        assertThat(project.codes()).doesNotContain(Code.MAY_END);
    }

    private TranslatedProject translated(String command, String scripts) throws Exception {
        Files.createDirectories(folder.resolve("site"));
        Files.writeString(folder.resolve("site/package.json"), "{\"scripts\": {" + scripts + "}}\n");
        return TranslatedProject.of(
                folder,
                "name: shop\nservices:\n  os_node:\n    image: node:16\n    working_dir: /src\n"
                        + "    volumes: ['./site:/src']\n    command: " + command + "\n");
    }
}
