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

/** Whether a changed name of a service is left to the user: not where only the compose file has it. */
class RewrittenNamesTest {
    @TempDir
    Path folder;

    private List<String> changed(String file) throws Exception {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve("Dockerfile"), "FROM php:8.3-apache\nCOPY . /var/www/html\n");
        Files.writeString(folder.resolve(file), "<?php return ['host' => 'pay_db'];\n");
        return TranslatedProject.of(
                        folder,
                        "services:\n  pay_db: {image: postgres:17}\n  app: {build: ., ports: ['80:80'], environment: {DB_HOST: pay_db}}\n")
                .reasons(Code.NAME_CHANGED);
    }

    @Test
    void codeOfTheProjectInAnyFolderIsLeftToTheUser() throws Exception {
        assertThat(changed("vendor/acme/pay/config.php")).hasSize(1);
    }

    @Test
    void packagesOfOthersAreNot() throws Exception {
        assertThat(changed("node_modules/pay/config.php")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{image: example/own} | 1",
                "{image: example/own, container_name: pay_db} | 1",
                "{image: example/own, depends_on: [pay_db]} | 1",
                "{image: example/own, depends_on: {pay_db: {condition: service_started}}} | 1",
                "{image: example/own, environment: {DB_HOST: pay_db}} | 1",
                "{image: example/own, command: [serve, '--db=http://pay_db:5432']} | 1",
                "{image: 'nginx:1.27', depends_on: [pay_db], environment: {DB_HOST: pay_db}} | 0",
            })
    void ofImagesThatNobodySeesThoseAreLeftToTheUserThatMayHaveIt(String other, int left) throws Exception {
        assertThat(TranslatedProject.of(folder, "services:\n  pay_db: {image: postgres:17}\n  other: " + other + "\n")
                        .reasons(Code.NAME_CHANGED))
                .hasSize(left);
    }

    /** A program that nobody sees has the name of its database, unless a setting leads there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres:17 | example/own | 1",
                "postgres:17 | nginx:1.27 | 0",
                "nginx:1.27 | example/own | 0",
                "example/own | example/own | 0",
            })
    void aDatabaseThatNoSettingNamesIsLeftToTheUser(String image, String other, int left) throws Exception {
        assertThat(TranslatedProject.of(
                                folder,
                                "services:\n  my_own: {image: '" + image + "'}\n  other: {image: '" + other + "'}\n")
                        .reasons(Code.NAME_CHANGED))
                .hasSize(left);
    }

    /** As of a variable that is not set. */
    @Test
    void anEmptyHostNameIsNoName() throws Exception {
        TranslatedProject project = TranslatedProject.of(
                folder, "services:\n  web: {image: example/own, hostname: '', environment: {X_HOSTNAME: ''}}\n");

        assertThat(project.codes()).doesNotContain(Code.HOST_REPLACED, Code.NAME_CHANGED);
    }
}
