package dev.sild.stacks.spec;

import dev.sild.programs.Exporters;
import dev.sild.programs.databases.Database;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.programs.settings.Engine;
import dev.sild.programs.settings.RedisConf;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.Parts;
import dev.sild.v1alpha1.shared.Backup;
import dev.sild.v1alpha1.shared.DatabaseSpec;
import dev.sild.v1alpha1.shared.RedisSpec;
import dev.sild.v1alpha1.shared.StorageSpec;
import java.util.Optional;
import java.util.OptionalLong;

/** From the specs of databases and caches to the settings that run them. */
public final class DatabaseSpecs {
    private DatabaseSpecs() {}

    /**
     * Returns a server.
     *
     * @param image the image where the spec names none
     * @param database the name of its database; empty where it has none
     * @param user the owner of the database; empty where it has none
     */
    public static Database server(
            MonitoredFrame<?> frame,
            String component,
            DatabaseSpec spec,
            Engine engine,
            String image,
            String database,
            String user,
            Optional<DatabaseSettings.Backup> backup) {
        return new Database(
                new DatabaseSettings(
                        component,
                        engine,
                        database,
                        user,
                        Shapes.program(spec, image),
                        frame.pods(spec),
                        storage(spec.getStorage()),
                        new DatabaseSettings.Password(
                                Optional.ofNullable(spec.getPasswordFrom())
                                        .map(key -> new DatabaseSettings.SecretKey(key.getName(), key.getKey())),
                                Shapes.text(spec.getPasswordRotation())),
                        Shapes.ownConfiguration(component, engine.file(), spec),
                        frame.exporter(spec.getExporter(), engine.exporterImage()),
                        backup),
                frame.naming());
    }

    /** Returns Redis; where the spec leaves it open, one that refuses to forget. */
    public static Engine redis(RedisSpec spec) {
        return new Engine.Redis(
                spec.getMaxMemory() == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(ModelValues.bytes(spec.getMaxMemory())),
                spec.getMaxMemoryPolicy() == null
                        ? RedisConf.Policy.NOEVICTION
                        : Shapes.same(RedisConf.Policy.class, spec.getMaxMemoryPolicy()),
                spec.getPersistence() == null
                        ? RedisConf.Persistence.APPEND_ONLY
                        : Shapes.same(RedisConf.Persistence.class, spec.getPersistence()));
    }

    /** Returns the dumps that a component writes; empty where there are none. */
    public static Optional<DatabaseSettings.Backup> backup(String component, Backup spec) {
        return spec.getEnabled()
                ? Optional.of(new DatabaseSettings.Backup(
                        component,
                        spec.getSchedule(),
                        spec.getTimeZone(),
                        spec.getKeep(),
                        spec.getSuspend(),
                        Shapes.resources(spec.getResources()),
                        storage(spec.getStorage())))
                : Optional.empty();
    }

    private static DatabaseSettings.Storage storage(StorageSpec spec) {
        return new DatabaseSettings.Storage(
                spec.getSize(), Shapes.text(spec.getStorageClassName()), Shapes.isKept(spec));
    }

    /**
     * Adds a server, with its scrapes.
     *
     * @param component the name of its component
     */
    public static void add(MonitoredFrame<?> frame, String component, Database server, Parts parts) {
        server.addTo(parts);
        parts.scrapes(frame.scrapes(component, server.metrics(), Exporters.PATH));
    }
}
