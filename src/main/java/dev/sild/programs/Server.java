package dev.sild.programs;

import dev.sild.model.Container.Env;
import dev.sild.model.Port;
import dev.sild.model.Text;
import dev.sild.stack.Account;
import java.util.List;
import java.util.Optional;

/** What differs between the kinds of servers. */
sealed interface Server permits PostgresServer, RedisServer {

  /** Returns the server that settings are for. */
  static Server of(DatabaseSettings settings) {
    if (settings.engine() instanceof Engine.Postgres postgres) {
      return new PostgresServer(settings, postgres);
    }
    if (settings.engine() instanceof Engine.Redis redis) {
      return new RedisServer(settings, redis);
    }
    throw new IllegalStateException("no server is known for " + settings.engine());
  }

  /** Returns the port that it listens on. */
  Port port();

  /** Returns whom it runs as. */
  Account account();

  /** Returns how its clients find it at a host. */
  Address address(String host);

  /** Returns its generated configuration. */
  String configuration();

  /** Returns how it starts. */
  Launch launch(Text password);

  /** Whether its data outlive its pod. */
  boolean persists();

  /** Returns how its numbers are read, in its own pod. */
  Sidecar exporter(Text password);

  /** Returns the environment of a client of its own programs, but for the password. */
  List<Env> client(String host);

  /** Returns the command that tells it another password; see {@link Rotations}. */
  List<String> rotation();

  /** Returns how it is dumped; nothing where it has no program for that. */
  Optional<Dumps> dumps();
}
