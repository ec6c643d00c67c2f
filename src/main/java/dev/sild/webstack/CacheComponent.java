package dev.sild.webstack;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Endpoint;
import dev.sild.model.Files;
import dev.sild.model.Health;
import dev.sild.model.Mount;
import dev.sild.model.Origin;
import dev.sild.model.PodSecurity;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.model.Volume;
import dev.sild.stack.Account;
import dev.sild.stack.ContainerDraft;
import dev.sild.stack.Others;
import dev.sild.stack.Places;
import dev.sild.stack.Shapes;
import dev.sild.stack.Stores;
import dev.sild.v1alpha1.webstackspec.Cache;
import dev.sild.v1alpha1.webstackspec.cache.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** redis, and what tells it a new password. */
final class CacheComponent {
  static final Port PORT = Shapes.port(RedisConf.PORT, "redis", "tcp");

  private static final String FILE = "redis.conf";
  private static final String SCRATCH = "cache-tmp";

  private final Frame frame;
  private final Cache cache;
  private final PodSecurity level;
  private final Account account;
  private final Credentials credentials;

  CacheComponent(Frame frame) {
    this.frame = frame;
    cache = frame.spec().getCache();
    level = Shapes.same(PodSecurity.class, cache.getPodSecurity());
    account = Account.ofRedis(cache.getImage());
    credentials = Credentials.ofCache(frame);
  }

  Component component() {
    List<Container> containers = new ArrayList<>();
    containers.add(redis());
    if (exports()) {
      containers.add(exporter());
    }
    return new Component(Frame.CACHE,
        Stores.one(persists() && cache.getStorage().getRetain() == Storage.Retain.DELETE), containers, List.of(),
        frame.pod(level, account.fsGroup(level), Optional.empty(), cache.getLabels(), cache.getAnnotations()),
        Places.of(cache.getPlacement()), List.of(), Map.of(), Map.of(), Origin.NONE);
  }

  private Container redis() {
    return new ContainerDraft(Frame.CACHE, cache.getImage())
        .pulled(Shapes.pulled(cache.getImagePullPolicy()))
        .command(RedisConf.command())
        .env(Shapes.env(List.of(new Env(RedisConf.PASSWORD_VARIABLE, credentials.password()),
            new Env(RedisConf.CLIENT_PASSWORD_VARIABLE, credentials.password())), cache.getEnv(), cache.getSecretEnv()))
        .ports(List.of(PORT))
        .mounts(List.of(Mount.ofFiles(Frame.CACHE, RedisConf.FILE, FILE),
            Mount.ofVolume(Frame.CACHE, RedisConf.DATA_FOLDER, false),
            Mount.ofVolume(SCRATCH, RedisConf.SCRATCH_FOLDER, false)))
        .probes(List.of(new Probe(Probe.Use.READINESS, new Health.Exec(RedisConf.healthCommand()), 0, 5, 3, 3, 0)))
        .resources(Shapes.resources(cache.getResources()))
        .security(account.security(level))
        .build();
  }

  private boolean exports() {
    return frame.monitored() && cache.getExporter().getEnabled();
  }

  Optional<Port> metrics() {
    return exports() ? Optional.of(Shapes.port(Exporters.REDIS_PORT, "metrics", "http")) : Optional.empty();
  }

  private Container exporter() {
    List<Env> env = new ArrayList<>();
    Exporters.redisEnv().forEach((name, value) -> env.add(Shapes.env(name, value)));
    env.add(new Env(Exporters.REDIS_PASSWORD_VARIABLE, credentials.password()));
    return new ContainerDraft("exporter", cache.getExporter().getImage())
        .pulled(Shapes.pulled(cache.getExporter().getImagePullPolicy()))
        .env(env)
        .ports(metrics().stream().toList())
        .resources(Shapes.resources(cache.getExporter().getResources()))
        .security(Account.security(level, Exporters.REDIS_UID))
        .build();
  }

  private boolean persists() {
    return cache.getPersistence() != Cache.Persistence.NONE;
  }

  List<Volume> volumes() {
    return List.of(persists() ? Stores.claim(Frame.CACHE, cache.getStorage().getSize(), cache.getStorage().getStorageClassName())
        : new Volume.Scratch(Frame.CACHE, false, ""), new Volume.Scratch(SCRATCH, false, ""));
  }

  /** Whether what it stores, and the password that opens it, outlive it. */
  boolean isKept() {
    return persists() && cache.getStorage().getRetain() == Storage.Retain.KEEP;
  }

  Files files() {
    if (cache.getConfigFrom() != null) {
      return Others.configMap(Frame.CACHE, cache.getConfigFrom(), FILE);
    }
    String text = cache.getConfig() == null ? conf().text() : cache.getConfig();
    return new Files(Frame.CACHE, List.of(new Files.Entry(FILE, FILE, -1, text.getBytes(StandardCharsets.UTF_8))), false,
        true, Optional.of(Frame.CACHE));
  }

  private RedisConf conf() {
    OptionalLong most = cache.getMaxMemory() == null
        ? RedisConf.maxMemoryWithin(Shapes.memoryLimit(cache.getResources()))
        : OptionalLong.of(Shapes.bytes(cache.getMaxMemory()));
    return new RedisConf(most, Shapes.same(RedisConf.Policy.class, cache.getMaxMemoryPolicy()),
        Shapes.same(RedisConf.Persistence.class, cache.getPersistence()));
  }

  /** Returns what tells redis its next password. */
  Component rotation() {
    return Stores.rotation(Frame.CACHE, new ContainerDraft("rotation", cache.getImage())
        .pulled(Shapes.pulled(cache.getImagePullPolicy()))
        .command(Rotations.redisCommand())
        .env(List.of(Shapes.env("REDIS_HOST", frame.host(Frame.CACHE)),
            new Env(Rotations.OLD_VARIABLE, credentials.password()),
            new Env(Rotations.NEW_VARIABLE, credentials.nextPassword())))
        .security(account.security(level)),
        frame.pod(level, Optional.empty(), Optional.empty(), Map.of(), Map.of()), Places.of(cache.getPlacement()));
  }

  Endpoint endpoint() {
    return new Endpoint(Frame.CACHE, List.of(Frame.CACHE), List.of(PORT), false, false);
  }
}
