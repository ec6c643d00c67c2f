package dev.sild.programs.databases;

import dev.sild.model.Container.Env;
import dev.sild.model.Port;
import dev.sild.programs.Launch;
import dev.sild.programs.ServerAddress;
import dev.sild.programs.Sidecar;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.programs.settings.Engine;
import dev.sild.stacks.shared.Account;
import java.util.List;
import java.util.Optional;

/** What differs between the kinds of servers. */
sealed interface Server permits PostgresServer, MysqlServer, MongodbServer, RedisServer {

    static Server of(DatabaseSettings settings) {
        if (settings.engine() instanceof Engine.Postgres postgres) {
            return new PostgresServer(settings, postgres);
        }
        if (settings.engine() instanceof Engine.Mysql mysql) {
            return new MysqlServer(settings, mysql);
        }
        if (settings.engine() instanceof Engine.Mongodb mongodb) {
            return new MongodbServer(settings, mongodb);
        }
        if (settings.engine() instanceof Engine.Redis redis) {
            return new RedisServer(settings, redis);
        }
        throw new IllegalStateException("unsupported database engine: " + settings.engine());
    }

    /** Returns the port that it listens on. */
    Port port();

    DatabaseSettings settings();

    /** Returns the account that it runs as. */
    default Account account() {
        return Account.ofDatabase(settings().server().image());
    }

    /** Returns how its clients find it at a host. */
    ServerAddress address(String host);

    /** Returns its generated configuration. */
    String configuration();

    /** Returns how it starts. */
    Launch launch(Credentials credentials);

    /** Whether it has a root beside its user, with a password of its own. */
    default boolean hasRoot() {
        return false;
    }

    /** Whether its clients write to {@code /tmp}. */
    default boolean clientWrites() {
        return false;
    }

    /** Whether its data outlive its pod. */
    default boolean persists() {
        return true;
    }

    /** Returns how its numbers are read, in its own pod. */
    Sidecar exporter(Credentials credentials);

    /** Returns the environment of a client of its own programs, but for the password. */
    List<Env> client(String host);

    /** Returns the command that tells it another password; see {@link Rotations}. */
    List<String> rotation();

    /** Returns how it is dumped; nothing where it has no program for that. */
    Optional<Dumps> dumps();
}
