package dev.sild.stacks.web;

import dev.sild.model.PodSecurity;
import dev.sild.programs.databases.Database;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.programs.settings.DatabaseSettings.Pods;
import dev.sild.programs.settings.DatabaseSettings.Program;
import dev.sild.programs.settings.DatabaseSettings.SecretKey;
import dev.sild.programs.settings.Engine;
import dev.sild.programs.settings.RedisConf;
import dev.sild.stacks.shared.ExternalBundles;
import dev.sild.stacks.shared.Places;
import dev.sild.stacks.shared.Shapes;
import dev.sild.v1alpha1.shared.Backup;
import dev.sild.v1alpha1.shared.PasswordFrom;
import dev.sild.v1alpha1.webstackspec.Cache;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The servers behind the api, from the user's words to the settings that programs know. */
final class ServerSettings {
    private ServerSettings() {}

    /** Returns the database. */
    static Database database(Frame frame) {
        dev.sild.v1alpha1.webstackspec.Database said = frame.spec().getDatabase();
        Engine engine = new Engine.Postgres(said.getVersion().getValue(), Shapes.map(said.getParameters()));
        String image = said.getImage() == null
                ? Engine.Postgres.image(said.getVersion().getValue())
                : said.getImage();
        return new Database(
                new DatabaseSettings(
                        Frame.DATABASE,
                        engine,
                        said.getName(),
                        said.getUser(),
                        new Program(
                                image,
                                Shapes.pulled(said.getImagePullPolicy()),
                                Shapes.resources(said.getResources()),
                                Shapes.env(List.of(), said.getEnv(), said.getSecretEnv())),
                        new Pods(
                                Shapes.same(PodSecurity.class, said.getPodSecurity()),
                                Shapes.map(said.getLabels()),
                                Shapes.map(said.getAnnotations()),
                                Shapes.pullSecrets(frame.spec().getImagePullSecrets()),
                                Places.of(said.getPlacement())),
                        new DatabaseSettings.Storage(
                                said.getStorage().getSize(),
                                Shapes.text(said.getStorage().getStorageClassName()),
                                said.getStorage().getRetain() == dev.sild.v1alpha1.shared.DatabaseStorage.Retain.KEEP),
                        password(said.getPasswordFrom(), said.getPasswordRotation()),
                        ExternalBundles.ownConfiguration(
                                Frame.DATABASE, engine.file(), said.getConfig(), said.getConfigFrom()),
                        frame.monitored() && said.getExporter().getEnabled()
                                ? Optional.of(new Program(
                                        said.getExporter().getImage(),
                                        Shapes.pulled(said.getExporter().getImagePullPolicy()),
                                        Shapes.resources(said.getExporter().getResources()),
                                        List.of()))
                                : Optional.empty(),
                        said.getBackup().getEnabled() ? Optional.of(backup(said.getBackup())) : Optional.empty()),
                frame.naming());
    }

    private static DatabaseSettings.Backup backup(Backup said) {
        return new DatabaseSettings.Backup(
                Frame.BACKUP,
                said.getSchedule(),
                said.getTimeZone(),
                said.getKeep(),
                said.getSuspend(),
                Shapes.resources(said.getResources()),
                new DatabaseSettings.Storage(
                        said.getStorage().getSize(),
                        Shapes.text(said.getStorage().getStorageClassName()),
                        said.getStorage().getRetain() == dev.sild.v1alpha1.shared.DatabaseStorage.Retain.KEEP));
    }

    /** Returns the cache. */
    static Database cache(Frame frame) {
        Cache said = frame.spec().getCache();
        Engine engine = new Engine.Redis(
                said.getMaxMemory() == null ? OptionalLong.empty() : OptionalLong.of(Shapes.bytes(said.getMaxMemory())),
                Shapes.same(RedisConf.Policy.class, said.getMaxMemoryPolicy()),
                Shapes.same(RedisConf.Persistence.class, said.getPersistence()));
        return new Database(
                new DatabaseSettings(
                        Frame.CACHE,
                        engine,
                        "",
                        "",
                        new Program(
                                said.getImage(),
                                Shapes.pulled(said.getImagePullPolicy()),
                                Shapes.resources(said.getResources()),
                                Shapes.env(List.of(), said.getEnv(), said.getSecretEnv())),
                        new Pods(
                                Shapes.same(PodSecurity.class, said.getPodSecurity()),
                                Shapes.map(said.getLabels()),
                                Shapes.map(said.getAnnotations()),
                                Shapes.pullSecrets(frame.spec().getImagePullSecrets()),
                                Places.of(said.getPlacement())),
                        new DatabaseSettings.Storage(
                                said.getStorage().getSize(),
                                Shapes.text(said.getStorage().getStorageClassName()),
                                said.getStorage().getRetain()
                                        == dev.sild.v1alpha1.webstackspec.cache.Storage.Retain.KEEP),
                        password(said.getPasswordFrom(), said.getPasswordRotation()),
                        ExternalBundles.ownConfiguration(
                                Frame.CACHE, engine.file(), said.getConfig(), said.getConfigFrom()),
                        frame.monitored() && said.getExporter().getEnabled()
                                ? Optional.of(new Program(
                                        said.getExporter().getImage(),
                                        Shapes.pulled(said.getExporter().getImagePullPolicy()),
                                        Shapes.resources(said.getExporter().getResources()),
                                        List.of()))
                                : Optional.empty(),
                        Optional.empty()),
                frame.naming());
    }

    private static DatabaseSettings.Password password(PasswordFrom from, String rotation) {
        return new DatabaseSettings.Password(
                Optional.ofNullable(from).map(key -> new SecretKey(key.getName(), key.getKey())),
                Shapes.text(rotation));
    }
}
