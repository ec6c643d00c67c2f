package dev.sild.stacks.spec;

import dev.sild.programs.Exporters;
import dev.sild.programs.databases.Database;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.programs.settings.Engine;
import dev.sild.programs.settings.RedisConf;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.Parts;
import dev.sild.v1alpha1.shared.Backup;
import dev.sild.v1alpha1.shared.BackupVerification;
import dev.sild.v1alpha1.shared.Bootstrap;
import dev.sild.v1alpha1.shared.DatabaseSpec;
import dev.sild.v1alpha1.shared.RedisSpec;
import dev.sild.v1alpha1.shared.S3;
import dev.sild.v1alpha1.shared.S3Credentials;
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
            Backups backups) {
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
                        backups.backup(),
                        backups.bootstrap()),
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

    /**
     * The dumps of a database.
     *
     * @param backup how they are written; empty for never
     * @param bootstrap the one that fills the database when it is new; empty for none
     */
    public record Backups(Optional<DatabaseSettings.Backup> backup, Optional<DatabaseSettings.Bootstrap> bootstrap) {
        /** No dumps. */
        public static final Backups NONE = new Backups(Optional.empty(), Optional.empty());
    }

    /**
     * Returns the dumps of a database.
     *
     * @param component the component that writes them
     * @param server the component of the database
     */
    public static Backups backups(
            StackFrame<?> frame, String component, String server, Backup spec, Bootstrap bootstrap) {
        Optional<DatabaseSettings.Store> store =
                Optional.ofNullable(spec.getTo()).map(to -> store(frame, server, to.getS3()));
        Optional<DatabaseSettings.Backup> backup = spec.getEnabled()
                ? Optional.of(new DatabaseSettings.Backup(
                        component,
                        spec.getSchedule(),
                        spec.getTimeZone(),
                        spec.getKeep(),
                        spec.getSuspend(),
                        Shapes.resources(spec.getResources()),
                        storage(spec.getStorage()),
                        store,
                        Optional.ofNullable(spec.getVerify()).map(BackupVerification::getSchedule)))
                : Optional.empty();
        return new Backups(
                backup,
                Optional.ofNullable(bootstrap)
                        .map(Bootstrap::getFromBackup)
                        .flatMap(from -> store.map(bucket -> new DatabaseSettings.Bootstrap(
                                bucket.at(from.getPrefix()), from.getDump(), Shapes.resources(spec.getResources())))));
    }

    private static DatabaseSettings.Store store(StackFrame<?> frame, String server, S3 spec) {
        String folder = spec.getPrefix() != null
                ? spec.getPrefix()
                : frame.namespace().isEmpty() ? frame.name() : frame.namespace() + "/" + frame.name();
        S3Credentials credentials = spec.getCredentialsFrom();
        return new DatabaseSettings.Store(
                spec.getEndpoint(),
                spec.getBucket(),
                folder + "/" + server,
                spec.getRegion(),
                spec.getPathStyle(),
                new DatabaseSettings.SecretKey(credentials.getName(), credentials.getAccessKeyIdKey()),
                new DatabaseSettings.SecretKey(credentials.getName(), credentials.getSecretAccessKeyKey()),
                Optional.ofNullable(spec.getCaFrom())
                        .map(from -> new DatabaseSettings.ConfigKey(from.getName(), from.getKey())),
                Optional.ofNullable(spec.getEncryptionFrom())
                        .map(from -> new DatabaseSettings.SecretKey(from.getName(), from.getKey())),
                spec.getImage());
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
