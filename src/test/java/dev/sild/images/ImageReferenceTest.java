package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void keepsATagBesideADigest() {
    ImageReference reference = ImageReference.parse("redis:7@sha256:0123");

    assertThat(reference).isEqualTo(new ImageReference("", "redis", Optional.of("7"), Optional.of("sha256:0123")));
  }

  @Property
  void neverFails(@ForAll String text) {
    assertThat(ImageReference.parse(text).familiarName()).isNotNull();
    assertThat(ImageReference.parse(text).lastSegment()).doesNotContain("/");
  }
}
