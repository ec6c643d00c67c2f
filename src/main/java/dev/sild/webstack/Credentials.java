package dev.sild.webstack;

import dev.sild.model.Text;
import dev.sild.stack.Others;
import dev.sild.stack.SecretSeed;
import dev.sild.stack.SecretSeed.Key;
import dev.sild.stack.SecretSeed.Next;
import dev.sild.stack.SecretSeed.Plain;
import dev.sild.stack.SecretSeed.Random;
import dev.sild.stack.SecretSeed.Template;
import dev.sild.stack.Shapes;
import dev.sild.stack.Stores;
import dev.sild.v1alpha1.webstackspec.Cache;
import dev.sild.v1alpha1.webstackspec.Database;
import dev.sild.v1alpha1.webstackspec.cache.PasswordFrom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The password of a server, which is generated unless the user has one.
 *
 * @param secret the Secret's name
 * @param key its key that holds the password
 * @param seed how it is generated; empty where it is the user's
 */
record Credentials(String secret, String key, Optional<SecretSeed> seed) {
  static final String URL = "url";

  private static final String PASSWORD = "password";
  private static final String NEXT_PASSWORD = "next-password";
  private static final int LENGTH = 32;

  static Credentials ofCache(Frame frame) {
    Cache cache = frame.spec().getCache();
    String host = frame.host(Frame.CACHE);
    return of(frame, Frame.CACHE, cache.getPasswordFrom(), cache.getPasswordRotation(), List.of(
        new Key("host", new Plain(host)),
        new Key("port", new Plain(Integer.toString(RedisConf.PORT))),
        new Key(URL, new Template("redis://:{" + PASSWORD + "}@" + host + ":" + RedisConf.PORT + "/0"))));
  }

  static Credentials ofDatabase(Frame frame) {
    Database database = frame.spec().getDatabase();
    String host = frame.host(Frame.DATABASE);
    return of(frame, Frame.DATABASE, database.getPasswordFrom(), database.getPasswordRotation(), List.of(
        new Key("host", new Plain(host)),
        new Key("port", new Plain(Integer.toString(PostgresConf.PORT))),
        new Key("database", new Plain(database.getName())),
        new Key("username", new Plain(database.getUser())),
        new Key(URL, new Template("postgresql://" + database.getUser() + ":{" + PASSWORD + "}@" + host + ":"
            + PostgresConf.PORT + "/" + database.getName()))));
  }

  private static Credentials of(Frame frame, String component, PasswordFrom from, String rotation, List<Key> more) {
    if (from != null) {
      return new Credentials(from.getName(), from.getKey(), Optional.empty());
    }
    List<Key> keys = new ArrayList<>();
    keys.add(new Key(PASSWORD, new Random(LENGTH)));
    keys.addAll(more);
    keys.add(new Key(NEXT_PASSWORD, new Next(PASSWORD)));
    String name = frame.naming().object(component);
    return new Credentials(name, PASSWORD,
        Optional.of(new SecretSeed(name, component, keys, Shapes.text(rotation), Optional.of(component + Stores.ROTATION))));
  }

  /** Returns a reference to the password. */
  Text password() {
    return reference(key);
  }

  /** Returns a reference to the password that the server is about to have. */
  Text nextPassword() {
    return reference(NEXT_PASSWORD);
  }

  /** Returns a reference to a key of a Secret that is generated. */
  Text reference(String ofKey) {
    return new Text.SecretRef(Others.secret(secret), ofKey);
  }
}
