package dev.sild.programs.databases;

import dev.sild.model.Application;
import dev.sild.model.Calls;
import dev.sild.model.Mesh;
import dev.sild.model.Naming;
import dev.sild.model.Placement;
import dev.sild.model.PodSecurity;
import dev.sild.model.Resources;
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
import org.junit.jupiter.params.provider.Arguments;

/** The databases of every engine, with their objects. */
abstract class DatabaseCase {
    static final Naming NAMING = Naming.of("microservicestack", "shop");
    static final Engine POSTGRES = new Engine.Postgres(18, Map.of());
    static final Engine MYSQL = new Engine.Mysql(Map.of());
    static final Engine MONGODB = new Engine.Mongodb();

    static final Engine REDIS =
            new Engine.Redis(OptionalLong.empty(), RedisConf.Policy.NOEVICTION, RedisConf.Persistence.APPEND_ONLY);

    static DatabaseSettings settings(Engine engine, String image, Optional<SecretKey> password, boolean isKept) {
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

    static Parts parts(DatabaseSettings settings, Set<String> rotating) {
        Parts parts = new Parts(NAMING, new Inputs(Set.of(Capability.values()), rotating));
        new Database(settings, NAMING).addTo(parts);
        return parts;
    }

    static Application application(DatabaseSettings settings, Set<String> rotating) {
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
}
