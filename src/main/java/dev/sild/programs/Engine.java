package dev.sild.programs;

import dev.sild.model.Ordered;
import java.util.Map;
import java.util.OptionalLong;

/** A kind of server that stores data, with what is said of no other kind. */
public sealed interface Engine {

  /** Returns the name of its configuration file, a key of the ConfigMap that holds it. */
  String file();

  /**
   * PostgreSQL.
   *
   * @param major its major version, from 13 to 18: the data of one cannot be read by another
   * @param parameters settings of {@code postgresql.conf} that go before the generated ones
   */
  record Postgres(int major, Map<String, String> parameters) implements Engine {
    public Postgres {
      parameters = Ordered.copyOf(parameters);
    }

    /** Returns the official image of a major version. */
    public static String image(int major) {
      return "docker.io/library/postgres:" + major + "-alpine";
    }

    @Override
    public String file() {
      return "postgresql.conf";
    }
  }

  /**
   * Redis.
   *
   * @param maxMemoryBytes how much it keeps before it evicts; empty for what its limit of memory allows
   * @param maxMemoryPolicy what it evicts then
   * @param persistence what becomes of the data at a restart
   */
  record Redis(OptionalLong maxMemoryBytes, RedisConf.Policy maxMemoryPolicy, RedisConf.Persistence persistence)
      implements Engine {

    /** Returns the official image of a version. */
    public static String image(String version) {
      return "docker.io/library/redis:" + version + "-alpine";
    }

    @Override
    public String file() {
      return "redis.conf";
    }
  }
}
