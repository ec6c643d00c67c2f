package dev.sild.programs.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sild.model.Application;
import dev.sild.model.Calls;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Mesh;
import dev.sild.model.Mount;
import dev.sild.model.Naming;
import dev.sild.model.Placement;
import dev.sild.model.PodSecurity;
import dev.sild.model.Resources;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.programs.VariableNames;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.programs.settings.DatabaseSettings.Backup;
import dev.sild.programs.settings.DatabaseSettings.Password;
import dev.sild.programs.settings.DatabaseSettings.SecretKey;
import dev.sild.programs.settings.DatabaseSettings.Storage;
import dev.sild.programs.settings.Engine;
import dev.sild.programs.settings.RedisConf;
import dev.sild.stacks.shared.Capability;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.StackPods;
import dev.sild.stacks.shared.StackProgram;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseTest {
    private static final Naming NAMING = Naming.of("microservicestack", "shop");
    private static final VariableNames NAMES =
            new VariableNames("URL", "HOST", "PORT", "NAME", "USER", "PASSWORD", "UNNAMED");
    private static final Engine POSTGRES = new Engine.Postgres(18, Map.of());
    private static final Engine MYSQL = new Engine.Mysql(Map.of());
    private static final Engine MONGODB = new Engine.Mongodb();
    private static final Engine REDIS =
            new Engine.Redis(OptionalLong.empty(), RedisConf.Policy.NOEVICTION, RedisConf.Persistence.APPEND_ONLY);

    private static DatabaseSettings settings(
            Engine engine, String image, Optional<SecretKey> password, boolean isKept) {
        boolean dumps = engine != REDIS;
        return new DatabaseSettings(
                "orders-database",
                engine,
                "orders",
                "app",
                new StackProgram(
                        image, Optional.empty(), new Resources(Map.of("memory", "1Gi"), Map.of(), Map.of()), List.of()),
                new StackPods(PodSecurity.RESTRICTED, Map.of(), Map.of(), List.of(), Placement.ANYWHERE),
                new Storage("1Gi", "", isKept),
                new Password(password, ""),
                Optional.empty(),
                Optional.of(new StackProgram(engine.exporterImage(), Optional.empty(), Resources.NONE, List.of())),
                dumps
                        ? Optional.of(new Backup(
                                "orders-database-backup",
                                "@daily",
                                "Etc/UTC",
                                3,
                                false,
                                Resources.NONE,
                                new Storage("1Gi", "", isKept)))
                        : Optional.empty());
    }

    private static Parts parts(DatabaseSettings settings, Set<String> rotating) {
        Parts parts = new Parts(NAMING, new Inputs(Set.of(Capability.values()), Map.of(), rotating));
        new Database(settings, NAMING).addTo(parts);
        return parts;
    }

    private static Application application(DatabaseSettings settings, Set<String> rotating) {
        return parts(settings, rotating)
                .application("shop", List.of(), new Calls(List.of(), List.of(), true), Mesh.NONE);
    }

    static Stream<Arguments> engines() {
        return Stream.of(
                Arguments.of(
                        POSTGRES,
                        Engine.Postgres.image(18),
                        70L,
                        5432,
                        "postgresql://app:{password}@shop-orders-database:5432/orders"),
                Arguments.of(
                        POSTGRES,
                        "registry.example.org/library/postgres:18-bookworm",
                        999L,
                        5432,
                        "postgresql://app:{password}@shop-orders-database:5432/orders"),
                Arguments.of(
                        MYSQL,
                        Engine.Mysql.image("8.4"),
                        999L,
                        3306,
                        "mysql://app:{password}@shop-orders-database:3306/orders"),
                Arguments.of(
                        MONGODB,
                        Engine.Mongodb.image("8.0"),
                        999L,
                        27017,
                        "mongodb://app:{password}@shop-orders-database:27017/orders?authSource=admin"),
                Arguments.of(
                        REDIS,
                        Engine.Redis.image("7.4"),
                        999L,
                        6379,
                        "redis://:{password}@shop-orders-database:6379/0"));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void runsRestrictedAsTheUserOfItsImageAndWritesToVolumesOnly(Engine engine, String image, long user) {
        Application application =
                application(settings(engine, image, Optional.empty(), true), Set.of("shop-orders-database"));
        assertThat(application.components()).hasSize(engine == REDIS ? 2 : 3);
        for (Component component : application.components()) {
            Container main = component.main();
            assertThat(main.security().user()).as(component.name()).hasValue(user);
            assertThat(main.security().readOnlyRoot()).isTrue();
            assertThat(main.image()).isEqualTo(Text.of(image));
            if (!component.name().endsWith("-rotation")) {
                assertThat(component.pod().fsGroup())
                        .isPresent()
                        .isEqualTo(main.security().group());
            }
            for (Mount mount : component.mounts()) {
                if (mount.source() instanceof Mount.OfVolume volume) {
                    assertThat(application.volume(volume.name()))
                            .as(volume.name())
                            .isPresent();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void isFoundByTheAddressThatItsDriversTake(Engine engine, String image, long user, int port, String url) {
        DatabaseSettings settings = settings(engine, image, Optional.empty(), true);
        Parts parts = parts(settings, Set.of());
        assertThat(parts.seeds())
                .singleElement()
                .satisfies(seed -> assertThat(seed.sources().get("url"))
                        .isEqualTo(new dev.sild.stacks.shared.SecretSeed.Template(url)));
        Database database = new Database(settings, NAMING);
        assertThat(database.port().number()).isEqualTo(port);
        List<Env> variables = database.variables(NAMES);
        assertThat(variables)
                .extracting(Env::name)
                .containsExactlyElementsOf(
                        engine == REDIS
                                ? List.of("HOST", "PORT", "PASSWORD", "URL")
                                : List.of("HOST", "PORT", "NAME", "USER", "PASSWORD", "URL"));
        assertThat(variables.get(0).value()).isEqualTo(Text.of("shop-orders-database"));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void makesTheAddressOfAPasswordOfTheUsersOwn(Engine engine, String image, long user, int port, String url) {
        SecretKey own = new SecretKey("mine", "word");
        DatabaseSettings settings = settings(engine, image, Optional.of(own), true);
        assertThat(parts(settings, Set.of()).seeds()).isEmpty();
        List<Env> variables =
                new Database(settings, NAMING).variables(new VariableNames("URL", "", "", "", "", "", "UNNAMED"));
        int at = url.indexOf("{password}");
        assertThat(variables)
                .containsExactly(
                        new Env("UNNAMED", new Text.SecretRef("secret-mine", "word")),
                        new Env(
                                "URL",
                                new Text.Concat(List.of(
                                        Text.of(url.substring(0, at)),
                                        new Text.EnvRef("UNNAMED"),
                                        Text.of(url.substring(at + "{password}".length()))))));
    }

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

    @ParameterizedTest
    @MethodSource("engines")
    void isCalledByItsOwnBackupAndRotationOnly(Engine engine, String image) {
        Parts parts = parts(settings(engine, image, Optional.empty(), true), Set.of("shop-orders-database"));
        assertThat(parts.calls())
                .hasSize(engine == REDIS ? 1 : 2)
                .allSatisfy(call ->
                        assertThat(call.to()).isEqualTo(new dev.sild.model.Call.OfComponent("orders-database")));
        assertThat(parts(settings(engine, image, Optional.empty(), true), Set.of())
                        .calls())
                .hasSize(engine == REDIS ? 0 : 1);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void showsNoPasswordInItsConfigurationOrArguments(Engine engine, String image) {
        Application application =
                application(settings(engine, image, Optional.empty(), true), Set.of("shop-orders-database"));
        for (Component component : application.components()) {
            for (Container container : component.containers()) {
                assertThat(Stream.concat(container.command().stream(), container.args().stream()))
                        .noneMatch(word -> word instanceof Text.SecretRef || word instanceof Text.Concat);
            }
        }
    }

    @Test
    void mysqlHasARootOfItsOwnWhoIsNotLetInFromOutside() {
        Application application =
                application(settings(MYSQL, Engine.Mysql.image("8.4"), Optional.empty(), true), Set.of());
        Container main = application.component("orders-database").orElseThrow().main();
        assertThat(main.env())
                .contains(
                        new Env("MYSQL_PASSWORD", new Text.SecretRef("secret-shop-orders-database", "password")),
                        new Env(
                                "MYSQL_ROOT_PASSWORD",
                                new Text.SecretRef("secret-shop-orders-database", "root-password")),
                        new Env("MYSQL_ROOT_HOST", Text.of("localhost")));
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
