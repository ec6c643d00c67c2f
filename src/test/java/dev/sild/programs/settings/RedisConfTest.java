package dev.sild.programs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.programs.settings.RedisConf.Persistence;
import dev.sild.programs.settings.RedisConf.Policy;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RedisConfTest {

    @Test
    void keepsAQuarterOfTheMemoryFree() {
        assertThat(RedisConf.maxMemoryWithin(OptionalLong.of(256L << 20))).hasValue(192L << 20);
        assertThat(RedisConf.maxMemoryWithin(OptionalLong.of(Long.MAX_VALUE)).getAsLong())
                .isPositive();
        assertThat(RedisConf.maxMemoryWithin(OptionalLong.empty())).isEmpty();
    }

    @Test
    void holdsNoPassword() {
        for (Persistence persistence : Persistence.values()) {
            assertThat(new RedisConf(OptionalLong.of(1), Policy.VOLATILE_TTL, persistence).text())
                    .contains("dir /data\nmaxmemory 1\nmaxmemory-policy volatile-ttl\n")
                    .doesNotContain("requirepass");
        }
    }
}
