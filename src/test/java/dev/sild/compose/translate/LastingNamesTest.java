package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that keep their data under the address of their machine get a name that stays, if they have data. */
class LastingNamesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "'{MODE: standalone}', true",
        "'{MODE: standalone, SPRING_DATASOURCE_PLATFORM: mysql, MYSQL_SERVICE_HOST: db}', false",
        "'{MODE: standalone, MYSQL_SERVICE_HOST: db}', false",
        "'{MODE: standalone, SPRING_DATASOURCE_PLATFORM: \"\"}', true",
    })
    void aServerWithItsDataInAnotherOneNeedsNoName(String environment, boolean given) throws Exception {
        assertThat(TranslatedProject.of(
                                folder,
                                "services:\n  registry: {image: 'nacos/nacos-server:v2.3.0', environment: "
                                        + environment + "}\n")
                        .pod("registry")
                        .containers()
                        .get(0)
                        .env()
                        .toString()
                        .contains("PREFER_HOST_MODE"))
                .isEqualTo(given);
    }
}
