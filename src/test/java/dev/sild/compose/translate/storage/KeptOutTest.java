package dev.sild.compose.translate.storage;

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

/**
 * What {@code .dockerignore} keeps out of the image of a mounted source tree is reported where a program may read it.
 */
class KeptOutTest {
    @TempDir
    Path folder;

    private List<String> reasons(String lacked, String code) throws Exception {
        return reasons(lacked, code, "");
    }

    private List<String> reasons(String lacked, String code, String more) throws Exception {
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY . .\n");
        write("main.py", code);
        write(".dockerignore", lacked.split("/")[0]);
        write(lacked, "x");
        return TranslatedProject.of(
                        folder, "name: shop\nservices:\n  web: {build: ., volumes: ['.:/app']" + more + "}\n")
                .reasons(Code.STORAGE_DIFFERS)
                .stream()
                .filter(reason -> reason.startsWith("the image lacks"))
                .toList();
    }

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"phpunit.xml", "fly.toml", "vercel.json", "eslint.config.mjs", "tools/db-backup.sh"})
    void whatDevelopersUseIsNot(String lacked) throws Exception {
        assertThat(reasons(lacked, "print()")).isEmpty();
    }

    @Test
    void othersAre() throws Exception {
        assertThat(reasons("settings.xml", "print()")).hasSize(1);
    }

    @Test
    void toolsThatCodeNamesAre() throws Exception {
        assertThat(reasons("tools/a.sh", "run('tools/a.sh')")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from tools import helper",
                "import tools.helper",
                "from .tools import helper",
                "import_module('tools.helper')",
            })
    void packagesThatCodeImportsAre(String code) throws Exception {
        assertThat(reasons("tools/__init__.py", code)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"print('new tools')", "from tools_of_others import x", "import os"})
    void packagesThatOnlyTheirOwnScriptsImportAreNot(String code) throws Exception {
        write("tools/b.py", "from tools import a");
        write("shop.py", "");
        assertThat(reasons("tools/a.py", code)).isEmpty();
    }

    @Test
    void packagesThatTheProcessNamesAre() throws Exception {
        assertThat(reasons("hack/worker.py", "print()", ", command: python -m hack.worker"))
                .hasSize(1);
        assertThat(reasons("hack/worker.py", "print()", ", command: [sh, -c, 'python hack/worker.py']"))
                .hasSize(1);
        assertThat(reasons("hack/worker.py", "print()", ", command: python life-hack.py"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "healthcheck: {test: [CMD, python, hack/worker.py]}",
                "healthcheck: {test: 'python hack/worker.py'}",
                "working_dir: /app/hack, command: python worker.py",
                "post_start: [{command: [python, hack/worker.py]}]",
                "pre_stop: [{command: 'python hack/worker.py'}]",
                "environment: {ENTRY: hack/worker.py}",
            })
    void packagesThatChecksHooksAndVariablesNameAre(String setting) throws Exception {
        assertThat(reasons("hack/worker.py", "print()", ", " + setting)).hasSize(1);
        assertThat(reasons("hack/worker.py", "print()", ", environment: {MODE: hack}"))
                .isEmpty();
    }
}
