package dev.sild.compose.load.variables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dollar in a value of {@code .env} is reported where the project uses the variable, in whatever way. */
class DollarsInDotEnvTest {
    @TempDir
    Path folder;

    private List<Integer> lines(String service) throws Exception {
        Files.writeString(
                folder.resolve(".env"),
                "JWT_SECRET=a8$Kd9x\nDB_PASSWORD=q$Zx81\nOUTER=${DB_PASSWORD}\nPLAIN=$MISSING\n");
        Files.writeString(
                folder.resolve("compose.yaml"), "name: shop\nservices:\n  web: {image: a, " + service + "}\n");
        return ProjectLoader.load(LoadRequest.of(folder)).findings().stream()
                .map(finding -> finding.origin())
                .filter(origin -> origin.file().equals(".env"))
                .map(origin -> origin.line())
                .toList();
    }

    @Test
    void valuesForProgramsThatReadTheFileThemselvesAreNotReported() throws Exception {
        // Another variable may pass the second on.
        assertThat(lines("environment: {A: b}")).containsExactly(2);
    }

    @Test
    void valuesThatComposeUsesItselfAre() throws Exception {
        Files.writeString(
                folder.resolve(".env"),
                "COMPOSE_PROJECT_NAME=shop-${STAGE}\nCOMPOSE_PROFILES=${ROLE}\nOTHER=${STAGE}\n");
        Files.writeString(folder.resolve("compose.yaml"), "services:\n  web: {image: a}\n");

        assertThat(ProjectLoader.load(LoadRequest.of(folder)).findings().stream()
                        .map(finding -> finding.origin().position()))
                .containsExactly(".env:1:22", ".env:2:18");
    }

    @Test
    void valuesThatTheProjectUsesAre() throws Exception {
        assertThat(lines("environment: {A: '${JWT_SECRET}'}")).containsExactly(2, 1);
        assertThat(lines("environment: [JWT_SECRET]")).containsExactly(2, 1);
        assertThat(lines("build: {context: ., args: [PLAIN]}")).containsExactly(2, 4);
        assertThat(lines("env_file: [.env]")).contains(1, 2, 4);
    }
}
