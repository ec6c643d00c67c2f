package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a pod waits for, and above all for whom it must not: such a wait would never end. */
class WaitingTest {
  @TempDir Path folder;

  @Test
  void aPodWaitsForTheFirstPortThatSpeaksTcp() throws Exception {
    Translated shop = Translated.of(folder, """
        services:
          web: {image: example/web, depends_on: [dns]}
          dns: {image: example/dns, expose: ["53/udp", "853", "8053"]}
        """);
    assertThat(shop.waits("web")).containsExactly("dns:853");
    assertThat(shop.reasonsNotToWait()).isEmpty();
  }

  @Test
  void aPodWaitsForWhatEachOfItsServicesWaitsFor() throws Exception {
    Translated shop = Translated.of(folder, """
        services:
          web: {image: example/web, depends_on: [db]}
          side: {image: example/side, network_mode: "service:web", depends_on: [db, cache]}
          db: {image: example/db, expose: ["5432"]}
          cache: {image: example/cache, expose: ["6379"]}
        """);
    assertThat(shop.waits("web")).containsExactlyInAnyOrder("db:5432", "cache:6379");
  }

  @Test
  void aPodDoesNotWaitForOneThatNeedsIt() throws Exception {
    Translated shop = Translated.of(folder, """
        services:
          web: {image: example/web, expose: ["80"]}
          side: {image: example/side, network_mode: "service:web", depends_on: [db]}
          db: {image: example/db, expose: ["5432"], depends_on: [web]}
        """);
    assertThat(shop.waits("web").isEmpty() || shop.waits("db").isEmpty()).as("one of the two starts").isTrue();
    assertThat(shop.reasonsNotToWait()).isNotEmpty().allMatch(reason -> reason.contains("needs this pod itself"));
  }

  @Test
  void aPodDoesNotWaitForWhomItMayNotCall() throws Exception {
    Translated shop = Translated.of(folder, """
        services:
          web: {image: example/web, expose: ["80"], networks: [data], depends_on: [db]}
          db: {image: example/db, expose: ["5432"], networks: [data], depends_on: [cache]}
          cache: {image: example/cache, expose: ["6379"], networks: [data]}
        networks:
          data: {internal: true, x-sild: {callers: [web]}}
        """);
    assertThat(shop.waits("web")).containsExactly("db:5432");
    assertThat(shop.waits("db")).isEmpty();
    assertThat(shop.reasonsNotToWait()).singleElement().asString().contains("'cache'", "not among the callers");
  }

  @Test
  void aPodThatReachesNoApiServerDoesNotWaitForAJob() throws Exception {
    Translated shop = Translated.of(folder, """
        services:
          web: {image: example/web, networks: [data], depends_on: {migrate: {condition: service_completed_successfully}}}
          admin: {image: example/admin, networks: [data, out], depends_on: {migrate: {condition: service_completed_successfully}}}
          migrate: {image: example/migrate, networks: [data]}
        networks:
          data: {internal: true}
          out:
        """);
    assertThat(shop.waits("web")).isEmpty();
    assertThat(shop.waits("admin")).containsExactly("migrate");
  }
}
