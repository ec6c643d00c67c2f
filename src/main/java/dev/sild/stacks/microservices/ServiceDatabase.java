package dev.sild.stacks.microservices;

import dev.sild.programs.VariableNames;
import dev.sild.programs.databases.Database;
import dev.sild.programs.settings.Engine;
import dev.sild.stacks.spec.DatabaseSpecs;
import dev.sild.stacks.spec.Shapes;
import dev.sild.v1alpha1.shared.DedicatedDatabase;
import dev.sild.v1alpha1.shared.UserService;
import dev.sild.v1alpha1.shared.dedicateddatabase.Connection;
import java.util.Optional;

/** The database of a service. */
record ServiceDatabase(MicroserviceFrame frame, String component, DedicatedDatabase spec) {
    private static final String BACKUP = "-backup";

    /** The name and the owner of its database, unless the user specifies them. */
    private static final String USUAL_NAME = "app";

    /** Returns the database of a service; empty where it has none. */
    static Optional<ServiceDatabase> of(MicroserviceFrame frame, UserService service) {
        return Optional.ofNullable(service.getDatabase())
                .map(spec -> new ServiceDatabase(frame, service.getName() + "-database", spec));
    }

    Database server() {
        return DatabaseSpecs.server(
                frame,
                component,
                spec,
                engine(),
                image(),
                named(spec.getName()),
                named(spec.getUser()),
                DatabaseSpecs.backups(frame, component + BACKUP, component, spec.getBackup(), spec.getBootstrap()));
    }

    /** Returns the names of the variables that tell the service where its database is. */
    VariableNames names() {
        Connection names = spec.getConnection();
        return new VariableNames(
                names.getUrl(),
                names.getHost(),
                names.getPort(),
                names.getName(),
                names.getUser(),
                names.getPassword(),
                "SILD_DATABASE_PASSWORD");
    }

    private String named(String name) {
        if (spec.getEngine() == DedicatedDatabase.Engine.REDIS) {
            return "";
        }
        return name == null ? USUAL_NAME : name;
    }

    private Engine engine() {
        return switch (spec.getEngine()) {
            case POSTGRES -> new Engine.Postgres(Integer.parseInt(version()), Shapes.map(spec.getParameters()));
            case REDIS -> DatabaseSpecs.redis(spec);
            case MYSQL -> new Engine.Mysql(Shapes.map(spec.getParameters()));
            case MONGODB -> new Engine.Mongodb();
        };
    }

    private String version() {
        if (spec.getVersion() != null) {
            return spec.getVersion();
        }
        return switch (spec.getEngine()) {
            case POSTGRES -> "17";
            case MYSQL -> "8.4";
            case MONGODB -> "8.0";
            case REDIS -> "7.4";
        };
    }

    private String image() {
        return switch (spec.getEngine()) {
            case POSTGRES -> Engine.Postgres.image(Integer.parseInt(version()));
            case MYSQL -> Engine.Mysql.image(version());
            case MONGODB -> Engine.Mongodb.image(version());
            case REDIS -> Engine.Redis.image(version());
        };
    }
}
