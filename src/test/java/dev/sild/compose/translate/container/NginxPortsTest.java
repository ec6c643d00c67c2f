package dev.sild.compose.translate.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Port;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ports of an nginx stay, where its configuration names some of them only. */
class NginxPortsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BUILT = "services: {web: {build: .}, app: {image: 'example/app:1'}}\n";
    private static final String SERVER = "server { listen 80; }\n";

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws Exception {
        Files.createDirectories(folder.resolve("rootfs/etc/nginx/conf.d"));
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("default.conf"), SERVER);
        Files.writeString(folder.resolve("extra.sh"), "#!/bin/sh\n");
        Files.writeString(folder.resolve("conf/extra.conf"), "server { listen 8080; }\n");
        Files.writeString(folder.resolve("rootfs/etc/nginx/conf.d/extra.conf"), "server { listen 8080; }\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN rm -rf /usr/share/nginx/html/* && mkdir -p /etc/nginx/certs && chown nginx /etc/nginx/certs",
                "RUN ln -sf /dev/stdout /var/log/nginx/access.log",
                "COPY extra.sh /usr/local/bin/",
                "COPY conf/extra.conf /etc/nginx/snippets/extra.conf",
            })
    void aPortThatNoServerListensAtGoes(String step) throws Exception {
        assertThat(ports(step)).containsExactly(80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN echo 'server { listen 8080; }' > /etc/nginx/conf.d/extra.conf",
                "RUN printf 'server { listen 8080 }' | tee /etc/nginx/conf.d/extra.conf",
                "RUN mkdir /x && mv /x/extra.conf /etc/nginx/conf.d/",
                "RUN cd /etc/nginx/conf.d && echo 'server { listen 8080 }' > extra.conf",
                "RUN sed -i s/80/8080/ /etc/nginx/conf.d/default.conf",
                "RUN <<EOF\nrm /tmp/x\ncp /tmp/y /etc/nginx/conf.d/y.conf\nEOF",
                "COPY <<EOF /etc/nginx/conf.d/extra.conf\nserver { listen 8080; }\nEOF",
                "COPY extra.sh /docker-entrypoint.d/40-extra.sh",
                "RUN echo 'echo' > /docker-entrypoint.d/40-extra.sh",
                "COPY conf/*.conf /etc/nginx/conf.d/",
                "COPY rootfs/ /",
                "COPY --from=example/conf:1 /out/extra.conf /etc/nginx/conf.d/extra.conf",
            })
    void aPortThatAnotherServerMayListenAtStays(String step) throws Exception {
        assertThat(ports(step)).containsExactly(80, 8080);
    }

    @Test
    void aFolderThatIncludesItselfIsReadOnce() throws Exception {
        Files.writeString(folder.resolve("default.conf"), "include /etc/nginx/conf.d/*.conf;\n" + SERVER);
        Files.writeString(folder.resolve("nginx.conf"), "http { include nginx.conf; include conf.d/*.conf; }\n");

        assertThat(ports(mounted("default.conf:/etc/nginx/conf.d/default.conf")))
                .containsExactly(80);
        assertThat(ports(mounted("default.conf:/etc/nginx/conf.d/default.conf", "nginx.conf:/etc/nginx/nginx.conf")))
                .containsExactly(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sed ", "rm ", "envsubst ", "nginx ", "/etc/nginx/ ", "rm /etc/nginx/conf.d/*"})
    void aLongScriptIsReadOnce(String word) {
        assertTimeoutPreemptively(SOON, () -> ports("RUN " + word.repeat(240_000 / word.length())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx ", "nginx -c", "nginx -g 'daemon off' "})
    void aLongCommandIsReadOnce(String word) {
        String command = "nginx " + word.repeat(300_000 / word.length());
        assertTimeoutPreemptively(
                SOON,
                () -> TranslatedProject.of(
                        folder,
                        "services:\n  web:\n    image: nginx:1\n    command: \"" + command
                                + "\"\n    volumes: ['./default.conf:/etc/nginx/conf.d/default.conf']\n"));
    }

    private List<Integer> ports(String step) throws Exception {
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM nginx:1\nCOPY default.conf /etc/nginx/conf.d/default.conf\n" + step + "\nEXPOSE 80 8080\n");
        return ports(TranslatedProject.of(folder, BUILT));
    }

    private TranslatedProject mounted(String... binds) throws Exception {
        StringBuilder yaml = new StringBuilder("services:\n  web:\n    image: nginx:1\n    volumes:\n");
        for (String bind : binds) {
            yaml.append("      - ./").append(bind).append('\n');
        }
        return TranslatedProject.of(folder, yaml.toString());
    }

    private static List<Integer> ports(TranslatedProject project) {
        return project.endpoint("web").ports().stream().map(Port::number).toList();
    }
}
