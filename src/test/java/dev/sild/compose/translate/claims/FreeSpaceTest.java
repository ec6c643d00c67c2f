package dev.sild.compose.translate.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeSpaceTest {
    @TempDir
    Path folder;

    private String size(String image, String configuration, String variables) throws Exception {
        Files.writeString(folder.resolve("server.conf"), configuration);
        return TranslatedProject.of(folder, """
                name: shop
                services:
                  queue:
                    image: %s
                    volumes: ["./server.conf:/etc/rabbitmq/rabbitmq.conf:ro", "data:/var/lib/rabbitmq"]
                    environment: {%s}
                volumes: {data: }
                """.formatted(image, variables))
                .translation()
                .application()
                .volumes()
                .stream()
                .filter(Volume.Claim.class::isInstance)
                .map(volume -> ((Volume.Claim) volume).size())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "disk_free_limit.absolute = 2GB | 4Gi",
                "disk_free_limit.absolute=50GB | 57Gi",
                "[{rabbit, [{disk_free_limit, 10737418240}]}]. | 13Gi",
                "[{rabbit, [{disk_free_limit, \"6GiB\"}]}]. | 8Gi",
                "disk_free_limit.absolute = 50MB | 1Gi",
                "disk_free_limit.relative = 2.0 | 1Gi",
                "[{rabbit, [{disk_free_limit, {mem_relative, 1.0}}]}]. | 1Gi",
                "# disk_free_limit.absolute = 2GB | 1Gi",
                "disk_free_limit.absolute = 9999999GB | 1Gi",
                "my_disk_free_limit = 9GB | 1Gi",
            })
    void settingsMakeRoom(String setting, String size) throws Exception {
        assertThat(size("rabbitmq:4", setting, "A: b")).isEqualTo(size);
    }

    @Test
    void variablesMakeRoom() throws Exception {
        assertThat(size("rabbitmq:4", "", "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-rabbit disk_free_limit 4294967296'"))
                .isEqualTo("6Gi");
    }

    @Test
    void ofOtherImagesNothingIsKnown() throws Exception {
        assertThat(size("example/queue:4", "disk_free_limit.absolute = 2GB", "A: b"))
                .isEqualTo("1Gi");
    }
}
