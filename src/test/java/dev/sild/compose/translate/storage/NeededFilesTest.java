package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeededFilesTest {
    @TempDir
    Path folder;

    private List<String> missing(String configuration) throws Exception {
        Files.createDirectories(folder.resolve("certs"));
        Files.writeString(folder.resolve("certs/there.pem"), "x");
        Files.writeString(folder.resolve("server.conf"), configuration);
        return TranslatedProject.of(folder, """
                name: shop
                services:
                  web:
                    image: example/web
                    volumes: ["./server.conf:/etc/server.conf:ro", "./certs:/certs:ro"]
                """).translation().findings().stream()
                .filter(finding -> finding.code() == Code.MOUNTED_FILE_MISSING)
                .map(Finding::reason)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  ssl_certificate_key \"/certs/a.pem\";",
                "bind :443 ssl crt /certs/a.pem alpn h2",
                "tls /certs/there.pem /certs/a.pem",
                "        certFile: /certs/a.pem",
                "ssl_cert_file = '/certs/a.pem'",
                "tls-key-file /certs/a.pem",
                "password_file /certs/a.pem",
                "include /certs/../certs/a.pem;",
            })
    void directivesNameFiles(String line) throws Exception {
        assertThat(missing("first\n" + line + "\n"))
                .containsExactly("server.conf:2 names /certs/a.pem, which 'certs' lacks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl_certificate /certs/there.pem;",
                "# ssl_certificate /certs/a.pem;",
                "ssl_certificate /certs/$host.pem;",
                "include /certs/*.pem;",
                "ssl_certificate /elsewhere/a.pem;",
                "root /certs/a.pem;",
            })
    void othersDoNot(String line) throws Exception {
        assertThat(missing(line)).isEmpty();
    }

    @Test
    void oneFindingHasTheFilesOfOneConfiguration() throws Exception {
        StringBuilder hosts = new StringBuilder();
        for (int i = 1; i <= 5; i++) {
            hosts.append("ssl_certificate /certs/").append(i).append(".pem;\n");
        }
        assertThat(missing(hosts.toString()))
                .containsExactly(
                        "server.conf:1 names /certs/1.pem, /certs/2.pem, /certs/3.pem and 2 more, which 'certs' lacks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: [sh, -c, 'openssl req -keyout /certs/a.pem; exec serve']",
                "command: serve /certs/other.pem /certs/a.pem.old",
                "volumes: ['./server.conf:/etc/server.conf:ro', './certs:/certs', './make.sh:/docker-entrypoint.d/1.sh:ro']"
            })
    void filesThatAStartScriptMakesAreNotMissing(String line) throws Exception {
        Files.createDirectories(folder.resolve("certs"));
        Files.writeString(folder.resolve("certs/there.pem"), "x");
        Files.writeString(folder.resolve("make.sh"), "#!/bin/sh\ncp /x /certs/a.pem\n");
        Files.writeString(folder.resolve("server.conf"), "ssl_certificate /certs/a.pem;\n");
        String volumes = line.startsWith("volumes")
                ? ""
                : "\n    volumes: ['./server.conf:/etc/server.conf:ro', './certs:/certs:ro']";
        List<String> missing = TranslatedProject.of(
                        folder, "services:\n  web:\n    image: example/web\n    " + line + volumes)
                .reasons(Code.MOUNTED_FILE_MISSING);
        assertThat(missing).hasSize(line.contains("serve /certs") ? 1 : 0);
    }
}
