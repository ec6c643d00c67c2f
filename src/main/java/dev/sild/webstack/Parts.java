package dev.sild.webstack;

import dev.sild.model.Component;
import dev.sild.model.Endpoint;
import dev.sild.model.Files;
import dev.sild.model.Scrape;
import dev.sild.model.Volume;
import dev.sild.stack.Others;
import dev.sild.stack.SecretSeed;
import dev.sild.stack.Shapes;
import dev.sild.stack.Stores;
import dev.sild.v1alpha1.webstackspec.StaticFiles;
import dev.sild.v1alpha1.webstackspec.staticfiles.Storage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a stack consists of, gathered component by component: from the database, which needs nobody, to the proxy. */
final class Parts {
  private final Frame frame;
  private final List<Component> components = new ArrayList<>();
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final List<Volume> volumes = new ArrayList<>();
  private final List<Files> files = new ArrayList<>();
  private final List<Scrape> scrapes = new ArrayList<>();
  private final List<SecretSeed> seeds = new ArrayList<>();
  private final List<String> rotating = new ArrayList<>();
  private final Set<String> kept = new LinkedHashSet<>();

  private Parts(Frame frame) {
    this.frame = frame;
  }

  static Parts of(Frame frame) {
    Parts parts = new Parts(frame);
    if (frame.spec().getDatabase().getEnabled()) {
      parts.database();
    }
    if (frame.spec().getCache().getEnabled()) {
      parts.cache();
    }
    if (frame.spec().getStaticFiles().getEnabled()) {
      parts.staticFiles();
    }
    parts.api();
    if (frame.spec().getProxy().getEnabled()) {
      parts.proxy();
    }
    parts.files.addAll(Others.referredTo(parts.components, parts.files));
    return parts;
  }

  private void database() {
    DatabaseComponent database = new DatabaseComponent(frame);
    components.add(database.component());
    endpoints.add(database.endpoint());
    volumes.addAll(database.volumes());
    files.add(database.files());
    scrapes.addAll(Traffic.scrapes(frame, Frame.DATABASE, database.metrics(), Exporters.PATH));
    seed(Credentials.ofDatabase(frame), Frame.DATABASE, database.isKept(), database.rotation());
    if (database.isKept()) {
      kept.add(Stores.ownClaim(frame.naming(), Frame.DATABASE));
    }
    if (frame.spec().getDatabase().getBackup().getEnabled()) {
      BackupComponent backup = new BackupComponent(frame);
      components.add(backup.component());
      volumes.addAll(backup.volumes());
      files.add(backup.files());
      if (backup.isKept()) {
        kept.add(frame.naming().object(BackupComponent.VOLUME));
      }
    }
  }

  private void cache() {
    CacheComponent cache = new CacheComponent(frame);
    components.add(cache.component());
    endpoints.add(cache.endpoint());
    volumes.addAll(cache.volumes());
    files.add(cache.files());
    scrapes.addAll(Traffic.scrapes(frame, Frame.CACHE, cache.metrics(), Exporters.PATH));
    seed(Credentials.ofCache(frame), Frame.CACHE, cache.isKept(), cache.rotation());
    if (cache.isKept()) {
      kept.add(Stores.ownClaim(frame.naming(), Frame.CACHE));
    }
  }

  /** Adds a server's generated Secret and, while that is being rotated, the component that tells the server. */
  private void seed(Credentials credentials, String server, boolean outlives, Component rotation) {
    credentials.seed().ifPresent(seed -> {
      seeds.add(seed);
      if (outlives) {
        kept.add(seed.name());
      }
      if (frame.inputs().rotating().contains(seed.name())) {
        components.add(rotation);
        rotating.add(server);
      }
    });
  }

  private void staticFiles() {
    StaticFiles said = frame.spec().getStaticFiles();
    Storage storage = said.getStorage();
    volumes.add(new Volume.Claim(Frame.STATIC_FILES, storage.getSize(), Shapes.text(storage.getStorageClassName()),
        Shapes.same(Volume.Access.class, storage.getAccessMode()), Map.of(),
        Optional.of(new Volume.Seed(Frame.API, said.getApiPath()))));
    if (storage.getRetain() == Storage.Retain.KEEP) {
      kept.add(frame.naming().object(Frame.STATIC_FILES));
    }
  }

  private void api() {
    ApiComponent api = new ApiComponent(frame);
    components.add(api.component());
    endpoints.add(api.endpoint());
    volumes.addAll(api.scratch());
    api.metrics().ifPresent(port -> scrapes.addAll(
        Traffic.scrapes(frame, Frame.API, Optional.of(port), frame.spec().getApi().getMetrics().getPath())));
  }

  private void proxy() {
    ProxyComponent proxy = new ProxyComponent(frame);
    components.add(proxy.component());
    endpoints.add(proxy.endpoint());
    volumes.add(proxy.scratch());
    files.add(proxy.files());
    scrapes.addAll(Traffic.scrapes(frame, Frame.PROXY, proxy.metrics(), Exporters.PATH));
  }

  List<Component> components() {
    return components;
  }

  List<Endpoint> endpoints() {
    return endpoints;
  }

  List<Volume> volumes() {
    return volumes;
  }

  List<Files> files() {
    return files;
  }

  List<Scrape> scrapes() {
    return scrapes;
  }

  List<SecretSeed> seeds() {
    return seeds;
  }

  /** Returns the servers that are told a new password. */
  List<String> rotating() {
    return rotating;
  }

  /** Returns the names of the objects that outlive their component and the stack. */
  Set<String> kept() {
    return kept;
  }
}
