package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Endpoint;
import dev.sild.model.Port;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are called after PHP-FPM listen where it does, if nothing else names a port. */
class FpmPortTest {
    @TempDir
    Path folder;

    private Endpoint app(String service) throws Exception {
        return TranslatedProject.of(
                        folder,
                        "services:\n  app: {" + service + "}\n"
                                + "  web: {image: 'nginx:1.27', ports: ['80:80'], depends_on: [app]}\n")
                .endpoint("app");
    }

    private List<Integer> ports(String service) throws Exception {
        return app(service).ports().stream().map(Port::number).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: 'wordpress:6-fpm'",
                "image: 'php:8.3-fpm-alpine'",
                "image: me/nextcloud-fpm",
                "image: 'me/app:1-fpm'",
                "image: 'me/app:8.2fpm'",
                "image: 'registry.example.org/shop/php-fpm:8'",
                "image: 'bitnami/phpfpm:8.2'",
                "image: 'me/app-fpm:1', command: [php-fpm, -F]",
                "image: 'me/app-fpm:1', command: sh -c 'composer install && exec php-fpm'",
                "image: 'me/app-fpm:1', command: ./start.sh",
                "build: {dockerfile_inline: \"FROM me/php:8-fpm\\nCOPY . /srv\"}",
            })
    void isTheUsualOne(String service) throws Exception {
        Endpoint app = app(service);
        assertThat(app.ports()).extracting(Port::number).containsExactly(9000);
        assertThat(app.headless()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: 'me/app:1'",
                "image: 'fpm/app:1'",
                "image: 'me/rpmfpmx:1'",
                "image: 'me/app-fpm:1', command: php bin/bot.php",
                "image: 'me/app-fpm:1', command: supervisord -n",
            })
    void isNoneOfOthers(String service) throws Exception {
        assertThat(ports(service)).isEmpty();
    }

    @Test
    void isNotAddedToOthers() throws Exception {
        assertThat(ports("image: 'me/app-fpm:1', expose: [9001]")).containsExactly(9001);
        Files.writeString(folder.resolve("site.conf"), "server { location / { fastcgi_pass app:9002; } }\n");
        assertThat(ports("image: 'me/app-fpm:1'}\n  proxy: {image: 'nginx:1.27', ports: ['81:80'],"
                        + " volumes: ['./site.conf:/etc/nginx/conf.d/site.conf']"))
                .containsExactly(9002);
    }

    @Test
    void isReported() throws Exception {
        assertThat(TranslatedProject.of(folder, "services: {app: {image: 'me/app-fpm:1'}}")
                        .reasons(Code.PORT_FOUND))
                .containsExactly("port 9000 is not in the compose file; it is known from the word 'fpm' in the name of"
                        + " its image");
    }
}
