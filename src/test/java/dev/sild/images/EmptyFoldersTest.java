package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an image is known to have nothing that a volume would be filled with. */
class EmptyFoldersTest {
    @ParameterizedTest
    @CsvSource({
        "nginx:1.27, /etc/nginx, false",
        "nginx:1.27, /etc, false",
        "nginx:1.27, /etc/other, false",
        "nginx:1.27, /acme, true",
        "nginx:1.27, /etc/letsencrypt, true",
        "nginx:1.27, /etc/letsencrypt/live, true",
        "nginx:1.27, /var/www/certbot, true",
        "nginx:1.27, /var/www/html, false",
        "jc21/nginx-proxy-manager:2, /etc/letsencrypt, true",
        "nginx:1.27, /, false",
        "wordpress:6, /var/www/html, true",
        "wordpress:6, /var/www/html/wp-content, true",
        "redis:7, /data, true",
        "keycloak/keycloak:26, /opt/keycloak/data, false",
        "jupyter/base-notebook:1, /home/jovyan, false",
        "outlinewiki/outline:0.80, /var/lib/outline/data, true",
        "elasticsearch:7.17.0, /usr/share/elasticsearch/data, true",
        "adminer:5, /var/www/html/plugins, false"
    })
    void ofWellKnownImages(String image, String folder, boolean empty) {
        assertThat(KnownImages.find(image).orElseThrow().isEmptyAt(folder)).isEqualTo(empty);
    }

    @ParameterizedTest
    @CsvSource({
        "RUN mkdir /data, false",
        "RUN mkdir -p /data/in && chown app /data/in, false",
        "ENV D=/data\\nRUN mkdir ${D}, false",
        "RUN <<E\\nmkdir /data\\nE, false",
        "RUN mkdir /database, true",
        "RUN curl https://example.com/data, true",
        "VOLUME /data, true",
        "COPY x /data, false",
        "COPY x /data/, false",
        "WORKDIR /data, false",
        "USER 1000, true",
    })
    void ofADockerfileOnAKnownImage(String instructions, boolean empty) throws Exception {
        String text = "FROM debian:12\n" + instructions.replace("\\n", "\n") + "\n";
        assertThat(facts(text).isEmptyAt("/data")).isEqualTo(empty);
    }

    @Test
    void ofScratch() throws Exception {
        assertThat(facts("FROM scratch\nCOPY server /server\n").isEmptyAt("/data"))
                .isTrue();
    }

    @Test
    void nothingIsKnownOfWhatAnUnknownImageHas() throws Exception {
        assertThat(facts("FROM example/base\nVOLUME /data\n").isEmptyAt("/data"))
                .isFalse();
    }

    private static ImageFacts facts(String dockerfile) throws Exception {
        return Dockerfile.parse(dockerfile, "Dockerfile").facts(Optional.empty(), Map.of());
    }
}
