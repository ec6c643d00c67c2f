package dev.sild.compose.translate.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Workload;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where what runs once and is waited for runs: in an init container, or as a Job. */
class OneShotsTest {
    @TempDir
    Path folder;

    @Test
    void whatOneWaitsForRunsFirstInItsPodAndTheChainInOrder() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, depends_on: {migrate: {condition: service_completed_successfully}}}
          migrate: {image: example/migrate, depends_on: {prepare: {condition: service_completed_successfully}}}
          prepare: {image: example/prepare}
        """);
        assertThat(shop.pods()).containsExactly("web");
        assertThat(shop.inits("web")).containsExactly("prepare", "migrate");
        assertThat(shop.waits("web")).isEmpty();
    }

    @Test
    void itsPodWaitsForWhatItNeeds() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, depends_on: {migrate: {condition: service_completed_successfully}}}
          migrate: {image: example/migrate, depends_on: [db]}
          db: {image: example/db, expose: ["5432"]}
        """);
        assertThat(shop.inits("web")).containsExactly("migrate");
        assertThat(shop.waits("web")).containsExactly("db:5432");
    }

    @Test
    void whatSeveralWaitForIsAJobThatRunsOnce() throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, depends_on: {migrate: {condition: service_completed_successfully}}}
          api: {image: example/api, depends_on: {migrate: {condition: service_completed_successfully}}}
          migrate: {image: example/migrate}
        """);
        assertThat(shop.pod("migrate").workload()).isInstanceOf(Workload.Once.class);
        assertThat(shop.waits("web")).containsExactly("migrate");
        assertThat(shop.waits("api")).containsExactly("migrate");
    }

    /** In the pod of another it would run several times, be reached where it listens, or be where it must not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "expose: ['80']",
                "networks: [other]",
                "dns: 10.0.0.53",
                "scale: 2",
                "hostname: its-own",
                "sysctls: {net.ipv4.tcp_syncookies: 0}",
                "pid: host",
                "x-sild: {kind: Job}"
            })
    void whatCannotShareThePodIsAJob(String setting) throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, depends_on: {migrate: {condition: service_completed_successfully}}}
          migrate: {image: example/migrate, %s}
        networks: {other: }
        """.formatted(setting));
        assertThat(shop.pods()).containsExactly("migrate", "web");
        assertThat(shop.inits("web")).isEmpty();
        assertThat(shop.waits("web")).containsExactly("migrate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale: 2", "deploy: {mode: global}"})
    void aPodThatRunsSeveralTimesTakesNoneIn(String setting) throws Exception {
        TranslatedProject shop = TranslatedProject.of(folder, """
        services:
          web: {image: example/web, depends_on: {migrate: {condition: service_completed_successfully}}, %s}
          migrate: {image: example/migrate}
        """.formatted(setting));
        assertThat(shop.inits("web")).isEmpty();
        assertThat(shop.waits("web")).containsExactly("migrate");
    }
}
