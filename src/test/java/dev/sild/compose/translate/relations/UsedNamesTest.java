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
import org.junit.jupiter.params.provider.ValueSource;

/** Which names of containers need a Service because a file of a build context has them. */
class UsedNamesTest {
    @TempDir
    Path folder;

    private List<String> unused(String file) throws Exception {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve("Dockerfile"), "FROM php:8.3-apache\nCOPY . /var/www/html\n");
        Files.writeString(folder.resolve(file), "<?php return ['host' => 'paydb'];\n");
        return TranslatedProject.of(
                        folder,
                        "services:\n  db: {image: postgres:17, container_name: paydb}\n  app: {build: ., ports: ['80:80']}\n")
                .reasons(Code.NAME_UNUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/config.php", "vendor/acme/pay/config.php"})
    void codeOfTheProjectMayUseThem(String file) throws Exception {
        assertThat(unused(file)).isEmpty();
    }

    @Test
    void packagesOfOthersDoNot() throws Exception {
        assertThat(unused("node_modules/pay/config.php")).hasSize(1);
    }
}
