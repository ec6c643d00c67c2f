package dev.sild.programs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class MongodbConfTest {

    @ParameterizedTest
    @CsvSource({"256, 0.25", "1024, 0.25", "1536, 0.5", "4096, 1.75", "65536, 31.75"})
    void givesTheCacheAShareOfTheMemoryAndNoLessThanIsTaken(long mebibytes, double gibibytes) {
        assertThat(read(OptionalLong.of(mebibytes << 20)))
                .isEqualTo(Map.of(
                        "storage",
                                Map.of(
                                        "dbPath",
                                        "/data/db/mongodb",
                                        "wiredTiger",
                                        Map.of("engineConfig", Map.of("cacheSizeGB", gibibytes))),
                        "net", Map.of("bindIpAll", true, "port", 27017),
                        "security", Map.of("authorization", "enabled")));
    }

    @Test
    void leavesTheCacheToMongodbWhereThereIsNoLimit() {
        assertThat(read(OptionalLong.empty()))
                .extractingByKey("storage")
                .isEqualTo(Map.of("dbPath", "/data/db/mongodb"));
    }

    private static Map<String, Object> read(OptionalLong memory) {
        return new Yaml().load(new MongodbConf(memory).text());
    }
}
