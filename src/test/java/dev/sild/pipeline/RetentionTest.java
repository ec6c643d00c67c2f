package dev.sild.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The policies that the course asks for: ten tags, thirty days, releases. */
@Tag("executable")
class RetentionTest {
    @TempDir
    private Path repository;

    @BeforeEach
    void aProject() throws IOException {
        Files.createDirectory(repository.resolve(".git"));
        Files.writeString(repository.resolve("Dockerfile"), "FROM docker.io/library/busybox:1.37\n");
        Files.writeString(
                repository.resolve("compose.yaml"), "name: shop\nservices: {web: {build: .}, api.v1: {build: .}}\n");
    }

    @Test
    void harborKeepsTenTagsThirtyDaysAndReleasesOfTheProjectsRepositories() {
        String json = policy("harbor", "--image-prefix", "harbor.example.com/team/shop", "--harbor-project", "7");

        assertThat(json)
                .contains("\"ref\": 7", "\"algorithm\": \"or\"", "\"latestPushedK\": 10")
                .contains("\"nDaysSinceLastPush\": 30", "{v[0-9]*.[0-9]*.[0-9]*,buildcache}")
                .contains("\"pattern\": \"{shop/shop-web");
        assertThat(new Load(LoadSettings.builder().build()).loadFromString(json))
                .isNotNull();
    }

    @Test
    void nexusDeletesWhatIsOldAndNoReleaseOfTheProjectsRepositories() {
        String json = policy("nexus", "--image-prefix", "nexus.example.com:8443/team");

        assertThat(json).contains("\"format\": \"docker\"", "\"criteriaLastBlobUpdated\": 30", "\"retain\": 10");
        Object root = new Load(LoadSettings.builder().build()).loadFromString(json);
        Pattern paths = Pattern.compile((String) ((Map<?, ?>) root).get("criteriaAssetRegex"));
        for (String deleted : List.of("0123abcd", "latest", "v1.2.3-rc1")) {
            assertThat("v2/team/shop-web/manifests/" + deleted).matches(paths);
        }
        for (String kept : List.of("v1.2.3", "v10.20.30", "buildcache")) {
            assertThat("v2/team/shop-web/manifests/" + kept).doesNotMatch(paths);
        }
        assertThat("v2/other/shop-web/manifests/latest").doesNotMatch(paths);
    }

    private String policy(String registry, String... more) {
        CommandRun run = PipelineCase.run(repository, registry, more);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }
}
