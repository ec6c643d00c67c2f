package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpringRegistryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "eureka.instance.prefer-ip-address=true | true",
                "eureka:\\n  instance:\\n    preferIpAddress: true # x | true",
                "eureka.instance.hostname = shop | true",
                "eureka.instance.prefer-ip-address: false # x | false",
                "eureka.instance.hostname=${HOSTNAME} | false",
                "eureka.instance.hostname: # x | false"
            })
    void settingsDecideWhatIsRegistered(String settings, boolean decided) {
        assertThat(SpringRegistry.EUREKA.decidesIn(settings.replace("\\n", "\n")))
                .isEqualTo(decided);
    }

    @Test
    void optionsSayWhereARegistryIsAndWhatIsRegistered() {
        assertThat(SpringRegistry.EUREKA.isAddressOption("--eureka.client.service-url.defaultZone=http://e:8761"))
                .isTrue();
        assertThat(SpringRegistry.EUREKA.isAddressOption("-Deureka.client.serviceUrl.defaultZone=http://e:8761"))
                .isTrue();
        assertThat(SpringRegistry.EUREKA.isAddressOption("--server.port=8080")).isFalse();
        assertThat(SpringRegistry.EUREKA.decides("-Deureka.instance.hostname=shop"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"eureka, true", "eureka-server, true", "Eureka_Service, true", "eureka-client, false", "db, false"})
    void serversOfEurekaAreCalledSo(String name, boolean server) {
        assertThat(SpringRegistry.EUREKA.isNameOfServer(name)).isEqualTo(server);
    }

    /** U+0085 ends no line of a file, and the dot of an expression does not match it. */
    @Test
    void blanksBeforeAnEndThatIsNoneEndSoon() {
        String settings = "a=" + " ".repeat(1 << 20) + "\u0085x";

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(SpringRegistry.EUREKA.decidesIn(settings)).isFalse());
    }
}
