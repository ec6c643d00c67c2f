package dev.sild.webstack;

import dev.sild.model.Container.Env;
import dev.sild.model.Text;
import dev.sild.v1alpha1.webstackspec.Database;
import dev.sild.v1alpha1.webstackspec.api.Connection;
import java.util.ArrayList;
import java.util.List;

/** The variables by which the api learns where the cache and the database are; one without a name is left out. */
final class Connections {
  /** Holds a password of the user's where the variable for it is left out and one for the whole address is not. */
  private static final String UNNAMED = "SILD_%s_PASSWORD";

  private final List<Env> variables = new ArrayList<>();

  private Connections() {}

  static List<Env> of(Frame frame) {
    Connection names = frame.spec().getApi().getConnection();
    Connections connections = new Connections();
    if (frame.spec().getDatabase().getEnabled()) {
      Database database = frame.spec().getDatabase();
      String host = frame.host(Frame.DATABASE);
      connections.add(names.getDatabaseHost(), Text.of(host));
      connections.add(names.getDatabasePort(), number(PostgresConf.PORT));
      connections.add(names.getDatabaseName(), Text.of(database.getName()));
      connections.add(names.getDatabaseUser(), Text.of(database.getUser()));
      connections.password("DATABASE", names.getDatabasePassword(), names.getDatabaseURL(), Credentials.ofDatabase(frame),
          "postgresql://" + database.getUser() + ":", "@" + host + ":" + PostgresConf.PORT + "/" + database.getName());
    }
    if (frame.spec().getCache().getEnabled()) {
      String host = frame.host(Frame.CACHE);
      connections.add(names.getCacheHost(), Text.of(host));
      connections.add(names.getCachePort(), number(RedisConf.PORT));
      connections.password("CACHE", names.getCachePassword(), names.getCacheURL(), Credentials.ofCache(frame),
          "redis://:", "@" + host + ":" + RedisConf.PORT + "/0");
    }
    return connections.variables;
  }

  /**
   * A Secret of the user's holds no address, and is not to be copied: the variable for the address is made of the one for the
   * password, which stands before it.
   */
  private void password(String server, String name, String url, Credentials credentials, String before, String after) {
    if (credentials.seed().isPresent()) {
      add(name, credentials.password());
      add(url, credentials.reference(Credentials.URL));
      return;
    }
    String variable = name.isEmpty() && !url.isEmpty() ? UNNAMED.formatted(server) : name;
    add(variable, credentials.password());
    add(url, new Text.Concat(List.of(Text.of(before), new Text.EnvRef(variable), Text.of(after))));
  }

  private void add(String name, Text value) {
    if (!name.isEmpty()) {
      variables.add(new Env(name, value));
    }
  }

  private static Text number(int number) {
    return Text.of(Integer.toString(number));
  }
}
