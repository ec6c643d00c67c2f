package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Mount;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which settings with secrets become part of images that are pushed. */
class SecretsInImagesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeContext() throws Exception {
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY . .\n");
        write(".env", "DB_PASSWORD=hunter2\n");
        write(".env.example", "DB_PASSWORD=hunter2\n");
    }

    private void write(String file, String text) throws Exception {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private List<Finding> findings() throws Exception {
        return findings("  web: {build: .}\n  tasks: {build: .}\n");
    }

    private List<Finding> findings(String services) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices:\n" + services).translation().findings().stream()
                .filter(finding -> finding.code() == Code.SECRET_IN_IMAGE)
                .toList();
    }

    @Test
    void allAreOneFinding() throws Exception {
        write("prod.env", "DB_PASSWORD=hunter2\n");

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).contains(".env").contains("prod.env").doesNotContain("example", "hunter2");
            assertThat(finding.remedy()).startsWith("add .env, prod.env to .dockerignore");
        });
    }

    @Test
    void ofAProgramsSettingsOnlyTheSecretsAreToGo() throws Exception {
        Files.delete(folder.resolve(".env"));
        write("application.properties", "spring.jpa.hibernate.ddl-auto=update\nspring.datasource.password=hunter2\n");

        assertThat(remedy())
                .startsWith("take the secrets out of application.properties, whose other settings the program may need")
                .doesNotContain("ignore");
    }

    private String remedy() throws Exception {
        return findings().get(0).remedy();
    }

    @Test
    void foldersAreSearched() throws Exception {
        Files.delete(folder.resolve(".env"));
        write("backend/conf/.env", "DB_PASSWORD=hunter2\n");
        write("backend/id.env", "DB_PASSWORD=hunter2\n");
        write("backend/tests/.env", "DB_PASSWORD=hunter2\n");
        write("backend/vendor/a/prod.env", "DB_PASSWORD=hunter2\n");
        write("node_modules/a/prod.env", "DB_PASSWORD=hunter2\n");

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).contains("secrets in backend/id.env, backend/conf/.env, which");
            assertThat(finding.remedy()).startsWith("add backend/id.env, backend/conf/.env to .dockerignore;");
        });

        write(".dockerignore", "**/.env\n**/*.env\n");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatAnInstructionNamesIsNotIgnored() throws Exception {
        write("prod.env", "DB_PASSWORD=hunter2\n");
        write("Dockerfile", "FROM python:3.12\nCOPY .env prod.env ./\n");
        assertThat(remedy()).startsWith("remove .env, prod.env from COPY").doesNotContain("ignore");

        write("Dockerfile", "FROM python:3.12\nCOPY .env ./\nCOPY p*.env ./\n");
        assertThat(remedy()).startsWith("remove .env from COPY in the Dockerfile; add prod.env to .dockerignore; give");

        write("Dockerfile", "FROM python:3.12\nCOPY .env ./\nCOPY . .\n");
        assertThat(remedy())
                .startsWith("remove .env from COPY in the Dockerfile; add .env, prod.env to .dockerignore; give");
    }

    @Test
    void whatAnotherStageNamesIsNotIgnoredEither() throws Exception {
        write("Dockerfile", "FROM python:3.12 AS a\nCOPY . /a\nFROM python:3.12\nCOPY --from=a /a/.env /app/\n");
        assertThat(remedy()).startsWith("remove .env from COPY").doesNotContain("ignore");

        write(
                "Dockerfile",
                "FROM python:3.12 AS a\nCOPY .env /a/\nFROM python:3.12\nCOPY --from=a /a/x /app/x\nCOPY . .\n");
        assertThat(remedy()).startsWith("remove .env from COPY in the Dockerfile; add .env to .dockerignore");
    }

    @Test
    void theFileThatExcludesIsNamed() throws Exception {
        write("api/Dockerfile", "FROM python:3.12\nCOPY . .\n");
        write("api/prod.env", "DB_PASSWORD=hunter2\n");
        write("api/Dockerfile.dockerignore", "x\n");

        assertThat(findings("  web: {build: .}\n  api: {build: api}\n"))
                .singleElement()
                .extracting(Finding::remedy)
                .asString()
                .contains("add .env, api/prod.env to .dockerignore; add prod.env to api/Dockerfile.dockerignore;");
    }

    @Test
    void eachFileThatExcludesIsNamed() throws Exception {
        write("api/Dockerfile", "FROM python:3.12\nCOPY . .\n");
        write("api/prod.env", "DB_PASSWORD=hunter2\n");
        write(".dockerignore", "api\n");

        assertThat(findings("  web: {build: .}\n  api: {build: api}\n"))
                .singleElement()
                .extracting(Finding::remedy)
                .asString()
                .startsWith("add .env to .dockerignore; add prod.env to api/.dockerignore; give");
    }

    @Test
    void namesOfFilesAreOfOneLine() throws Exception {
        write(".env.x\nsild: all ok", "DB_PASSWORD=hunter2\n");

        assertThat(remedy()).doesNotContain("\n");
    }

    @Test
    void notWhereNothingSecretIsCopied() throws Exception {
        write(".dockerignore", ".env\n");
        assertThat(findings()).isEmpty();

        write(".dockerignore", "x\n");
        assertThat(findings()).hasSize(1);

        write("Dockerfile", "FROM python:3.12\nCOPY main.py /app/\n");
        assertThat(findings()).isEmpty();

        write(
                "Dockerfile",
                "FROM node:22 AS build\nCOPY . /src\nFROM nginx\nCOPY --from=build /src/dist /usr/share/nginx/html\n");
        assertThat(findings()).isEmpty();

        write("Dockerfile", "FROM python:3.12\nCOPY . /app\n");
        write(".env", "DEBUG=1\nDB_PASSWORD=\n");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatProgramsReadFromTheImageIsGivenToThemInAnotherWay() throws Exception {
        assertThat(remedy())
                .isEqualTo("add .env to .dockerignore; give them to programs, which do not find them otherwise, by a"
                        + " mount (./.env:/app/.env), or their variables by 'env_file'");
    }

    @Test
    void aConversionMountsWhatMountedSourceCodeShows() throws Exception {
        write("package.json", "{}");
        write("index.js", "require('dotenv').config();\n");
        String services = "  web: {build: ., volumes: ['.:/app']}\n";

        assertThat(findings(services).get(0).remedy())
                .isEqualTo("add .env to .dockerignore; convert again, which mounts .env at /app/.env");

        write(".dockerignore", ".env\n");
        assertThat(TranslatedProject.of(folder, "name: shop\nservices:\n" + services)
                        .pod("web")
                        .containers()
                        .get(0)
                        .mounts())
                .extracting(Mount::path)
                .contains("/app/.env");
    }

    @Test
    void textsInPeoplesLanguagesAreNone() throws Exception {
        Files.delete(folder.resolve(".env"));
        write("app/javascript/i18n/locale/de/settings.json", "{\"PASSWORD\": \"hunter2-Kennwort\"}\n");
        write("src/lang/settings.json", "{\"PASSWORD\": \"hunter2-Kennwort\"}\n");

        assertThat(findings()).isEmpty();

        write("app/settings.json", "{\"PASSWORD\": \"hunter2-Kennwort\"}\n");

        assertThat(findings()).hasSize(1);
    }
}
