package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "nginx,                       '',            nginx,             ,            nginx",
        "nginx:1.27-alpine,           '',            nginx,             1.27-alpine, nginx",
        "library/nginx,               '',            library/nginx,     ,            nginx",
        "docker.io/library/nginx:1,   docker.io,     library/nginx,     1,           nginx",
        "grafana/grafana:11.1.0,      '',            grafana/grafana,   11.1.0,      grafana/grafana",
        "quay.io/minio/minio:26,      quay.io,       minio/minio,       26,          quay.io/minio/minio",
        "localhost/mine,              localhost,     mine,              ,            localhost/mine",
        "reg.example:5000/team/app:2, reg.example:5000, team/app,       2,           reg.example:5000/team/app",
    })
    void takesANameApart(String text, String registry, String repository, String tag, String familiar) {
        ImageReference reference = ImageReference.parse(text);

        assertThat(reference.registry()).isEqualTo(registry);
        assertThat(reference.repository()).isEqualTo(repository);
        assertThat(reference.tag()).isEqualTo(Optional.ofNullable(tag));
        assertThat(reference.familiarName()).isEqualTo(familiar);
    }

    @ParameterizedTest
    @CsvSource({
        "sail-8.5/app, false",
        "app, false",
        "team/app, false",
        "localhost/app, false",
        "localhost:5000/app, true",
        "registry:5000/app, true",
        "ghcr.io/team/app, true",
        "10.0.0.1/app, true",
        "v1.2.3/app, false",
    })
    void namesARegistryToPushTo(String text, boolean names) {
        assertThat(ImageReference.parse(text).namesRegistry()).isEqualTo(names);
    }

    @Test
    void keepsATagBesideADigest() {
        ImageReference reference = ImageReference.parse("redis:7@sha256:0123");

        assertThat(reference).isEqualTo(new ImageReference("", "redis", Optional.of("7"), Optional.of("sha256:0123")));
    }

    @Property(seed = "1")
    void neverFails(@ForAll String text) {
        assertThat(ImageReference.parse(text).familiarName()).isNotNull();
        assertThat(ImageReference.parse(text).lastSegment()).doesNotContain("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.com",
                "registry.example.com:5000/team",
                "localhost",
                "localhost:5000",
                "team",
                "team/sub",
                "a__b/c-d--e.f",
                "10.0.0.1:5000/x",
                "Registry.example.com/x",
                "[::1]:5000/x"
            })
    void whatMayStandInFrontOfAnImage(String prefix) {
        assertThat(ImageReference.isPrefix(prefix)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "team/",
                "/team",
                "Team",
                "a..b",
                "a/B.c",
                "reg.example.com/Team",
                "-x.y/z",
                "a b",
                "a:b/c",
                "https://reg.example.com",
                "reg.example.com:5000/a:1",
                "a___b",
                "a-",
                "x.y/\n"
            })
    void whatMayNotStandInFrontOfAnImage(String prefix) {
        assertThat(ImageReference.isPrefix(prefix)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "latest", "_x", "V1-rc.1", "0123456789abcdef0123456789abcdef01234567"})
    void aTagIsOfLettersAndDigits(String tag) {
        assertThat(ImageReference.isTag(tag)).isTrue();
        assertThat(ImageReference.isTag("-" + tag)).isFalse();
        assertThat(ImageReference.isTag(tag + "/")).isFalse();
        assertThat(ImageReference.isTag(tag.repeat(129))).isFalse();
    }
}
