package dev.sild.compose.translate.relations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTest {
    private static final String LOCAL =
            "local all all trust\nhost all all 127.0.0.1/32 trust\nhost all all ::1/128 trust\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host all admin 172.16.0.0/12 md5",
                "  hostnossl\tall\tall\t172.18.0.0/16\tscram-sha-256",
                "host replication admin 192.168.0.0 255.255.0.0 md5"
            })
    void thatLetInTheEnginesNetworksAloneAreFound(String rule) {
        assertThat(HostRules.ofEngine("conf/pg_hba.conf", LOCAL + rule + "\n")).hasValue(LOCAL.length() + place(rule));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host all all all md5",
                "host all all 0.0.0.0/0 md5",
                "hostssl all all samenet md5",
                "host all all 10.0.0.0/8 md5",
                "host all all .example.com md5",
            })
    void thatLetInOtherClientsAreLeftAlone(String rule) {
        assertThat(HostRules.ofEngine("pg_hba.conf", "host all all 172.16.0.0/12 md5\n" + rule))
                .isEmpty();
    }

    @Test
    void areThoseOfPostgresOnly() {
        assertThat(HostRules.ofEngine("hosts.conf", "host all all 172.16.0.0/12 md5"))
                .isEmpty();
        assertThat(HostRules.ofEngine("pg_hba.conf", "# host all all 172.16.0.0/12 md5\n" + LOCAL))
                .isEmpty();
    }

    @Test
    void longFilesAreReadInTime() {
        assertTimeout(Duration.ofSeconds(5), () -> {
            HostRules.ofEngine("pg_hba.conf", "host ".repeat(200_000));
            HostRules.ofEngine("pg_hba.conf", "host a b 172.16.0.0/12\n".repeat(50_000));
        });
    }

    private static int place(String rule) {
        return rule.contains("172.") ? rule.indexOf("172.") : rule.indexOf("192.");
    }
}
