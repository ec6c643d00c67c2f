package dev.sild.programs.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Mount;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.programs.settings.Engine;
import dev.sild.programs.settings.RedisConf;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What databases keep, and where. */
class DatabaseStorageTest extends DatabaseCase {
    @ParameterizedTest
    @MethodSource("engines")
    void keepsItsDataTheirPasswordAndTheirDumpsOrNone(Engine engine, String image) {
        assertThat(parts(settings(engine, image, Optional.empty(), true), Set.of())
                        .kept())
                .containsExactlyInAnyOrderElementsOf(
                        engine == REDIS
                                ? List.of("orders-database-shop-orders-database-0", "shop-orders-database")
                                : List.of(
                                        "orders-database-shop-orders-database-0",
                                        "shop-orders-database",
                                        "shop-orders-database-backups"));
        assertThat(parts(settings(engine, image, Optional.empty(), false), Set.of())
                        .kept())
                .isEmpty();
    }

    /** An image from 18 on has its volume one folder further up; the data's place on the claim is the same. */
    @Test
    void theClaimCoversTheVolumeOfEachPostgresImage() {
        assertThat(mountOf(new Engine.Postgres(17, Map.of()))).isEqualTo("/var/lib/postgresql/data");
        assertThat(mountOf(POSTGRES)).isEqualTo("/var/lib/postgresql");
    }

    private static String mountOf(Engine engine) {
        Container main = application(settings(engine, "postgres:18", Optional.empty(), true), Set.of())
                .component("orders-database")
                .orElseThrow()
                .main();
        String folder = main.mounts().stream()
                .filter(mount -> mount.source().equals(new Mount.OfVolume("orders-database")))
                .map(Mount::path)
                .findFirst()
                .orElseThrow();
        assertThat(main.env()).contains(new Env("PGDATA", Text.of(folder + "/pgdata")));
        return folder;
    }

    @Test
    void redisHasNoDumps() {
        DatabaseSettings redis = settings(REDIS, "redis:8", Optional.empty(), true);
        DatabaseSettings dumped = new DatabaseSettings(
                redis.component(),
                REDIS,
                "",
                "",
                redis.server(),
                redis.pods(),
                redis.storage(),
                redis.password(),
                redis.configuration(),
                redis.exporter(),
                settings(POSTGRES, "postgres:17", Optional.empty(), true).backup());
        assertThatIllegalArgumentException().isThrownBy(() -> parts(dumped, Set.of()));
    }

    @Test
    void aCacheThatKeepsNothingHasNoClaim() {
        Engine engine =
                new Engine.Redis(OptionalLong.empty(), RedisConf.Policy.ALLKEYS_LRU, RedisConf.Persistence.NONE);
        DatabaseSettings said = settings(REDIS, "redis:8", Optional.empty(), true);
        DatabaseSettings cache = new DatabaseSettings(
                "cache",
                engine,
                "",
                "",
                said.server(),
                said.pods(),
                said.storage(),
                said.password(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(parts(cache, Set.of()).kept()).isEmpty();
        assertThat(application(cache, Set.of()).volumes()).allMatch(volume -> volume instanceof Volume.Scratch);
    }
}
