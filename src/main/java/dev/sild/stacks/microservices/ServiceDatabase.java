package dev.sild.stacks.microservices;

import dev.sild.model.PodSecurity;
import dev.sild.programs.VariableNames;
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
import dev.sild.v1alpha1.shared.DedicatedDatabase;
import dev.sild.v1alpha1.shared.PasswordFrom;
import dev.sild.v1alpha1.shared.UserService;
import dev.sild.v1alpha1.shared.dedicateddatabase.Connection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The database of a service, from the user's words to the settings that programs know. */
final class ServiceDatabase {
    private static final String BACKUP = "-backup";

    /** What its database is called, and who owns it, where the user does not say. */
    private static final String USUAL_NAME = "app";

    private final Frame frame;
    private final String component;
    private final DedicatedDatabase said;

    private ServiceDatabase(Frame frame, UserService service) {
        this.frame = frame;
        component = component(service);
        said = service.getDatabase();
    }

    /** Returns the name of a service's database, within the stack. */
    static String component(UserService service) {
        return service.getName() + Frame.DATABASE;
    }

    /** Returns the database of a service; nothing where it has none. */
    static Optional<Database> of(Frame frame, UserService service) {
        return service.getDatabase() == null
                ? Optional.empty()
                : Optional.of(new Database(new ServiceDatabase(frame, service).settings(), frame.naming()));
    }

    /** Returns the names of the variables by which the service learns where its database is. */
    static VariableNames names(UserService service) {
        Connection names = service.getDatabase().getConnection();
        return new VariableNames(
                names.getUrl(),
                names.getHost(),
                names.getPort(),
                names.getName(),
                names.getUser(),
                names.getPassword(),
                "SILD_DATABASE_PASSWORD");
    }

    private DatabaseSettings settings() {
        Engine engine = engine();
        return new DatabaseSettings(
                component,
                engine,
                named(said.getName()),
                named(said.getUser()),
                new Program(
                        said.getImage() == null ? image() : said.getImage(),
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
                password(),
                ExternalBundles.ownConfiguration(component, engine.file(), said.getConfig(), said.getConfigFrom()),
                frame.monitored() && said.getExporter().getEnabled() ? Optional.of(exporter(engine)) : Optional.empty(),
                said.getBackup().getEnabled() ? Optional.of(backup(said.getBackup())) : Optional.empty());
    }

    private String named(String name) {
        return said.getEngine() == DedicatedDatabase.Engine.REDIS ? "" : name == null ? USUAL_NAME : name;
    }

    private Engine engine() {
        return switch (said.getEngine()) {
            case POSTGRES -> new Engine.Postgres(Integer.parseInt(version()), Shapes.map(said.getParameters()));
            case REDIS ->
                new Engine.Redis(
                        said.getMaxMemory() == null
                                ? OptionalLong.empty()
                                : OptionalLong.of(Shapes.bytes(said.getMaxMemory())),
                        said.getMaxMemoryPolicy() == null
                                ? RedisConf.Policy.NOEVICTION
                                : Shapes.same(RedisConf.Policy.class, said.getMaxMemoryPolicy()),
                        said.getPersistence() == null
                                ? RedisConf.Persistence.APPEND_ONLY
                                : Shapes.same(RedisConf.Persistence.class, said.getPersistence()));
            case MYSQL -> new Engine.Mysql(Shapes.map(said.getParameters()));
            case MONGODB -> new Engine.Mongodb();
        };
    }

    private String version() {
        if (said.getVersion() != null) {
            return said.getVersion();
        }
        return switch (said.getEngine()) {
            case POSTGRES -> "17";
            case MYSQL -> "8.4";
            case MONGODB -> "8.0";
            case REDIS -> "7.4";
        };
    }

    private String image() {
        return switch (said.getEngine()) {
            case POSTGRES -> Engine.Postgres.image(Integer.parseInt(version()));
            case MYSQL -> Engine.Mysql.image(version());
            case MONGODB -> Engine.Mongodb.image(version());
            case REDIS -> Engine.Redis.image(version());
        };
    }

    private Program exporter(Engine engine) {
        String own = said.getExporter().getImage();
        return new Program(
                own == null ? engine.exporterImage() : own,
                Shapes.pulled(said.getExporter().getImagePullPolicy()),
                Shapes.resources(said.getExporter().getResources()),
                List.of());
    }

    private DatabaseSettings.Backup backup(Backup backup) {
        return new DatabaseSettings.Backup(
                component + BACKUP,
                backup.getSchedule(),
                backup.getTimeZone(),
                backup.getKeep(),
                backup.getSuspend(),
                Shapes.resources(backup.getResources()),
                new DatabaseSettings.Storage(
                        backup.getStorage().getSize(),
                        Shapes.text(backup.getStorage().getStorageClassName()),
                        backup.getStorage().getRetain() == dev.sild.v1alpha1.shared.DatabaseStorage.Retain.KEEP));
    }

    private DatabaseSettings.Password password() {
        PasswordFrom from = said.getPasswordFrom();
        return new DatabaseSettings.Password(
                Optional.ofNullable(from).map(key -> new SecretKey(key.getName(), key.getKey())),
                Shapes.text(said.getPasswordRotation()));
    }
}
